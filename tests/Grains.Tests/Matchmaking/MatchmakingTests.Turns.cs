using System.Text;
using QuizOrleans.Grains.Matchmaking;
using QuizOrleans.Grains.Players;
using QuizOrleans.Grains.Rooms;

namespace QuizOrleans.Grains.Tests.Matchmaking;

/// <summary>Friends who play one after the other.</summary>
public sealed partial class MatchmakingTests
{
    [Fact]
    public async Task Friends_play_one_after_the_other_across_a_crash_and_the_first_is_free_meanwhile()
    {
        var ada = Cluster.GrainFactory.GetGrain<IPlayerGrain>("t/ada");
        var matchId = (await ada.Challenge(new QueueWish(QueueId, "en", "Ada", InTurns: true), default)).Value.ShouldNotBeNull().MatchId;
        await Seat(matchId, "ada");
        (await Duel(matchId).Join(new JoinRoom("bob", "Bob", null), default)).Refusal!.Code.ShouldBe("not_your_turn");
        (await ada.Standing(default)).MatchId.ShouldBe(matchId);
        await PlayTurn(matchId, "ada");
        (await ada.Standing(default)).MatchId.ShouldBeNull();
        var waiting = (await ada.Matches(null, 10, default)).Items.ShouldHaveSingleItem();
        (waiting.Status, waiting.WaitsUntil > waiting.CreatedAt.AddDays(3)).ShouldBe(("waiting", true));

        await Cluster.KillAsync();
        ada = Cluster.GrainFactory.GetGrain<IPlayerGrain>("t/ada");
        // His newest match has not ended, and yet he is in none.
        (await ada.JoinQueue(new QueueWish(QueueId, "en", "Ada"), default)).Value.ShouldNotBeNull();
        await Seat(matchId, "bob");
        var snapshot = (await Duel(matchId).Resync("bob", default)).Value.ShouldNotBeNull();
        snapshot.Duel!.Players.Select(p => (p.PlayerId, p.Kind)).ShouldBe([("ada", "earlier"), ("bob", "human")]);
        (snapshot.Duel.InTurns, snapshot.Duel.Turn!.PlayerId).ShouldBe((true, "ada"));
        await PlayTurn(matchId, "bob");
        await Eventually.IsTrueAsync(async () => (await Matches.Find(new TenantKey("t", matchId), default))!.Status == MatchStatus.Completed);
        var match = (await Matches.Find(new TenantKey("t", matchId), default))!;
        match.Sides.Select(s => (s.PlayerId, s.Kind)).ShouldBe([("ada", "human"), ("bob", "human")]);
        // Both gave the same answers, at the same times but for what the tests took.
        match.Sides[0].Score.ShouldBe(match.Sides[1].Score);
        (await Duel(matchId).Rematch("bob", default)).Refusal!.Code.ShouldBe("not_allowed_now");
    }

    [Fact]
    public async Task A_turn_that_nobody_takes_is_ended_by_the_keeper_and_not_looked_after_before()
    {
        var matchId = (await Cluster.GrainFactory.GetGrain<IPlayerGrain>("t/ada").Challenge(new QueueWish(QueueId, "en", "Ada", InTurns: true), default)).Value!.MatchId;
        await Seat(matchId, "ada");
        await PlayTurn(matchId, "ada");
        var waits = (await Matches.Find(new TenantKey("t", matchId), default))!.WaitsUntil.ShouldNotBeNull();
        (await Matches.Unfinished(waits, null, 10, default)).ShouldBeEmpty();
        (await Matches.Unfinished(waits.AddSeconds(1), null, 10, default)).ShouldHaveSingleItem();
        await Cluster.KillAsync();
        await Cluster.AdvanceAsync(waits - Cluster.Time.GetUtcNow());
        // As the keeper does.
        (await Duel(matchId).Seating(default)).Status.ShouldBe("over");
        var match = (await Matches.Find(new TenantKey("t", matchId), default))!;
        (match.Reason, match.Sides[0].Score > 0).ShouldBe(("no_show", true));
    }

    [Fact]
    public async Task Who_is_forgotten_takes_his_turns_back()
    {
        var ada = Cluster.GrainFactory.GetGrain<IPlayerGrain>("t/ada");
        var matchId = (await ada.Challenge(new QueueWish(QueueId, "en", "Ada", InTurns: true), default)).Value!.MatchId;
        await Seat(matchId, "ada");
        await PlayTurn(matchId, "ada");
        await ada.Forget(default);
        (await Matches.Find(new TenantKey("t", matchId), default))!.Reason.ShouldBe("declined");
        (await Duel(matchId).Join(new JoinRoom("bob", "Bob", null), default)).Refusal!.Code.ShouldBe("room_over");
    }

    [Fact]
    public async Task So_many_turns_wait_for_somebody_and_no_more()
    {
        var now = Cluster.Time.GetUtcNow();
        for (var n = 0; n < 20; n++)
        {
            await Matches.Save(
                new MatchRecord("t", $"m{n:00}", QueueId, "en", false, MatchStatus.Waiting, now, null, null, null, null, [new MatchSide("ada", "Ada", "human", 10, null, null)], now.AddDays(3)), default);
        }

        var ada = Cluster.GrainFactory.GetGrain<IPlayerGrain>("t/ada");
        (await ada.Challenge(new QueueWish(QueueId, "en", "Ada", InTurns: true), default)).Refusal!.Code.ShouldBe("too_many");
        (await ada.Challenge(new QueueWish(QueueId, "en", "Ada"), default)).Value.ShouldNotBeNull();
    }

    [Fact]
    public async Task A_duel_that_cannot_be_read_keeps_nobody_from_others()
    {
        var ada = Cluster.GrainFactory.GetGrain<IPlayerGrain>("t/ada");
        var matchId = (await ada.Challenge(new QueueWish(QueueId, "en", "Ada"), default)).Value!.MatchId;
        await Seat(matchId, "ada");
        await Seat(matchId, "bob");
        (await ada.JoinQueue(new QueueWish(QueueId, "en", "Ada"), default)).Refusal!.Code.ShouldBe("in_duel");
        await Cluster.KillAsync();
        // As a newer version would write.
        var stream = $"room/t/{matchId}";
        var known = await Journal.Read(stream, 0, 100, default);
        await Journal.Append(stream, known[^1].Version, [Encoding.UTF8.GetBytes("""{"e":"of a later version","at":0}""")], default);
        ada = Cluster.GrainFactory.GetGrain<IPlayerGrain>("t/ada");
        (await ada.JoinQueue(new QueueWish(QueueId, "en", "Ada"), default)).Value.ShouldNotBeNull();
    }

    [Fact]
    public async Task Whoever_comes_for_the_second_turn_is_in_the_match_s_row_at_once()
    {
        var matchId = (await Cluster.GrainFactory.GetGrain<IPlayerGrain>("t/ada").Challenge(new QueueWish(QueueId, "en", "Ada", InTurns: true), default)).Value!.MatchId;
        await Seat(matchId, "ada");
        await PlayTurn(matchId, "ada");
        var scored = (await Matches.Find(new TenantKey("t", matchId), default))!.Sides[0].Score;
        scored.ShouldBeGreaterThan(0);
        await Seat(matchId, "bob");
        var match = (await Matches.Find(new TenantKey("t", matchId), default))!;
        // What the first scored is known, though it is played again before the second.
        (match.Sides[0].Score, match.Sides[1].Score).ShouldBe((scored, 0));
        (match.Status, match.Sides.Length, match.WaitsUntil < match.CreatedAt.AddDays(1)).ShouldBe((MatchStatus.Active, 2, true));
        await Duel(matchId).Leave("bob", default);
        await Eventually.IsTrueAsync(async () => (await Matches.Find(new TenantKey("t", matchId), default))!.EndedAt is not null);
        match = (await Matches.Find(new TenantKey("t", matchId), default))!;
        (match.Reason, match.Winner, match.Sides[0].Score).ShouldBe(("forfeited", "ada", scored));
    }

    /// <summary>Answers both questions as soon as they are open.</summary>
    private async Task PlayTurn(string matchId, string player)
    {
        for (var index = 0; index < 2; index++)
        {
            await Cluster.AdvanceUntilAsync(Step, async () => await See(matchId, player) is { Phase: "question" } open && open.Index == index);
            (await Duel(matchId).SubmitAnswer(player, index, new AnswerView { Choices = [0] }, default)).Code.ShouldBe("ok");
        }

        await Cluster.AdvanceUntilAsync(Step, async () => (await See(matchId, player)).Phase is "lobby" or "finished");
    }

    private async Task<RoomSnapshot> See(string matchId, string player) => (await Duel(matchId).Resync(player, default)).Value.ShouldNotBeNull();
}
