using System.Text;
using QuizOrleans.Grains.Matchmaking;
using QuizOrleans.Grains.Players;

namespace QuizOrleans.Grains.Tests.Matchmaking;

/// <summary>The keeper, who calls what nobody else calls any more.</summary>
public sealed partial class MatchmakingTests
{
    private static readonly TimeSpan s_long = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task Live_lobbies_keep_no_dead_match_from_its_keeper()
    {
        await OpenLobbies(200);
        var dead = await DieAlone();
        await StartKeeper();
        await Cluster.AdvanceUntilAsync(s_long, async () => (await Row(dead)).EndedAt is not null);
        (await Matches.Unfinished(Cluster.Time.GetUtcNow(), null, 500, default)).Length.ShouldBe(200);
    }

    [Fact]
    public async Task Matches_that_cannot_be_read_keep_no_dead_match_from_its_keeper()
    {
        var now = Cluster.Time.GetUtcNow();
        for (var n = 0; n < 200; n++)
        {
            // As a newer version would write.
            await Journal.Append($"room/t/newer{n:000}", 0, [Encoding.UTF8.GetBytes("""{"e":"of a later version","at":0}""")], default);
            await Matches.Save(new MatchRecord("t", $"newer{n:000}", QueueId, "en", true, MatchStatus.Active, now, now, null, null, null, [new MatchSide("cyd", "Cyd", "human", 0, null, null)]), default);
        }

        var dead = await DieAlone();
        await StartKeeper();
        await Cluster.AdvanceUntilAsync(s_long, async () => (await Row(dead)).EndedAt is not null);
    }

    [Fact]
    public async Task A_keeper_who_has_not_called_all_goes_on_from_there()
    {
        await OpenLobbies(200);
        var dead = await DieAlone();
        // Longer than a reminder has: each reads a page.
        Store.BeforeUnfinished = () => Task.Delay(TimeSpan.FromSeconds(40), Cluster.Time);
        await StartKeeper();
        await Cluster.AdvanceUntilAsync(s_long, async () => (await Row(dead)).EndedAt is not null);
        (await Matches.Unfinished(Cluster.Time.GetUtcNow(), null, 500, default)).Length.ShouldBe(200);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_end_that_could_not_be_written_is_written_when_the_keeper_calls(bool killed)
    {
        var matchId = await Matched(await Listen("ada", "bob"));
        await Seat(matchId, "ada");
        await Seat(matchId, "bob");
        await StartKeeper();
        Store.FailEnds = true;
        (await Duel(matchId).Leave("bob", default)).Accepted.ShouldBeTrue();
        await Eventually.IsTrueAsync(() => Store.Refused > 0);
        (await Row(matchId)).EndedAt.ShouldBeNull();
        if (killed) await Cluster.KillAsync();
        // Not only once.
        var refused = Store.Refused;
        await Cluster.AdvanceUntilAsync(s_long, () => Store.Refused > refused);
        Store.FailEnds = false;
        await Cluster.AdvanceUntilAsync(s_long, async () => (await Row(matchId)).EndedAt is not null);
        var row = await Row(matchId);
        (row.Status, row.Winner, row.Reason).ShouldBe((MatchStatus.Completed, "ada", "forfeited"));
    }

    private Task StartKeeper() => Cluster.GrainFactory.GetGrain<IMatchKeeperGrain>("keeper/matches").Start();

    private async Task<MatchRecord> Row(string matchId) => (await Matches.Find(new TenantKey("t", matchId), default)).ShouldNotBeNull();

    /// <summary>Challenges whose challengers sit there and wait for a friend.</summary>
    private async Task OpenLobbies(int count)
    {
        for (var n = 0; n < count; n++)
        {
            var player = $"host{n:000}";
            var opened = await Cluster.GrainFactory.GetGrain<IPlayerGrain>($"t/{player}").Challenge(new QueueWish(QueueId, "en", player), default);
            await Seat(opened.Value.ShouldNotBeNull().MatchId, player);
        }
    }

    /// <summary>A duel in mid-question of which nothing is left but its row and its journal, and whom nobody calls.</summary>
    private async Task<string> DieAlone()
    {
        var matchId = await Matched(await Listen("ada", "bob"));
        await Seat(matchId, "ada");
        await Seat(matchId, "bob");
        await Journal.Append("room/t/dead", 0, [.. (await Journal.Read($"room/t/{matchId}", 0, 1000, default)).Select(e => e.Payload)], default);
        await Matches.Save((await Row(matchId)) with { MatchId = "dead" }, default);
        return "dead";
    }
}
