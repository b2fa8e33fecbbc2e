using QuizOrleans.WebFront.Tests.Fixtures;

namespace QuizOrleans.WebFront.Tests.Rooms;

/// <summary>Every way a room says no through the hub, by its code.</summary>
public sealed class RefusalTests : IAsyncLifetime
{
    private TestRoom _room = null!;
    private Person _ada = null!;

    public async Task InitializeAsync()
    {
        _room = await TestRoom.OpenAsync(await TestFront.SharedAsync(), Quizzes.Choice("one"), Quizzes.Choice("two"));
        _ada = await _room.Join("Ada");
    }

    public async Task DisposeAsync() => await _room.DisposeAsync();

    [Fact]
    public async Task A_room_that_is_not_there()
    {
        foreach (var method in new[] { "WatchRoom", "Resync", "LeaveRoom", "StartRoom", "NextQuestion" }) (await _ada.Refusal(method, "AAAAAA")).ShouldBe("room_not_found", method);
        (await _ada.Refusal("JoinRoom", "AAAAAA", "Ada")).ShouldBe("room_not_found");
        (await _ada.Refusal("TakeOverRoom", "AAAAAA", "key")).ShouldBe("room_not_found");
        (await _ada.Answer("AAAAAA", 0, 1)).Text("code").ShouldBe("room_not_found");
    }

    [Theory]
    [InlineData("")]
    [InlineData("../..")]
    [InlineData("ABC/DEF")]
    [InlineData("ÄÖÜ")]
    [InlineData(null)]
    public async Task A_pin_that_cannot_be_one(string? pin) => (await _ada.Refusal("WatchRoom", pin)).ShouldBe("invalid_argument");

    [Fact]
    public async Task A_pin_is_read_whatever_its_case_and_spaces() =>
        (await _ada.Call("Resync", $" {_room.Pin[..3]} {_room.Pin[3..].ToLowerInvariant()}")).Text("pin").ShouldBe(_room.Pin);

    [Theory]
    [InlineData("kind", "circus")]
    [InlineData("pace", "slow")]
    [InlineData("scoring", "")]
    [InlineData("questionTimeSeconds", 4)]
    [InlineData("countdownSeconds", 11)]
    [InlineData("revealSeconds", 0)]
    [InlineData("flatPoints", 0)]
    [InlineData("maxPlayers", 2001)]
    [InlineData("teams", "fixed")]
    [InlineData("quizId", "a/b")]
    [InlineData("quizId", null)]
    public async Task A_setting_out_of_its_range_is_named(string setting, object? value)
    {
        var settings = new Dictionary<string, object?> { ["quizId"] = "none", [setting] = value };
        var refusal = await Should.ThrowAsync<Testing.HubRefusedException>(() => _ada.Call("CreateRoom", settings));
        refusal.Code.ShouldBe("invalid_settings");
        refusal.Message.ShouldContain(setting == "teams" ? "teamNames" : setting);
    }

    [Fact]
    public async Task A_quiz_that_is_missing_or_somebody_elses()
    {
        var front = await TestFront.SharedAsync();
        (await _ada.Refusal("CreateRoom", new { quizId = "nothing-here" })).ShouldBe("not_found");
        (await _ada.Refusal("CreateRoom", new { quizId = await TestRoom.SaveAsync(front, _room.Host.Guest, Quizzes.Choice()) })).ShouldBe("forbidden");
        (await _ada.Refusal("CreateRoom", (object?)null)).ShouldBe("invalid_argument");
    }

    [Fact]
    public async Task Names_that_cannot_be_one()
    {
        var stranger = await _room.Stranger();
        foreach (var name in new[] { "", "   ", new string('x', 25), "a\u202eb", null }) (await stranger.Refusal("JoinRoom", _room.Pin, name)).ShouldBe("invalid_nickname");
        (await _ada.Refusal("Rename", _room.Pin, "\u200b")).ShouldBe("invalid_nickname");
    }

    [Fact]
    public async Task A_locked_room_takes_nobody_new_but_its_own()
    {
        await _room.Host.Call("LockRoom", _room.Pin, true);
        (await (await _room.Stranger()).Refusal("JoinRoom", _room.Pin, "Bob")).ShouldBe("room_locked");
        (await _ada.Call("JoinRoom", _room.Pin, "whatever")).GetProperty("you").Text("nickname").ShouldBe("Ada");
        await _room.Host.Call("LockRoom", _room.Pin, false);
        await _room.Join("Bob");
    }

    [Fact]
    public async Task A_full_room()
    {
        await using var small = await TestRoom.OpenWithAsync(await TestFront.SharedAsync(), new() { ["maxPlayers"] = 1 });
        await small.Join("First");
        (await (await small.Stranger()).Refusal("JoinRoom", small.Pin, "Second")).ShouldBe("room_full");
    }

    [Fact]
    public async Task A_game_that_takes_nobody_late()
    {
        await using var strict = await TestRoom.OpenWithAsync(await TestFront.SharedAsync(), new() { ["lateJoin"] = false });
        await strict.Join("First");
        await strict.Start();
        (await (await strict.Stranger()).Refusal("JoinRoom", strict.Pin, "Late")).ShouldBe("late_join_closed");
    }

    [Fact]
    public async Task The_wrong_moment()
    {
        (await _room.Host.Refusal("NextQuestion", _room.Pin)).ShouldBe("not_allowed_now");
        (await _room.Host.Refusal("PauseRoom", _room.Pin)).ShouldBe("not_allowed_now");
        (await _ada.Answer(_room.Pin, 0, 1)).Text("code").ShouldBe("not_allowed_now");
        await _room.Start();
        (await _room.Host.Refusal("StartRoom", _room.Pin)).ShouldBe("not_allowed_now");
        (await _ada.Refusal("Rename", _room.Pin, "Eve")).ShouldBe("not_allowed_now");
        await _room.Host.Call("PauseRoom", _room.Pin);
        (await _ada.Next("RoomPaused")).Text("reason").ShouldBe("host");
        (await _ada.Answer(_room.Pin, 0, 1)).Text("code").ShouldBe("not_allowed_now");
        await _room.Host.Call("ResumeRoom", _room.Pin);
        (await _ada.Next("RoomResumed")).Text("phase").ShouldBe("question");
    }

    [Fact]
    public async Task Answers_that_do_not_count()
    {
        var bob = await _room.Join("Bob");
        await _room.Start();
        (await _ada.Answer(_room.Pin, 1, 1)).Text("code").ShouldBe("wrong_question");
        foreach (var bad in new object[] { new { }, new { choices = new[] { 7 } }, new { choices = new[] { -1 } }, new { text = "green" }, new { choices = new[] { 1 }, number = 1 }, new { choices = Array.Empty<int>() } })
            (await _ada.Call("SubmitAnswer", _room.Pin, 0, bad)).Text("code").ShouldBe("invalid_answer");
        (await _ada.Refusal("SubmitAnswer", _room.Pin, 0, null)).ShouldBe("invalid_argument");
        (await _ada.Answer(_room.Pin, 0, 1)).Text("code").ShouldBe("ok");
        (await _ada.Answer(_room.Pin, 0, 2)).Text("code").ShouldBe("already_answered");
        await _room.GoOn();
        (await bob.Answer(_room.Pin, 0, 1)).Text("code").ShouldBe("too_late");
    }

    [Fact]
    public async Task An_answer_of_more_than_10_KB()
    {
        await _room.Start();
        (await _ada.Refusal("SubmitAnswer", _room.Pin, 0, new { text = new string('x', 11_000) })).ShouldBe("payload_too_large");
        (await _ada.Call("SubmitAnswer", _room.Pin, 0, new { choices = new[] { 1 } })).Text("code").ShouldBe("ok");
    }

    [Fact]
    public async Task The_hosts_own_refusals()
    {
        await using var empty = await TestRoom.OpenAsync(await TestFront.SharedAsync());
        (await empty.Host.Refusal("StartRoom", empty.Pin)).ShouldBe("no_players");
        (await _room.Host.Refusal("KickPlayer", _room.Pin, "nobody")).ShouldBe("player_not_found");
        (await _room.Host.Refusal("SetTimeFactor", _room.Pin, _ada.Id, 9)).ShouldBe("invalid_argument");
        await _room.Host.Call("EndRoom", _room.Pin);
        (await _room.Host.Refusal("StartRoom", _room.Pin)).ShouldBe("room_over");
        (await (await _room.Stranger()).Refusal("JoinRoom", _room.Pin, "Bob")).ShouldBe("room_over");
    }
}
