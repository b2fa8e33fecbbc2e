using QuizOrleans.WebFront.Tests.Fixtures;

namespace QuizOrleans.WebFront.Tests.Rooms;

/// <summary>Nobody but the host sees an answer before the reveal: looked for in the raw frames.</summary>
public sealed class SecrecyTests
{
    private static readonly string[] Secrets = ["Zanzibar", "471100", "\"correct\"", "answerKey", "explanation", Quizzes.Explanation, "hostKey", "accepted\":[", "distribution"];

    [Fact]
    public async Task Players_and_screens_see_no_answer_before_the_reveal()
    {
        var front = await TestFront.SharedAsync();
        await using var room = await TestRoom.OpenAsync(front, Quizzes.Choice(), Quizzes.Typed, Quizzes.Number, Quizzes.Order);
        var (ada, bob, screen) = (await room.Join("Ada"), await room.Join("Bob"), await room.Watch());
        await room.Start();
        string[] keys = ["{\"choices\":[1]}", "{\"text\":\"Zanzibar\"}", "{\"number\":471100.5}", "{\"order\":[0,1,2]}"];
        for (var index = 0; index < 4; index++)
        {
            foreach (var one in new[] { ada, bob, screen }) await one.Next("QuestionOpened", q => q.Int("index") == index);
            var before = new[] { ada, bob, screen }.Select(p => p.Hub.Frames.Count).ToArray();
            await ada.Call("Resync", room.Pin);
            await screen.Call("Resync", room.Pin);
            await bob.Call("WatchRoom", room.Pin);
            await (await room.Stranger()).Call("WatchRoom", room.Pin);
            await ada.Call("SubmitAnswer", room.Pin, index, new { text = "?" });
            (await room.Host.Call("Resync", room.Pin)).GetProperty("host").GetProperty("answerKey").GetRawText().ShouldBe(keys[index]);
            foreach (var (one, from) in new[] { ada, bob, screen }.Zip(before)) NoneIn(one, index == 0 ? 0 : from - 1);

            await room.GoOn();
            foreach (var one in new[] { ada, screen, room.Host }) (await one.Next("QuestionClosed")).GetProperty("correct").GetRawText().ShouldBe(keys[index]);
            await room.GoOn();
        }
    }

    [Fact]
    public async Task A_host_who_plays_too_gets_no_answer_key()
    {
        await using var room = await TestRoom.OpenAsync(await TestFront.SharedAsync(), Quizzes.Typed);
        await room.Host.Call("JoinRoom", room.Pin, "Hanna");
        await room.Start();
        var host = (await room.Host.Call("Resync", room.Pin)).GetProperty("host");
        (host.Maybe("answerKey"), host.Text("hostKey")).ShouldBe((null, room.HostKey));
        room.Host.Hub.Frames.ShouldAllBe(frame => !frame.Contains("Zanzibar", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_player_cannot_steer()
    {
        await using var room = await TestRoom.OpenAsync(await TestFront.SharedAsync());
        var (ada, screen) = (await room.Join("Ada"), await room.Watch());
        foreach (var one in new[] { ada, screen })
        {
            foreach (var method in new[] { "StartRoom", "NextQuestion", "PauseRoom", "ResumeRoom", "EndRoom" }) (await one.Refusal(method, room.Pin)).ShouldBe("not_host");
            (await one.Refusal("LockRoom", room.Pin, true)).ShouldBe("not_host");
            (await one.Refusal("KickPlayer", room.Pin, ada.Id)).ShouldBe("not_host");
            (await one.Refusal("SetTimeFactor", room.Pin, ada.Id, 2)).ShouldBe("not_host");
            (await one.Refusal("TakeOverRoom", room.Pin, "guess")).ShouldBe("wrong_key");
        }
    }

    [Fact]
    public async Task A_stranger_is_no_member()
    {
        await using var room = await TestRoom.OpenAsync(await TestFront.SharedAsync());
        await room.Join("Ada");
        await room.Start();
        var stranger = await room.Stranger();
        (await stranger.Refusal("Resync", room.Pin)).ShouldBe("not_a_member");
        (await stranger.Refusal("LeaveRoom", room.Pin)).ShouldBe("not_a_member");
        (await stranger.Answer(room.Pin, 0, 1)).Text("code").ShouldBe("not_a_member");
        stranger.Hub.Events.ShouldBeEmpty();
    }

    /// <summary>What a wrong key must not cost: the room's events.</summary>
    [Fact]
    public async Task A_player_who_is_refused_something_hears_on()
    {
        await using var room = await TestRoom.OpenAsync(await TestFront.SharedAsync());
        var (ada, screen) = (await room.Join("Ada"), await room.Watch());
        await ada.Refusal("TakeOverRoom", room.Pin, "guess");
        await room.Host.Call("LockRoom", room.Pin, true);
        (await screen.Refusal("JoinRoom", room.Pin, "Screen")).ShouldBe("room_locked");
        await room.Start();
        await ada.Next("QuestionOpened");
        await screen.Next("QuestionOpened");
        await ada.Answer(room.Pin, 0, 1);
        (await ada.Next("QuestionClosed")).GetProperty("you").Int("points").ShouldBe(1000);
    }

    private static void NoneIn(Person person, int from)
    {
        foreach (var frame in person.Hub.Frames.Skip(from))
            foreach (var secret in Secrets) frame.ShouldNotContain(secret, Case.Sensitive);
    }
}
