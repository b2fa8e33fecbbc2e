using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using QuizOrleans.Grains.Rooms;
using QuizOrleans.Testing;
using QuizOrleans.WebFront.Relay;
using QuizOrleans.WebFront.Tests.Fixtures;
using QuizOrleans.WebFront.Tests.Relay;

namespace QuizOrleans.WebFront.Tests.Rooms;

/// <summary>since and version: who stays misses nothing, and who missed something sees it.</summary>
public sealed class VersionTests
{
    [Fact]
    public async Task For_whoever_stays_the_chain_never_breaks()
    {
        await using var room = await TestRoom.OpenAsync(await TestFront.SharedAsync(), Quizzes.Choice(), Quizzes.Typed, Quizzes.Poll);
        var ada = await room.Stranger("Ada");
        var known = (await ada.Call("JoinRoom", room.Pin, "Ada")).Long("version");
        var screen = await room.Stranger();
        var seen = (await screen.Call("WatchRoom", room.Pin)).Long("version");
        var bob = await room.Join("Bob");
        await room.Host.Call("LockRoom", room.Pin, true);
        await bob.Call("Rename", room.Pin, "Rob");
        await room.Host.Call("SetTimeFactor", room.Pin, bob.Id, 1.5);
        await room.Start();
        for (var index = 0; index < 3; index++)
        {
            await ada.Answer(room.Pin, index, 1);
            await room.Host.Call("PauseRoom", room.Pin);
            await room.Host.Call("ResumeRoom", room.Pin);
            if (index == 1)
            {
                bob.Hub.Abort();
                await room.Host.Next("PlayerUpdated", u => u.List("players").Any(p => !p.True("connected")));
            }

            if ((await room.Host.Call("Resync", room.Pin)).Text("phase") == "question") await room.GoOn();
            await room.GoOn();
        }

        await ada.Next("RoomFinished");
        await screen.Next("RoomFinished");
        Unbroken(ada.Hub, known);
        Unbroken(screen.Hub, seen);
    }

    [Fact]
    public async Task Who_missed_something_sees_the_gap_and_a_snapshot_mends_it()
    {
        var front = await TestFront.SharedAsync();
        await using var room = await TestRoom.OpenAsync(front);
        var ada = await room.Stranger("Ada");
        var known = (await ada.Call("JoinRoom", room.Pin, "Ada")).Long("version");
        // An update is lost between the room and this front; the next renewal of the subscription finds out by its version.
        front.Services.GetRequiredService<RoomRelays>().Find("main", room.Pin)!.Unsettle(known + 1);
        var gap = await ada.Next("PlayerUpdated", u => u.Long("since") > known);
        gap.Maybe("playerCount").ShouldBeNull();
        await room.Join("Bob");
        (await ada.Call("Resync", room.Pin)).Int("playerCount").ShouldBe(2);
    }

    [Fact]
    public async Task Extra_time_sends_its_player_for_a_snapshot_and_nobody_else()
    {
        await using var room = await TestRoom.OpenAsync(await TestFront.SharedAsync());
        var (ada, bob) = (await room.Join("Ada"), await room.Join("Bob"));
        var known = (await ada.Call("Resync", room.Pin)).Long("version");
        await room.Host.Call("SetTimeFactor", room.Pin, ada.Id, 2);
        await ada.Next("PlayerUpdated", u => u.Long("since") > known);
        (await ada.Call("Resync", room.Pin)).GetProperty("you").GetProperty("timeFactor").GetDouble().ShouldBe(2);
        (await bob.Next("PlayerUpdated", u => u.Long("version") > known)).Long("since").ShouldBeLessThanOrEqualTo(known);
    }

    [Fact]
    public async Task The_host_sees_whom_he_gave_extra_time_and_nobody_else_does()
    {
        await using var room = await TestRoom.OpenAsync(await TestFront.SharedAsync());
        var (ada, bob) = (await room.Join("Ada"), await room.Join("Bob"));
        await room.Host.Call("SetTimeFactor", room.Pin, ada.Id, 2);
        var given = (await room.Host.Call("Resync", room.Pin)).GetProperty("host").GetProperty("extraTime").EnumerateArray().ShouldHaveSingleItem();
        (given.Text("playerId"), given.GetProperty("factor").GetDouble()).ShouldBe((ada.Id, 2));
        (await bob.Call("Resync", room.Pin)).Maybe("host").ShouldBeNull();
        await room.Host.Call("SetTimeFactor", room.Pin, ada.Id, 1);
        (await room.Host.Call("Resync", room.Pin)).GetProperty("host").GetProperty("extraTime").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task A_relay_that_was_given_up_takes_nobody()
    {
        var front = await TestFront.SharedAsync();
        using var relay = ActivatorUtilities.CreateInstance<RoomRelay>(front.Services, "main/NOBODY", "NOBODY", front.Services.GetRequiredService<ILogger<RoomRelay>>());
        var (one, two) = (TestLine.Open("one"), TestLine.Open("two"));
        relay.Listeners.Add(one.Line, Audience.Players).ShouldBeTrue();
        relay.Listeners.TryRetire().ShouldBeFalse();
        relay.Listeners.Remove("one");
        relay.Listeners.TryRetire().ShouldBeTrue();
        relay.Listeners.Add(two.Line, Audience.Players).ShouldBeFalse();
    }

    private static void Unbroken(HubClient hub, long known)
    {
        foreach (var (name, body) in hub.Events)
        {
            var (since, version) = (body.Long("since"), body.Long("version"));
            since.ShouldBeLessThanOrEqualTo(known, $"{name} {body}");
            if (name == nameof(AnswerCount)) version.ShouldBe(since);
            known = Math.Max(known, version);
        }
    }
}
