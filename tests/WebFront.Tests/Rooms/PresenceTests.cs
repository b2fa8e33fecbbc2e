using QuizOrleans.WebFront.Tests.Fixtures;

namespace QuizOrleans.WebFront.Tests.Rooms;

/// <summary>Coming back, going away, being thrown out, and the host's chair.</summary>
public sealed class PresenceTests
{
    [Fact]
    public async Task The_same_token_gets_its_seat_and_score_back_on_any_connection()
    {
        await using var room = await TestRoom.OpenAsync(await TestFront.SharedAsync(), Quizzes.Choice(), Quizzes.Choice("two"));
        var (ada, _) = (await room.Join("Ada"), await room.Join("Bob"));
        await room.Start();
        await ada.Answer(room.Pin, 0, 1);
        await room.GoOn();
        await ada.Next("QuestionClosed");
        ada.Hub.Abort();
        var again = await room.Connect(ada.Guest);
        var seat = (await again.Call("JoinRoom", room.Pin, "Another name")).GetProperty("you");
        (seat.Text("nickname"), seat.Int("score"), seat.Int("rank")).ShouldBe(("Ada", 1000, 1));
        await room.GoOn();
        await again.Next("QuestionOpened");
        (await again.Answer(room.Pin, 1, 1)).Text("code").ShouldBe("ok");
    }

    [Fact]
    public async Task A_player_who_drops_is_away_and_comes_back()
    {
        await using var room = await TestRoom.OpenAsync(await TestFront.SharedAsync());
        var (ada, bob) = (await room.Join("Ada"), await room.Join("Bob"));
        bob.Hub.Abort();
        foreach (var one in new[] { ada, room.Host }) await one.Next("PlayerUpdated", u => Connected(u, bob) == false);
        var again = await room.Connect(bob.Guest);
        (await again.Call("Resync", room.Pin)).Player(bob.Id).True("connected").ShouldBeTrue();
        foreach (var one in new[] { ada, room.Host }) await one.Next("PlayerUpdated", u => Connected(u, bob) == true);
    }

    [Fact]
    public async Task A_player_on_two_devices_is_away_when_both_are()
    {
        await using var room = await TestRoom.OpenAsync(await TestFront.SharedAsync());
        var (ada, bob) = (await room.Join("Ada"), await room.Join("Bob"));
        var second = await room.Connect(ada.Guest);
        await second.Call("Resync", room.Pin);
        ada.Hub.Abort();
        bob.Hub.Abort();
        await room.Host.Next("PlayerUpdated", u => Connected(u, bob) == false);
        (await room.Host.Call("Resync", room.Pin)).Player(ada.Id).True("connected").ShouldBeTrue();
        second.Hub.Abort();
        await room.Host.Next("PlayerUpdated", u => Connected(u, ada) == false);
    }

    [Fact]
    public async Task Those_who_drop_while_they_join_do_not_stay_behind_as_ghosts()
    {
        var front = await TestFront.SharedAsync();
        await using var room = await TestRoom.OpenAsync(front);
        await room.Join("Ada");
        for (var i = 0; i < 40; i++)
        {
            var guest = await front.GuestAsync($"P{i}");
            await using var hasty = new Person(guest, await front.ConnectAsync(guest));
            await hasty.Hub.SendRaw($$"""{"type":1,"invocationId":"1","target":"JoinRoom","arguments":["{{room.Pin}}","Hasty",null]}""");
        }

        // Whoever of them was seated is told away in the end; then the one who is here is all that the question waits for.
        await Waiting.Until(async () => (await room.Host.Call("Resync", room.Pin)).Int("present") == 1);
    }

    [Fact]
    public async Task Who_is_kicked_hears_it_and_nothing_after_it()
    {
        await using var room = await TestRoom.OpenAsync(await TestFront.SharedAsync());
        var (ada, bob) = (await room.Join("Ada"), await room.Join("Bob"));
        await room.Host.Call("KickPlayer", room.Pin, bob.Id);
        foreach (var one in new[] { ada, bob })
        {
            var left = await one.Next("PlayerLeft");
            (left.Text("playerId"), left.Text("reason")).ShouldBe((bob.Id, "kicked"));
        }

        var heard = bob.Hub.Events.Count;
        (await bob.Refusal("JoinRoom", room.Pin, "Bob")).ShouldBe("kicked");
        (await bob.Refusal("Resync", room.Pin)).ShouldBe("kicked");
        await room.Start();
        await ada.Next("QuestionOpened");
        await ada.Answer(room.Pin, 0, 1);
        await ada.Next("QuestionClosed");
        await bob.Call("Ping");
        bob.Hub.Events.Count.ShouldBe(heard);
    }

    [Fact]
    public async Task Who_leaves_gives_up_the_seat_and_hears_nothing_more()
    {
        await using var room = await TestRoom.OpenAsync(await TestFront.SharedAsync());
        var (ada, screen) = (await room.Join("Ada"), await room.Watch());
        await room.Join("Bob");
        await ada.Call("LeaveRoom", room.Pin);
        await screen.Next("PlayerLeft", l => l.Text("reason") == "left");
        await screen.Call("LeaveRoom", room.Pin);
        var heard = (ada.Hub.Events.Count, screen.Hub.Events.Count);
        await room.Start();
        await room.Host.Next("QuestionOpened");
        await Task.WhenAll(ada.Call("Ping"), screen.Call("Ping"));
        (ada.Hub.Events.Count, screen.Hub.Events.Count).ShouldBe(heard);
        (await ada.Refusal("Resync", room.Pin)).ShouldBe("not_a_member");
    }

    [Fact]
    public async Task The_game_waits_for_a_host_who_dropped()
    {
        await using var front = await TestFront.StartAsync("Rooms:HostGrace=00:00:01");
        await using var room = await TestRoom.OpenAsync(front);
        var (ada, _) = (await room.Join("Ada"), await room.Join("Bob"));
        await room.Start();
        await ada.Next("QuestionOpened");
        room.Host.Hub.Abort();
        (await ada.Next("RoomPaused")).Text("reason").ShouldBe("host_away");
        (await ada.Answer(room.Pin, 0, 1)).Text("code").ShouldBe("not_allowed_now");
        var again = await room.Connect(room.Host.Guest);
        await again.Call("Resync", room.Pin);
        (await ada.Next("RoomResumed")).Text("phase").ShouldBe("question");
        (await ada.Answer(room.Pin, 0, 1)).Text("code").ShouldBe("ok");
    }

    [Fact]
    public async Task Whoever_has_the_key_takes_the_hosts_chair()
    {
        await using var room = await TestRoom.OpenAsync(await TestFront.SharedAsync(), Quizzes.Typed);
        var (ada, deputy) = (await room.Join("Ada"), await room.Stranger("Deputy"));
        var seen = await deputy.Call("TakeOverRoom", room.Pin, room.HostKey);
        seen.GetProperty("host").Text("hostKey").ShouldBe(room.HostKey);
        (await ada.Next("HostChanged")).Text("hostId").ShouldBe(deputy.Id);
        (await room.Host.Refusal("StartRoom", room.Pin)).ShouldBe("not_host");
        await deputy.Call("StartRoom", room.Pin);
        await deputy.Next("QuestionOpened");
        (await deputy.Call("Resync", room.Pin)).GetProperty("host").GetProperty("answerKey").Text("text").ShouldBe("Zanzibar");
    }

    [Fact]
    public async Task A_player_may_be_the_host_too_and_a_former_host_a_screen()
    {
        await using var room = await TestRoom.OpenAsync(await TestFront.SharedAsync());
        var ada = await room.Join("Ada");
        (await ada.Call("TakeOverRoom", room.Pin, room.HostKey)).GetProperty("you").Text("playerId").ShouldBe(ada.Id);
        (await room.Host.Call("Resync", room.Pin)).Maybe("host").ShouldBeNull();
        await ada.Call("StartRoom", room.Pin);
        await room.Host.Next("QuestionOpened");
    }

    [Fact]
    public async Task Two_of_one_name_are_told_apart()
    {
        await using var room = await TestRoom.OpenAsync(await TestFront.SharedAsync());
        await room.Join("Ada");
        var (second, third) = (await room.Stranger("x"), await room.Join("Bob"));
        (await second.Call("JoinRoom", room.Pin, "ADA")).GetProperty("you").Text("nickname").ShouldBe("ADA 2");
        await third.Call("Rename", room.Pin, "ada");
        (await room.Host.Next("PlayerUpdated")).List("players").Single().Text("nickname").ShouldBe("ada 3");
    }

    private static bool? Connected(System.Text.Json.JsonElement update, Person who)
    {
        var players = update.List("players").Where(p => p.Text("playerId") == who.Id).ToArray();
        return players is [var one] ? one.True("connected") : null;
    }
}
