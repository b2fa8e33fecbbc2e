using QuizOrleans.Grains.Matchmaking;
using QuizOrleans.Grains.Players;
using QuizOrleans.Storage.Matches;

namespace QuizOrleans.Grains.Tests.Matchmaking;

/// <summary>A queue and its duels: who is told what, and what becomes of a match whose server dies at each of its steps.</summary>
public sealed partial class MatchmakingTests : MatchmakingTest
{
    private readonly List<TestQueueEar> _ears = [];

    [Fact]
    public async Task Two_who_fit_are_told_of_each_other_and_leave_the_queue_when_both_are_seated()
    {
        var ear = await Listen("ada", "bob");
        var matchId = await Matched(ear);
        await Seat(matchId, "ada");
        await Seat(matchId, "bob");
        await Eventually.IsTrueAsync(() => ear.Of<QueueLeft>("ada").Length + ear.Of<QueueLeft>("bob").Length == 2);
        (await Queue.Ticket("ada", default)).Refusal!.Code.ShouldBe("not_queued");
        ear.Of<QueueLeft>("ada").ShouldBe([new QueueLeft("seated", matchId)]);
        (await Duel(matchId).Seating(default)).Status.ShouldBe("playing");
    }

    [Fact]
    public async Task Nobody_has_two_tickets_after_a_crash()
    {
        var ada = Cluster.GrainFactory.GetGrain<IPlayerGrain>("t/ada");
        (await ada.JoinQueue(new QueueWish(QueueId, "en", "Ada"), default)).Value.ShouldNotBeNull();
        await Cluster.KillAsync();
        ada = Cluster.GrainFactory.GetGrain<IPlayerGrain>("t/ada");
        // Elsewhere, before anything has brought the first queue back.
        (await ada.JoinQueue(new QueueWish(QueueKey.General, "en", "Ada"), default)).Value.ShouldNotBeNull();
        _ = await Queue.Ticket("bob", default);
        await Eventually.IsTrueAsync(async () => (await Queue.Ticket("ada", default)).Refusal?.Code == "not_queued");
        (await ada.Standing(default)).Queued.ShouldBe(new QueuePlace(QueueKey.General, "en"));
    }

    [Fact]
    public async Task Who_comes_alone_is_first_again_with_the_wait_kept()
    {
        var ear = await Listen("ada", "bob");
        var matchId = await Matched(ear);
        await Seat(matchId, "bob");
        await Cluster.AdvanceUntilAsync(Step, () => ear.Of<QueueReturned>("bob").Length == 1);
        var ticket = (await Queue.Ticket("bob", default)).Value.ShouldNotBeNull();
        ticket.WaitedMs.ShouldBeGreaterThan(9_000);
        ear.Of<QueueLeft>("ada").ShouldBe([new QueueLeft("no_show")]);
        (await Matches.Find(new TenantKey("t", matchId), default))!.Status.ShouldBe(MatchStatus.Abandoned);
    }

    [Fact]
    public async Task Cancelling_while_being_matched_says_so()
    {
        var ear = await Listen("ada", "bob");
        await Matched(ear);
        (await Queue.Leave("ada", default)).Code.ShouldBe("match_found");
    }

    [Fact]
    public async Task A_match_that_cannot_be_opened_lets_both_wait_on()
    {
        await Bank.Delete("t", ["b-1", "b-2", "b-3", "b-4"], [""], default);
        var ear = await Listen("ada", "bob");
        foreach (var player in new[] { "ada", "bob" }) await Join(player);
        await Cluster.AdvanceUntilAsync(Step, () => ear.Of<QueueReturned>("ada").Length > 0 && ear.Of<QueueReturned>("bob").Length > 0);
        (await Queue.Ticket("ada", default)).Value.ShouldNotBeNull();
    }

    [Fact]
    public async Task Killed_before_the_pair_is_written_both_still_wait_and_are_matched()
    {
        await Listen("ada", "bob");
        foreach (var player in new[] { "ada", "bob" }) await Join(player);
        Journal.Hold("queue/");
        await Cluster.AdvanceUntilAsync(Step, () => Journal.Waiting > 0);
        await Cluster.KillAsync(Journal.Release);
        await MatchedAgain();
    }

    [Fact]
    public async Task Killed_before_the_duel_is_opened_it_is_opened_then()
    {
        await Listen("ada", "bob");
        foreach (var player in new[] { "ada", "bob" }) await Join(player);
        Journal.Hold("room/");
        await Cluster.AdvanceUntilAsync(Step, () => Journal.Waiting > 0);
        await Cluster.KillAsync(Journal.Release);
        await MatchedAgain();
    }

    [Fact]
    public async Task Killed_when_both_are_told_they_take_their_seats_and_play()
    {
        var matchId = await Matched(await Listen("ada", "bob"));
        await Cluster.KillAsync();
        await Seat(matchId, "ada");
        await Seat(matchId, "bob");
        (await Duel(matchId).Seating(default)).Status.ShouldBe("playing");
        await Listen("ada", "bob");
        await Cluster.AdvanceUntilAsync(Step, async () => (await Queue.Ticket("ada", default)).Refusal?.Code == "not_queued");
    }

    [Fact]
    public async Task Killed_when_one_is_seated_the_other_may_still_come()
    {
        var matchId = await Matched(await Listen("ada", "bob"));
        await Seat(matchId, "ada");
        await Cluster.KillAsync();
        await Seat(matchId, "bob");
        (await Duel(matchId).Seating(default)).Status.ShouldBe("playing");
    }

    [Fact]
    public async Task Killed_when_one_is_seated_and_the_other_never_comes_the_first_waits_on()
    {
        var matchId = await Matched(await Listen("ada", "bob"));
        await Seat(matchId, "ada");
        await Cluster.KillAsync();
        var ear = await Listen("ada");
        await Cluster.AdvanceUntilAsync(Step, () => ear.Of<QueueReturned>("ada").Length == 1);
        (await Queue.Ticket("bob", default)).Refusal!.Code.ShouldBe("not_queued");
    }

    [Fact]
    public async Task Killed_right_after_the_start_the_queue_finds_out_by_asking()
    {
        var matchId = await Matched(await Listen("ada", "bob"));
        Journal.Hold("queue/");
        await Seat(matchId, "ada");
        await Seat(matchId, "bob");
        await Cluster.KillAsync(Journal.Release);
        await Listen("ada", "bob");
        await Cluster.AdvanceUntilAsync(Step, async () => (await Queue.Ticket("ada", default)).Refusal?.Code == "not_queued");
        (await Duel(matchId).Seating(default)).Status.ShouldBe("playing");
    }

    [Fact]
    public async Task A_duel_whose_server_died_with_nobody_left_ends_through_its_keeper()
    {
        var matchId = await Matched(await Listen("ada", "bob"));
        await Seat(matchId, "ada");
        await Seat(matchId, "bob");
        await Cluster.GrainFactory.GetGrain<IMatchKeeperGrain>("keeper/matches").Start();
        await Cluster.KillAsync();
        await Cluster.AdvanceUntilAsync(TimeSpan.FromSeconds(20), async () => (await Matches.Find(new TenantKey("t", matchId), default))!.EndedAt is not null);
        (await Matches.Find(new TenantKey("t", matchId), default))!.Status.ShouldBe(MatchStatus.Abandoned);
    }

    [Fact]
    public async Task A_match_whose_row_was_lost_with_its_server_has_one_again_when_somebody_calls()
    {
        var matchId = await Matched(await Listen("ada", "bob"));
        await Seat(matchId, "ada");
        await Seat(matchId, "bob");
        await Cluster.KillAsync(() => Matches = new MemoryMatchStore());
        (await Duel(matchId).Seating(default)).Status.ShouldBe("playing");
        (await Matches.Find(new TenantKey("t", matchId), default))!.Status.ShouldBe(MatchStatus.Active);
    }

    [Fact]
    public async Task The_status_comes_once_a_second_with_place_wait_and_window()
    {
        var ear = await Listen("ada");
        await Join("ada");
        await Cluster.AdvanceUntilAsync(Step, () => ear.Of<QueueStatus>("ada").Length >= 3);
        var last = ear.Of<QueueStatus>("ada")[^1].Ticket;
        (last.Place, last.Waiting, last.Rating).ShouldBe((1, 1, 1500));
        last.Window.ShouldBeGreaterThan(100);
        last.WaitedMs.ShouldBeGreaterThan(1000);
    }

    [Fact]
    public async Task A_long_queue_is_told_less_often_how_things_stand()
    {
        var ear = await Listen("p1");
        // None of them fits another.
        for (var n = 1; n <= 3000; n++) await Queue.Join(new JoinQueue($"p{n}", "x", new DuelistProfile(Unknown with { Value = n * 3000 }, null, [], null)), default);
        var before = ear.Of<QueueStatus>("p1").Length;
        await Cluster.AdvanceUntilAsync(Step, () => ear.Of<QueueStatus>("p1").Length >= before + 3);
        var told = ear.Of<QueueStatus>("p1")[before..];
        foreach (var (one, next) in told.Zip(told[1..])) (next.Ticket.WaitedMs - one.Ticket.WaitedMs).ShouldBeInRange(3000, 5000);
    }

    [Fact]
    public async Task Who_vanishes_is_withdrawn_after_a_grace()
    {
        var ear = await Listen("ada", "bob");
        await Join("ada");
        await Queue.ReportPresence("front", [], ["ada"]);
        await Cluster.AdvanceUntilAsync(Step, async () => (await Queue.Ticket("ada", default)).Refusal is not null);
        ear.Of<MatchFound>("ada").ShouldBeEmpty();
    }

    [Fact]
    public async Task Who_waits_long_in_a_band_goes_on_where_all_meet()
    {
        var banded = Cluster.GrainFactory.GetGrain<IMatchmakingGrain>($"t/{QueueId}--en--1");
        await banded.Join(new JoinQueue("ada", "Ada", new DuelistProfile(Unknown, null, [], null)), default);
        await Cluster.AdvanceUntilAsync(Step, async () => (await Queue.Ticket("ada", default)).Value is not null);
        (await banded.Ticket("ada", default)).Refusal!.Code.ShouldBe("not_queued");
        (await Queue.Ticket("ada", default)).Value!.WaitedMs.ShouldBeGreaterThan(7_000);
    }

    private async Task<TestQueueEar> Listen(params string[] players)
    {
        var ear = new TestQueueEar();
        _ears.Add(ear);
        await Queue.Subscribe("front", Cluster.GrainFactory.CreateObjectReference<IQueueObserver>(ear));
        await Queue.ReportPresence("front", [.. players], []);
        return ear;
    }

    private async Task Join(string player) =>
        (await Queue.Join(new JoinQueue(player, player, new DuelistProfile(Unknown, null, [], null)), default)).Value.ShouldNotBeNull();

    private async Task<string> Matched(TestQueueEar ear)
    {
        foreach (var player in new[] { "ada", "bob" }) await Join(player);
        return await Found(ear);
    }

    private async Task<string> Found(TestQueueEar ear)
    {
        await Cluster.AdvanceUntilAsync(Step, () => ear.Of<MatchFound>("ada").Length > 0 && ear.Of<MatchFound>("bob").Length > 0);
        var (one, other) = (ear.Of<MatchFound>("ada")[^1], ear.Of<MatchFound>("bob")[^1]);
        (one.Pin, one.Opponent.PlayerId, other.Opponent.PlayerId).ShouldBe((other.Pin, "bob", "ada"));
        return one.Pin;
    }

    /// <summary>After a crash: the front comes back, and both are matched and can play.</summary>
    private async Task MatchedAgain()
    {
        // Where the pair was written already the ticket itself names the match.
        await Listen("ada", "bob");
        string? matchId = null;
        await Cluster.AdvanceUntilAsync(Step, async () => (matchId = (await Queue.Ticket("ada", default)).Value?.MatchId) is not null);
        await Eventually.IsTrueAsync(async () => (await Duel(matchId!).Seating(default)).Status == "waiting");
        await Seat(matchId!, "ada");
        await Seat(matchId!, "bob");
        (await Duel(matchId!).Seating(default)).Status.ShouldBe("playing");
    }
}
