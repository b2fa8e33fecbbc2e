using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using QuizOrleans.WebFront.Tests.Fixtures;

namespace QuizOrleans.WebFront.Tests.Rest;

public sealed class ResultsTests
{
    [Fact]
    public async Task Results_are_the_hosts_while_the_game_runs_and_every_players_after()
    {
        var front = await TestFront.SharedAsync();
        await using var room = await TestRoom.OpenAsync(front);
        var (ada, stranger) = (await room.Join("Ada"), await room.Stranger());
        using var host = front.Rest(room.Host.Guest);
        using var player = front.Rest(ada.Guest);
        using var other = front.Rest(stranger.Guest);
        var path = $"/api/rooms/{room.Pin.ToLowerInvariant()}/results";
        (await host.GetFromJsonAsync<JsonElement>(path)).Text("phase").ShouldBe("lobby");
        await (await player.GetAsync(path)).ShouldBeProblem(HttpStatusCode.Forbidden, "not_host");
        await room.Host.Call("EndRoom", room.Pin);
        (await player.GetFromJsonAsync<JsonElement>(path)).List("standings").Count().ShouldBe(1);
        await (await other.GetAsync(path)).ShouldBeProblem(HttpStatusCode.Forbidden, "not_a_member");
        await (await other.GetAsync("/api/rooms/AAAAAA/results")).ShouldBeProblem(HttpStatusCode.NotFound, "room_not_found");
        await (await other.GetAsync("/api/rooms/a%20b/results")).ShouldBeProblem(HttpStatusCode.NotFound, "room_not_found");
        await (await host.GetAsync($"{path}?format=xml")).ShouldBeProblem(HttpStatusCode.BadRequest, "unknown_format");
    }

    [Fact]
    public async Task A_spreadsheet_runs_no_players_name_as_a_formula()
    {
        var front = await TestFront.SharedAsync();
        await using var room = await TestRoom.OpenAsync(front);
        foreach (var name in new[] { "=1+1", "+2", "-3", "@sum", "a,b\"c" }) await room.Join(name);
        using var host = front.Rest(room.Host.Guest);
        using var answer = await host.GetAsync($"/api/rooms/{room.Pin}/results?format=csv");
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("text/csv");
        answer.Content.Headers.ContentDisposition!.FileName.ShouldBe($"quiz-{room.Pin}.csv");
        var bytes = await answer.Content.ReadAsByteArrayAsync();
        bytes.AsSpan().StartsWith(Encoding.UTF8.Preamble).ShouldBeTrue();
        var lines = Encoding.UTF8.GetString(bytes[3..]).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        lines[0].ShouldBe("rank,nickname,team,score,answerSeconds");
        lines.Length.ShouldBe(6);
        lines.ShouldContain(l => l.Contains("\"a,b\"\"c\"", StringComparison.Ordinal));
        foreach (var line in lines[1..5]) line.Split(',')[1].Trim('"')[0].ShouldBe('\'', line);
    }
}
