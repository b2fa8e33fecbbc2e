using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using QuizOrleans.WebFront.Identity;
using QuizOrleans.WebFront.Relay;
using QuizOrleans.WebFront.Tests.Fixtures;

namespace QuizOrleans.WebFront.Tests.Duels;

/// <summary>Whole duels, over real sockets. A front of its own: others' players must not be matched with these.</summary>
public sealed partial class DuelTests : IAsyncLifetime
{
    private readonly List<Person> _people = [];
    private readonly HeldCalls _calls = new();
    private TestFront _front = null!;

    public async Task InitializeAsync() => _front = await TestFront.StartWithAsync(
        builder => builder.Services.AddSingleton<IIncomingGrainCallFilter>(_calls),
        "Duels:Questions=2", "Duels:Countdown=00:00:00.3", "Duels:RevealTime=00:00:00.05", "Duels:SweepInterval=00:00:00.02", "Duels:StatusInterval=00:00:00.1",
        "Duels:SeatTime=00:00:02", "Duels:DropGrace=00:00:01", "Duels:OfferAfter=00:00:01", "Duels:AwayGrace=00:00:01");

    public async Task DisposeAsync()
    {
        foreach (var person in _people) await person.DisposeAsync();
        await _front.DisposeAsync();
    }

    [Fact]
    public async Task Two_who_look_for_an_opponent_play_each_other_to_the_end()
    {
        var (ada, bob, matchId) = await Matched();
        await Task.WhenAll(ada.Call("JoinRoom", matchId, "Ada", null), bob.Call("JoinRoom", matchId, "Bob", null));
        for (var index = 0; index < 2; index++)
        {
            await Task.WhenAll(ada.Next("QuestionOpened", q => q.Int("index") == index), bob.Next("QuestionOpened", q => q.Int("index") == index));
            await ada.Answer(matchId, index, 0);
            (await bob.Next("OpponentAnswered", a => a.Int("index") == index)).Text("playerId").ShouldBe(ada.Id);
            await bob.Answer(matchId, index, 1);
            await ada.Next("QuestionClosed", q => q.Int("index") == index);
        }

        var finished = await ada.Next("RoomFinished");
        // His own answers he knows of, and the second of a question closes it.
        ada.Hub.Events.ShouldNotContain(e => e.Name == "OpponentAnswered");
        // Nor does he have to be told that he took his seat.
        ada.Hub.Events.ShouldNotContain(e => e.Name == "QueueLeft");
        finished.Text("reason").ShouldBe("completed");
        finished.List("ratings").Select(r => r.Text("playerId")).Order().ShouldBe(new[] { ada.Id, bob.Id }.Order());
        using var rest = _front.Rest(ada.Guest);
        var match = await Waiting.Until(() => rest.GetFromJsonAsync<JsonElement>($"/api/matches/{matchId}"), m => m.Text("status") == "completed");
        match.List("players").Select(p => p.Text("nickname")).Order().ShouldBe(["Ada", "Bob"]);
        (await rest.GetFromJsonAsync<JsonElement>("/api/players/me/matches")).List("items").Single().Text("matchId").ShouldBe(matchId);
        var me = await Waiting.Until(() => rest.GetFromJsonAsync<JsonElement>("/api/duels/me"), m => m.List("ratings").Any());
        me.List("ratings").Single().Int("games").ShouldBe(1);
        me.TryGetProperty("matchId", out _).ShouldBeFalse();
    }

    [Fact]
    public async Task On_his_other_page_a_player_is_told_that_he_took_his_seat()
    {
        var ada = await Person("Ada");
        var other = await Person(ada.Guest);
        var bob = await Person("Bob");
        foreach (var page in new[] { ada, other, bob }) await page.Call("JoinQueue", new { category = "general" });
        var matchId = (await other.Next("MatchFound")).Text("pin");
        await Task.WhenAll(ada.Call("JoinRoom", matchId, "Ada", null), bob.Call("JoinRoom", matchId, "Bob", null));
        (await other.Next("QueueLeft")).Text("reason").ShouldBe("seated");
        await ada.Next("QuestionOpened");
        ada.Hub.Events.ShouldNotContain(e => e.Name == "QueueLeft");
    }

    [Fact]
    public async Task Who_reloads_finds_the_running_duel_again()
    {
        var (ada, bob, matchId) = await Playing();
        using var rest = _front.Rest(ada.Guest);
        (await rest.GetFromJsonAsync<JsonElement>("/api/duels/me")).Text("matchId").ShouldBe(matchId);
        await ada.DisposeAsync();
        var again = await Person(ada.Guest);
        var seen = await again.Call("JoinRoom", matchId, "Ada", null);
        seen.Text("kind").ShouldBe("duel");
        seen.GetProperty("duel").List("players").Count().ShouldBe(2);
        (await again.Refusal("JoinQueue", new { category = "general" })).ShouldBe("in_duel");
        await bob.Answer(matchId, 0, 0);
        await again.Next("OpponentAnswered");
    }

    [Fact]
    public async Task Who_looks_for_the_next_opponent_lets_the_last_duel_go()
    {
        var (ada, bob, matchId) = await Playing();
        await ada.Call("LeaveRoom", matchId);
        await bob.Next("RoomFinished");
        var relays = _front.Services.GetRequiredService<RoomRelays>();
        relays.Find("main", matchId).ShouldNotBeNull();
        await bob.Call("JoinQueue", new { category = "general" });
        relays.Find("main", matchId).ShouldBeNull();
        // Out of memory, and whole when somebody asks again.
        (await bob.Call("JoinRoom", matchId, "Bob", null)).Text("phase").ShouldBe("finished");
    }

    [Fact]
    public async Task A_rematch_is_heard_of_by_who_has_only_waited()
    {
        var (ada, bob, matchId) = await Playing();
        await ada.Call("LeaveRoom", matchId);
        await bob.Next("RoomFinished");
        await bob.Call("Rematch", matchId);
        await ada.Call("JoinRoom", matchId, "Ada", null);
        (await ada.Call("Rematch", matchId)).TryGetProperty("matchId", out var again).ShouldBeTrue();
        (await bob.Next("MatchFound", m => m.Text("pin") == again.GetString())).GetProperty("opponent").Text("playerId").ShouldBe(ada.Id);
    }

    [Fact]
    public async Task Who_leaves_forfeits_and_the_other_is_told()
    {
        var (ada, bob, matchId) = await Playing();
        await ada.Call("LeaveRoom", matchId);
        var finished = await bob.Next("RoomFinished");
        (finished.Text("reason"), finished.Text("winner"), finished.Text("loser")).ShouldBe(("forfeited", bob.Id, ada.Id));
    }

    [Fact]
    public async Task Who_drops_out_forfeits_after_a_grace()
    {
        var (ada, bob, _) = await Playing();
        await ada.DisposeAsync();
        var finished = await bob.Next("RoomFinished");
        (finished.Text("reason"), finished.Text("loser")).ShouldBe(("forfeited", ada.Id));
    }

    [Fact]
    public async Task Who_reloads_while_the_opponent_is_waited_for_hears_of_his_place_on_the_new_connection()
    {
        var (ada, bob, matchId) = await Matched();
        await bob.Call("JoinRoom", matchId, "Bob", null);
        await bob.DisposeAsync();
        var again = await Person(bob.Guest);
        await again.Call("JoinRoom", matchId, "Bob", null);
        await ada.Call("LeaveRoom", matchId);
        (await again.Next("QueueReturned")).Int("place").ShouldBe(1);
        await again.Next("QueueStatus");
    }

    [Fact]
    public async Task Who_declines_sends_the_other_back_to_the_front_with_the_wait_kept()
    {
        var (ada, bob, matchId) = await Matched();
        await ada.Call("LeaveRoom", matchId);
        (await bob.Next("QueueReturned")).Int("place").ShouldBe(1);
        (await ada.Next("QueueLeft")).Text("reason").ShouldBe("no_show");
        var carol = await Person("Carol");
        await carol.Call("JoinQueue", new { category = "general" });
        (await bob.Next("MatchFound", m => m.Text("pin") != matchId)).GetProperty("opponent").Text("nickname").ShouldBe("Carol");
    }

    [Fact]
    public async Task Who_does_not_come_is_out_and_the_other_waits_on()
    {
        var (ada, bob, matchId) = await Matched();
        await bob.Call("JoinRoom", matchId, "Bob", null);
        await bob.Next("QueueReturned");
        (await ada.Next("QueueLeft")).Text("reason").ShouldBe("no_show");
        (await bob.Call("Resync", matchId)).GetProperty("finished").Text("reason").ShouldBe("no_show");
    }

    [Fact]
    public async Task One_ticket_a_player_told_again_on_every_page()
    {
        var ada = await Person("Ada");
        var first = await ada.Call("JoinQueue", new { category = "general" });
        (first.Int("place"), first.Int("waiting"), first.Int("rating")).ShouldBe((1, 1, 1500));
        var second = await Person(ada.Guest);
        (await second.Call("JoinQueue", new { category = "general" })).Int("waiting").ShouldBe(1);
        await Task.WhenAll(ada.Next("QueueStatus"), second.Next("QueueStatus"));
        await second.Call("LeaveQueue");
        (await ada.Next("QueueLeft")).Text("reason").ShouldBe("cancelled");
        (await ada.Refusal("LeaveQueue")).ShouldBe("not_queued");
    }

    [Fact]
    public async Task Asked_for_another_category_the_ticket_one_has_is_told()
    {
        var ada = await Person("Ada");
        await ada.Call("JoinQueue", new { category = "general" });
        var again = await ada.Call("JoinQueue", new { category = "music" });
        again.Text("category").ShouldBe("general");
        await ada.Call("LeaveQueue");
        (await ada.Call("JoinQueue", new { category = "music" })).Text("category").ShouldBe("music");
    }

    [Fact]
    public async Task A_ticket_outlives_a_dropped_socket_but_not_a_player_who_is_gone()
    {
        var ada = await Person("Ada");
        await ada.Call("JoinQueue", new { category = "general" });
        await ada.DisposeAsync();
        var again = await Person(ada.Guest);
        (await again.Call("JoinQueue", new { category = "general" })).Int("waitedMs").ShouldBeGreaterThan(0);
        await again.DisposeAsync();
        using var rest = _front.Rest(ada.Guest);
        await Waiting.Until(() => rest.GetFromJsonAsync<JsonElement>("/api/duels/me"), m => !m.TryGetProperty("queued", out _));
        var bob = await Person("Bob");
        await bob.Call("JoinQueue", new { category = "general" });
        await bob.Next("QueueStatus", s => s.Int("waiting") == 1);
    }

    [Fact]
    public async Task After_a_while_a_bot_is_offered_and_named_as_one()
    {
        var ada = await Person("Ada");
        (await ada.Refusal("AcceptSubstitute")).ShouldBe("not_queued");
        await ada.Call("JoinQueue", new { category = "general" });
        (await ada.Refusal("AcceptSubstitute")).ShouldBe("not_offered");
        (await ada.Next("SubstituteOffered")).Text("kind").ShouldBe("bot");
        var found = await ada.Call("AcceptSubstitute");
        found.GetProperty("opponent").Text("kind").ShouldBe("bot");
        await ada.Call("JoinRoom", found.Text("pin"), "Ada", null);
        await ada.Next("QuestionOpened");
        await ada.Next("OpponentAnswered");
    }

    [Fact]
    public async Task A_friend_with_the_link_has_the_other_seat_and_nobody_else()
    {
        var ada = await Person("Ada");
        var challenge = await ada.Call("ChallengeFriend", new { category = "general" });
        var (bob, eve) = (await Person("Bob"), await Person("Eve"));
        await bob.Call("JoinRoom", challenge.Text("pin"), "Bob", null);
        (await eve.Refusal("JoinRoom", challenge.Text("pin"), "Eve", null)).ShouldBe("not_invited");
        await Task.WhenAll(ada.Next("QuestionOpened"), bob.Next("QuestionOpened"));
    }

    [Fact]
    public async Task A_rematch_needs_both_and_begins_anew()
    {
        var (ada, bob, matchId) = await Playing();
        (await ada.Refusal("Rematch", matchId)).ShouldBe("not_allowed_now");
        await ada.Call("LeaveRoom", matchId);
        await bob.Next("RoomFinished");
        (await bob.Call("Rematch", matchId)).List("wanted").Count().ShouldBe(1);
        await ada.Call("WatchRoom", matchId);
        var state = await ada.Call("Rematch", matchId);
        var (toAda, toBob) = (await ada.Next("MatchFound", m => m.Text("pin") != matchId), await bob.Next("MatchFound", m => m.Text("pin") != matchId));
        (toAda.Text("pin"), toBob.Text("pin")).ShouldBe((state.Text("matchId"), state.Text("matchId")));
        (toAda.GetProperty("opponent").Text("playerId"), toBob.GetProperty("opponent").Text("playerId")).ShouldBe((bob.Id, ada.Id));
    }

    [Fact]
    public async Task A_rematch_can_be_declined()
    {
        var (ada, bob, matchId) = await Playing();
        (await ada.Refusal("DeclineRematch", matchId)).ShouldBe("not_allowed_now");
        await ada.Call("LeaveRoom", matchId);
        await bob.Next("RoomFinished");
        await ada.Call("WatchRoom", matchId);
        (await bob.Call("Rematch", matchId)).GetProperty("remainingMs").GetInt32().ShouldBeInRange(1, 60_000);
        (await ada.Next("RematchWanted")).GetProperty("remainingMs").GetInt32().ShouldBeInRange(1, 60_000);
        (await ada.Call("DeclineRematch", matchId)).GetProperty("accepted").GetBoolean().ShouldBeTrue();
        var off = await bob.Next("RematchOff");
        (off.Text("pin"), off.Text("playerId"), off.Text("reason")).ShouldBe((matchId, ada.Id, "declined"));
        (await bob.Refusal("Rematch", matchId)).ShouldBe("rematch_declined");
        var seen = (await bob.Call("Resync", matchId)).GetProperty("duel");
        (seen.List("rematch").Count(), seen.GetProperty("rematchOff").Text("reason")).ShouldBe((0, "declined"));
        (await ada.Call("Rematch", matchId)).List("wanted").Count().ShouldBe(1);
    }

    [Fact]
    public async Task Whoever_a_platform_names_as_nobody_can_be_is_seen_under_a_name_that_can()
    {
        var tokens = _front.Services.GetRequiredService<JwtTokens>();
        async Task<Person> User(string name)
        {
            var id = $"u-{Guid.NewGuid():N}";
            return await Person(new Guest(tokens.Issue(id, name, "main", "player").Token, id, name));
        }

        var (nameless, turned) = (await User(""), await User("Bob\u202e of the Very Long Family Name"));
        foreach (var one in new[] { nameless, turned }) await one.Call("JoinQueue", new { category = "general" });
        var matchId = (await nameless.Next("MatchFound")).Text("pin");
        (await turned.Next("MatchFound")).GetProperty("opponent").Text("nickname").ShouldBe("Player");
        foreach (var one in new[] { nameless, turned }) await one.Call("JoinRoom", matchId, "Whatever", null);
        var names = (await nameless.Call("Resync", matchId)).List("players").Select(p => p.Text("nickname")).Order();
        names.ShouldBe(["Bob of the Very Long Fam", "Player"]);
    }

    [Fact]
    public async Task A_queue_that_does_not_exist_is_refused()
    {
        var ada = await Person("Ada");
        (await ada.Refusal("JoinQueue", new { category = "no-such" })).ShouldBe("no_questions");
        (await ada.Refusal("JoinQueue", new { category = "General!" })).ShouldBe("invalid_argument");
        (await ada.Refusal("ChallengeFriend", new { category = "no-such" })).ShouldBe("no_questions");
    }

    private async Task<Person> Person(string nickname) => await Person(await _front.GuestAsync(nickname));

    private async Task<Person> Person(Guest guest)
    {
        var person = new Person(guest, await _front.ConnectAsync(guest));
        _people.Add(person);
        return person;
    }

    private async Task<(Person Ada, Person Bob, string MatchId)> Matched()
    {
        var (ada, bob) = (await Person("Ada"), await Person("Bob"));
        await ada.Call("JoinQueue", new { category = "general", language = "en" });
        await bob.Call("JoinQueue", new { category = "general", language = "en" });
        var (toAda, toBob) = (await ada.Next("MatchFound"), await bob.Next("MatchFound"));
        toAda.GetProperty("opponent").Text("nickname").ShouldBe("Bob");
        toBob.GetProperty("opponent").Text("nickname").ShouldBe("Ada");
        toBob.Text("pin").ShouldBe(toAda.Text("pin"));
        return (ada, bob, toAda.Text("pin"));
    }

    private async Task<(Person Ada, Person Bob, string MatchId)> Playing()
    {
        var (ada, bob, matchId) = await Matched();
        await Task.WhenAll(ada.Call("JoinRoom", matchId, "Ada", null), bob.Call("JoinRoom", matchId, "Bob", null));
        await Task.WhenAll(ada.Next("QuestionOpened"), bob.Next("QuestionOpened"));
        return (ada, bob, matchId);
    }
}
