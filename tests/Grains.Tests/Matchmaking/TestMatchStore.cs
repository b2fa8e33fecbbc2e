using System.Collections.Immutable;
using QuizOrleans.Grains.Matchmaking;
using QuizOrleans.Rules.Matchmaking;

namespace QuizOrleans.Grains.Tests.Matchmaking;

/// <summary>Matches that a test can keep from being stored as ended or listed at once, and recorded ones from being found.</summary>
public sealed class TestMatchStore(Func<IMatchStore> kept) : IMatchStore
{
    private int _refused;

    public bool FailEnds { get; set; }

    /// <summary>So often recorded ones are not found.</summary>
    public int FailRecorded { get; set; }

    /// <summary>How many ends were refused.</summary>
    public int Refused => _refused;

    public Func<Task> BeforeUnfinished { get; set; } = () => Task.CompletedTask;

    public Task Save(MatchRecord match, CancellationToken cancellationToken)
    {
        if (!FailEnds || match.EndedAt is null) return kept().Save(match, cancellationToken);
        Interlocked.Increment(ref _refused);
        return Task.FromException(new StorageUnavailableException("The test says so."));
    }

    public Task<MatchRecord?> Find(TenantKey matchId, CancellationToken cancellationToken) => kept().Find(matchId, cancellationToken);

    public Task<(ImmutableArray<MatchRecord> Items, string? Next)> Of(TenantKey player, string? after, int limit, CancellationToken cancellationToken) =>
        kept().Of(player, after, limit, cancellationToken);

    public async Task<ImmutableArray<UnfinishedMatch>> Unfinished(DateTimeOffset before, UnfinishedMatch? after, int limit, CancellationToken cancellationToken)
    {
        await BeforeUnfinished();
        return await kept().Unfinished(before, after, limit, cancellationToken);
    }

    public Task<ImmutableDictionary<string, Rating>> RatingsOf(TenantKey player, CancellationToken cancellationToken) => kept().RatingsOf(player, cancellationToken);

    public Task<DuelistRecord> Duelist(TenantKey player, CancellationToken cancellationToken) => kept().Duelist(player, cancellationToken);

    public Task<ImmutableArray<LadderRow>> Top(string tenant, string category, int limit, CancellationToken cancellationToken) => kept().Top(tenant, category, limit, cancellationToken);

    public Task<ImmutableArray<LadderRow>> Around(TenantKey player, string category, int each, CancellationToken cancellationToken) =>
        kept().Around(player, category, each, cancellationToken);

    public Task<(string MatchId, string PlayerId)?> FindRecorded(string tenant, string category, string language, double rating, string notThis, CancellationToken cancellationToken) =>
        FailRecorded-- > 0 ? throw new StorageUnavailableException("The test says so.") : kept().FindRecorded(tenant, category, language, rating, notThis, cancellationToken);
}
