using QuizOrleans.WebFront.Tests.Fixtures;

namespace QuizOrleans.WebFront.Tests.Rooms;

public sealed class LargeRoomTests
{
    [Fact]
    public async Task In_a_large_room_only_the_stage_hears_names()
    {
        var front = await TestFront.SharedAsync();
        await using var room = await TestRoom.OpenAsync(front);
        var screen = await room.Watch();
        var first = await room.Join("First");
        await Task.WhenAll(Enumerable.Range(0, 100).Select(i => room.Join($"Player {i}")));
        var last = await room.Join("Lastly");

        foreach (var stage in new[] { room.Host, screen }) await stage.Next("PlayerJoined", j => j.List("players").Any(p => p.Text("playerId") == last.Id));
        await first.Next("PlayerJoined", j => j.Int("playerCount") == 102);
        first.Hub.Events.ShouldAllBe(e => e.Body.Int("playerCount") <= 100 || !e.Body.List("players").Any());
        var seen = await last.Call("Resync", room.Pin);
        (seen.Int("playerCount"), seen.List("players").Count()).ShouldBe((102, 10));
        (await screen.Call("Resync", room.Pin)).List("players").Count().ShouldBe(102);
    }
}
