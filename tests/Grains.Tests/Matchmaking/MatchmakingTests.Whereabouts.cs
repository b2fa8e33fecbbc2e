using QuizOrleans.Grains.Matchmaking;
using QuizOrleans.Grains.Rooms;

namespace QuizOrleans.Grains.Tests.Matchmaking;

/// <summary>One ticket and one rated duel a player, whatever he does on whichever page, and what his grain knows of both.</summary>
public sealed partial class MatchmakingTests
{
    private QueuePlace Here => new(QueueId, "en");

    [Fact]
    public async Task Who_is_sent_back_to_the_queue_has_that_ticket_and_can_give_it_up()
    {
        var (ear, matchId) = await FoundByPlayers();
        (await Player("ada").LeaveQueue(default)).Code.ShouldBe("match_found");
        (await Player("ada").AcceptSubstitute(default)).Refusal!.Code.ShouldBe("match_found");
        await Seat(matchId, "ada");
        (await Duel(matchId).Leave("bob", default)).Accepted.ShouldBeTrue();
        await Cluster.AdvanceUntilAsync(Step, () => ear.Of<QueueReturned>("ada").Length == 1);

        await Eventually.IsTrueAsync(async () => (await Player("ada").Standing(default)).Queued == Here);
        (await Player("ada").JoinQueue(new QueueWish(QueueKey.General, "en", "Ada"), default)).Value!.Ticket.Category.ShouldBe(QueueId);
        (await Player("ada").LeaveQueue(default)).Accepted.ShouldBeTrue();
        (await Queue.Ticket("ada", default)).Refusal!.Code.ShouldBe("not_queued");
        (await Player("ada").Standing(default)).Queued.ShouldBeNull();
        (await Player("bob").Standing(default)).ShouldSatisfyAllConditions(s => s.Queued.ShouldBeNull(), s => s.MatchId.ShouldBeNull());
    }

    [Fact]
    public async Task A_late_word_of_an_earlier_ticket_takes_none_away()
    {
        var queue = (await Player("ada").JoinQueue(new QueueWish(QueueId, "en", "Ada"), default)).Value!.Queue;
        await Player("ada").Unqueued(queue);
        (await Player("ada").Standing(default)).Queued.ShouldBe(Here);
    }

    [Fact]
    public async Task Who_opens_a_challenge_looks_for_nobody_else()
    {
        await Wish("ada");
        (await Player("ada").Challenge(new QueueWish(QueueId, "en", "Ada"), default)).Value.ShouldNotBeNull();
        (await Queue.Ticket("ada", default)).Refusal!.Code.ShouldBe("not_queued");
        // Nor does somebody who is said to wait there after all.
        await Queue.Join(new JoinQueue("ada", "Ada", new DuelistProfile(Unknown, null, [], null)), default);
        await Player("ada").StillQueued($"t/{QueueId}--en");
        (await Queue.Ticket("ada", default)).Refusal!.Code.ShouldBe("not_queued");
    }

    [Fact]
    public async Task Who_follows_a_friend_s_link_looks_for_nobody_else()
    {
        await Wish("bob");
        var matchId = (await Player("ada").Challenge(new QueueWish(QueueId, "en", "Ada"), default)).Value!.MatchId;
        await Seat(matchId, "ada");
        await Seat(matchId, "bob");
        await Eventually.IsTrueAsync(async () => (await Queue.Ticket("bob", default)).Refusal?.Code == "not_queued");
        (await Player("bob").Standing(default)).ShouldSatisfyAllConditions(s => s.MatchId.ShouldBe(matchId), s => s.Queued.ShouldBeNull());
    }

    [Fact]
    public async Task Leaving_another_duel_does_not_hide_the_one_that_runs()
    {
        var (_, matchId) = await FoundByPlayers();
        await Seat(matchId, "ada");
        await Seat(matchId, "bob");
        (await Player("ada").Challenge(new QueueWish(QueueId, "en", "Ada"), default)).Refusal!.Code.ShouldBe("in_duel");
        // By somebody's link he can be in two; leaving the one does not end the other.
        var friendly = (await Player("cat").Challenge(new QueueWish(QueueId, "en", "Cat"), default)).Value!.MatchId;
        await Seat(friendly, "cat");
        await Seat(friendly, "ada");
        await Eventually.IsTrueAsync(async () => (await Player("ada").Standing(default)).MatchId == friendly);
        (await Duel(friendly).Leave("ada", default)).Accepted.ShouldBeTrue();
        await Eventually.IsTrueAsync(async () => (await Player("ada").Standing(default)).MatchId == matchId);
        (await Player("ada").JoinQueue(new QueueWish(QueueId, "en", "Ada"), default)).Refusal!.Code.ShouldBe("in_duel");
    }

    [Fact]
    public async Task A_challenge_that_nobody_takes_up_keeps_nobody_from_another()
    {
        (await Player("ada").Challenge(new QueueWish(QueueId, "en", "Ada"), default)).Value.ShouldNotBeNull();
        (await Player("ada").Challenge(new QueueWish(QueueId, "en", "Ada"), default)).Value.ShouldNotBeNull();
    }

    [Fact]
    public async Task A_second_challenge_is_in_the_place_of_the_first()
    {
        var first = await Challenge("ada");
        var second = await Challenge("ada");
        await Eventually.IsTrueAsync(async () => (await Duel(first).Seating(default)).Status == "over");
        (await Duel(first).Join(new JoinRoom("bob", "Bob", null), default)).Refusal!.Code.ShouldBe("room_over");
        (await Duel(second).Join(new JoinRoom("ada", "Ada", null), default)).Value.ShouldNotBeNull();
        (await Duel(second).Join(new JoinRoom("bob", "Bob", null), default)).Value.ShouldNotBeNull();
        (await Player("ada").Standing(default)).MatchId.ShouldBe(second);
    }

    [Fact]
    public async Task Who_looks_for_somebody_takes_an_open_challenge_back()
    {
        var challenge = await Challenge("ada");
        await Seat(challenge, "ada");
        await Wish("ada");
        (await Duel(challenge).Seating(default)).Status.ShouldBe("over");
        (await Queue.Ticket("ada", default)).Value.ShouldNotBeNull();
    }

    [Fact]
    public async Task Who_takes_up_another_s_challenge_takes_his_own_back()
    {
        var (own, other) = (await Challenge("ada"), await Challenge("bob"));
        await Seat(other, "bob");
        await Seat(other, "ada");
        await Eventually.IsTrueAsync(async () => (await Duel(own).Seating(default)).Status == "over");
        (await Duel(other).Seating(default)).Status.ShouldBe("playing");
        (await Player("ada").JoinQueue(new QueueWish(QueueId, "en", "Ada"), default)).Refusal!.Code.ShouldBe("in_duel");
    }

    [Fact]
    public async Task A_challenge_is_kept_when_there_is_nobody_to_look_for()
    {
        var challenge = await Challenge("ada");
        (await Player("ada").JoinQueue(new QueueWish("no-such", "en", "Ada"), default)).Refusal!.Code.ShouldBe("no_questions");
        (await Duel(challenge).Seating(default)).Status.ShouldBe("waiting");
    }

    private async Task<string> Challenge(string player) => (await Player(player).Challenge(new QueueWish(QueueId, "en", player), default)).Value!.MatchId;

    [Fact]
    public async Task A_rating_outlives_its_server_though_the_match_s_end_is_not_stored_yet()
    {
        Store.FailEnds = true;
        var (_, matchId) = await FoundByPlayers();
        await Seat(matchId, "ada");
        await Seat(matchId, "bob");
        (await Duel(matchId).Leave("bob", default)).Accepted.ShouldBeTrue();
        await Cluster.KillAsync();
        var ticket = (await Player("ada").JoinQueue(new QueueWish(QueueId, "en", "Ada"), default)).Value!.Ticket;
        ticket.Rating.ShouldBeGreaterThan(1600);
        Store.FailEnds = false;
    }

    [Fact]
    public async Task Who_looks_for_somebody_else_does_not_wish_to_play_again()
    {
        var matchId = await PlayedByPlayers();
        (await Duel(matchId).Rematch("ada", default)).Value!.Wanted.ShouldBe(["ada"]);
        await Wish("ada");
        var state = (await Duel(matchId).Rematch("bob", default)).Value.ShouldNotBeNull();
        (state.Wanted.ShouldHaveSingleItem(), state.MatchId).ShouldBe(("bob", null));
        (await Queue.Ticket("ada", default)).Value.ShouldNotBeNull();

        // And who waits gives that up when both wish it.
        (await Duel(matchId).Rematch("ada", default)).Value!.MatchId.ShouldNotBeNull();
        await Eventually.IsTrueAsync(async () => (await Queue.Ticket("ada", default)).Refusal?.Code == "not_queued");
    }

    [Fact]
    public async Task Nobody_is_told_of_a_rematch_before_it_can_be_entered()
    {
        var matchId = await PlayedByPlayers();
        await Duel(matchId).Rematch("ada", default);
        Journal.Hold("room/");
        var agreeing = Duel(matchId).Rematch("bob", default);
        await Eventually.IsTrueAsync(() => Journal.Waiting == 1);
        (await See(matchId, "ada")).Duel!.RematchId.ShouldBeNull();
        var again = Duel(matchId).Rematch("ada", default);
        Journal.Release();
        var rematch = (await agreeing).Value!.MatchId.ShouldNotBeNull();
        (await again).Value!.MatchId.ShouldBe(rematch);
        (await Duel(rematch).Seating(default)).Status.ShouldBe("waiting");
        (await Duel(matchId).Rematch("bob", default)).Value!.MatchId.ShouldBe(rematch);
    }

    private async Task Wish(string player) => (await Player(player).JoinQueue(new QueueWish(QueueId, "en", player), default)).Value.ShouldNotBeNull();

    private async Task<(TestQueueEar Ear, string MatchId)> FoundByPlayers()
    {
        var ear = await Listen("ada", "bob");
        foreach (var player in new[] { "ada", "bob" }) await Wish(player);
        return (ear, await Found(ear));
    }

    /// <summary>To its end, by giving up.</summary>
    private async Task<string> PlayedByPlayers()
    {
        var (_, matchId) = await FoundByPlayers();
        await Seat(matchId, "ada");
        await Seat(matchId, "bob");
        (await Duel(matchId).Leave("bob", default)).Accepted.ShouldBeTrue();
        foreach (var player in new[] { "ada", "bob" }) await Eventually.IsTrueAsync(async () => (await Player(player).Standing(default)).MatchId is null);
        return matchId;
    }
}
