using QuizOrleans.Grains.Rooms;
using QuizOrleans.Grains.Tests.Rooms;

namespace QuizOrleans.Grains.Tests.Matchmaking;

/// <content>A wish for a rematch that does not come to one.</content>
public sealed partial class MatchmakingTests
{
    [Fact]
    public async Task A_declined_rematch_is_told_and_only_who_declined_may_ask_again()
    {
        var (matchId, front) = await PlayedBefore();
        await Duel(matchId).Rematch("ada", default);
        (await Duel(matchId).DeclineRematch("bob")).Code.ShouldBe("ok");
        await Eventually.IsTrueAsync(() => front.Notices<RematchOff>().SingleOrDefault() == new RematchOff("bob", "declined"));
        (await Duel(matchId).Rematch("ada", default)).Refusal!.Code.ShouldBe("rematch_declined");
        var seen = (await See(matchId, "ada")).Duel!;
        (seen.Rematch.Length, seen.RematchMs, seen.RematchOff).ShouldBe((0, null, new RematchOff("bob", "declined")));

        (await Duel(matchId).Rematch("bob", default)).Value!.Wanted.ShouldBe(["bob"]);
        (await See(matchId, "ada")).Duel!.RematchOff.ShouldBeNull();
        (await Duel(matchId).Rematch("ada", default)).Value!.MatchId.ShouldNotBeNull();
        GC.KeepAlive(front);
    }

    [Fact]
    public async Task A_wish_taken_back_can_be_wished_by_either()
    {
        var (matchId, front) = await PlayedBefore();
        await Duel(matchId).Rematch("ada", default);
        (await Duel(matchId).DeclineRematch("ada")).Accepted.ShouldBeTrue();
        (await Duel(matchId).DeclineRematch("ada")).Accepted.ShouldBeTrue();
        (await Duel(matchId).Rematch("bob", default)).Value!.MatchId.ShouldBeNull();
        await Eventually.IsTrueAsync(() => front.Notices<RematchWanted>().Length == 2);
        front.Notices<RematchOff>().ShouldBe([new RematchOff("ada", "withdrawn")]);
        (await Duel(matchId).Rematch("ada", default)).Value!.MatchId.ShouldNotBeNull();
        GC.KeepAlive(front);
    }

    [Fact]
    public async Task A_wish_that_nobody_meets_is_over_after_its_time()
    {
        var (matchId, front) = await PlayedBefore();
        // So late that the room would leave memory before the wish is over.
        await Cluster.AdvanceAsync(TimeSpan.FromSeconds(100));
        (await Duel(matchId).Rematch("ada", default)).Value!.RemainingMs.ShouldBe(60_000);
        await Cluster.AdvanceAsync(TimeSpan.FromSeconds(50));
        var waiting = (await See(matchId, "bob")).Duel!;
        waiting.Rematch.ShouldBe(["ada"]);
        waiting.RematchMs.ShouldNotBeNull().ShouldBeInRange(1, 10_000);
        await Listen(matchId, front);
        await Cluster.AdvanceUntilAsync(Step, async () => (await See(matchId, "bob")).Duel!.Rematch.IsEmpty);
        await Eventually.IsTrueAsync(() => front.Notices<RematchOff>().SingleOrDefault() == new RematchOff("ada", "expired"));
        (await Duel(matchId).Rematch("bob", default)).Value!.Wanted.ShouldBe(["bob"]);
        GC.KeepAlive(front);
    }

    [Fact]
    public async Task Who_wishes_it_is_told_that_the_other_looks_for_somebody_else()
    {
        var (matchId, front) = await PlayedBefore();
        await Wish("bob");
        (await Duel(matchId).Rematch("ada", default)).Value!.Wanted.ShouldBe(["ada"]);
        await Eventually.IsTrueAsync(() => front.Notices<RematchOff>().SingleOrDefault() == new RematchOff("bob", "elsewhere"));
        (await See(matchId, "ada")).Duel!.RematchOff.ShouldBe(new RematchOff("bob", "elsewhere"));
        GC.KeepAlive(front);
    }

    [Fact]
    public async Task What_both_wish_is_not_declined_any_more_and_a_stranger_declines_nothing()
    {
        var (matchId, front) = await PlayedBefore();
        (await Duel(matchId).DeclineRematch("eve")).Code.ShouldBe("not_a_member");
        await Duel(matchId).Rematch("ada", default);
        await Duel(matchId).Rematch("bob", default);
        (await Duel(matchId).DeclineRematch("bob")).Code.ShouldBe("match_found");
        await Cluster.AdvanceAsync(TimeSpan.FromSeconds(61));
        (await See(matchId, "ada")).Duel!.RematchId.ShouldNotBeNull();
        front.Notices<RematchOff>().ShouldBeEmpty();
        GC.KeepAlive(front);
    }

    [Fact]
    public async Task Whoever_is_blocked_asks_for_no_rematch_unless_the_other_does()
    {
        var (matchId, front) = await PlayedBefore();
        (await Player("ada").Block("bob", true, default)).Accepted.ShouldBeTrue();
        (await Duel(matchId).Rematch("bob", default)).Refusal!.Code.ShouldBe("rematch_declined");
        front.Notices<RematchWanted>().ShouldBeEmpty();
        (await Duel(matchId).Rematch("ada", default)).Value!.Wanted.ShouldBe(["ada"]);
        (await Duel(matchId).Rematch("bob", default)).Value!.MatchId.ShouldNotBeNull();
        GC.KeepAlive(front);
    }

    [Fact]
    public async Task A_duel_that_never_was_has_no_rematch()
    {
        (await Duel("NEVER1").Rematch("ada", default)).Refusal!.Code.ShouldBe("room_not_found");
        (await Duel("NEVER1").DeclineRematch("ada")).Code.ShouldBe("room_not_found");
    }

    /// <summary>A duel that is over, and a front that listens to it.</summary>
    private async Task<(string MatchId, TestFrontEar Front)> PlayedBefore()
    {
        var matchId = await PlayedByPlayers();
        var front = new TestFrontEar();
        await Listen(matchId, front);
        return (matchId, front);
    }

    private async Task Listen(string matchId, TestFrontEar front) =>
        (await Duel(matchId).Subscribe("f", Cluster.GrainFactory.CreateObjectReference<IRoomObserver>(front))).ShouldNotBeNull();
}
