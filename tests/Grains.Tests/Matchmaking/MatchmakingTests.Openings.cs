using QuizOrleans.Grains.Matchmaking;

namespace QuizOrleans.Grains.Tests.Matchmaking;

/// <content>How many duels a queue opens at one time.</content>
public sealed partial class MatchmakingTests
{
    [Fact]
    public async Task So_many_duels_are_opened_at_once_and_the_others_when_those_are()
    {
        Duels.OpeningsAtOnce = 1;
        var ear = await Listen("p1", "p2", "p3", "p4", "p5", "p6");
        foreach (var player in Crowd(6)) await Join(player);
        Journal.Hold("room/");
        await Cluster.AdvanceUntilAsync(Step, async () => (await Queue.Settle("p1", default)).Code == "match_found");
        await Eventually.IsTrueAsync(() => Journal.Waiting > 0);
        // Found, but not matched: whoever changes his mind may leave.
        Journal.Waiting.ShouldBe(1);
        (await Queue.Leave("p4", default)).Accepted.ShouldBeTrue();
        Journal.Release();
        await Eventually.IsTrueAsync(() => Crowd(6).Count(p => ear.Of<MatchFound>(p).Length > 0) == 4);
        ear.Of<MatchFound>("p3").ShouldBeEmpty();
        (await Queue.Leave("p3", default)).Accepted.ShouldBeTrue();
    }

    [Fact]
    public async Task A_duel_that_does_not_open_holds_up_the_others_for_a_second_only()
    {
        Duels.OpeningsAtOnce = 1;
        await Listen("p1", "p2", "p3", "p4");
        foreach (var player in Crowd(4)) await Join(player);
        Journal.Hold("room/");
        await Cluster.AdvanceUntilAsync(Step, () => Journal.Waiting > 0);
        await Cluster.AdvanceUntilAsync(Step, () => Journal.Waiting > 1);
        (await Queue.Leave("p3", default)).Code.ShouldBe("match_found");
        Journal.Release();
    }

    private static IEnumerable<string> Crowd(int players) => Enumerable.Range(1, players).Select(n => $"p{n}");
}
