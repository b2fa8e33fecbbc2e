using QuizOrleans.Grains.Matchmaking;

namespace QuizOrleans.Grains.Tests.Matchmaking;

/// <content>How many duels a queue opens at one time.</content>
public sealed partial class MatchmakingTests
{
    [Fact]
    public async Task So_many_duels_are_opened_at_once_and_the_others_when_those_are()
    {
        _duels.OpeningsAtOnce = 1;
        var ear = await Listen("p1", "p2", "p3", "p4", "p5", "p6");
        foreach (var player in Crowd(6)) await Join(player);
        _journal.Hold("room/");
        await _cluster.AdvanceUntilAsync(s_step, async () => (await Queue.Settle("p1", default)).Code == "match_found");
        await Eventually.IsTrueAsync(() => _journal.Waiting > 0);
        // Found, but not matched: whoever changes his mind may leave.
        _journal.Waiting.ShouldBe(1);
        (await Queue.Leave("p4", default)).Accepted.ShouldBeTrue();
        _journal.Release();
        await Eventually.IsTrueAsync(() => Crowd(6).Count(p => ear.Of<MatchFound>(p).Length > 0) == 4);
        ear.Of<MatchFound>("p3").ShouldBeEmpty();
        (await Queue.Leave("p3", default)).Accepted.ShouldBeTrue();
    }

    [Fact]
    public async Task A_duel_that_does_not_open_holds_up_the_others_for_a_second_only()
    {
        _duels.OpeningsAtOnce = 1;
        await Listen("p1", "p2", "p3", "p4");
        foreach (var player in Crowd(4)) await Join(player);
        _journal.Hold("room/");
        await _cluster.AdvanceUntilAsync(s_step, () => _journal.Waiting > 0);
        await _cluster.AdvanceUntilAsync(s_step, () => _journal.Waiting > 1);
        (await Queue.Leave("p3", default)).Code.ShouldBe("match_found");
        _journal.Release();
    }

    private static IEnumerable<string> Crowd(int players) => Enumerable.Range(1, players).Select(n => $"p{n}");
}
