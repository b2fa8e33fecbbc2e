namespace QuizOrleans.Grains.Matchmaking;

/// <summary>Reads ladders and matches; nothing to remember between calls.</summary>
[StatelessWorker]
public sealed class LadderGrain(IMatchStore matches) : Grain, ILadderGrain
{
    private const int Each = 5;

    private string Tenant => TenantKey.Parse(this.GetPrimaryKeyString()).Tenant;

    public async Task<LadderView> Ladder(string category, string readerId, int limit, CancellationToken cancellationToken) => new(
        await matches.Top(Tenant, category, Math.Clamp(limit, 1, 100), cancellationToken),
        await matches.Around(new TenantKey(Tenant, readerId), category, Each, cancellationToken));

    public async Task<Outcome<MatchView>> Match(string matchId, CancellationToken cancellationToken) =>
        TenantKey.IsPart(matchId) && await matches.Find(new TenantKey(Tenant, matchId), cancellationToken) is { } match
            ? Ratings.View(match)
            : new Refusal("not_found", "There is no such match.");
}
