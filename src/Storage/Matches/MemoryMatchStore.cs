using System.Collections.Immutable;
using QuizOrleans.Grains;
using QuizOrleans.Grains.Matchmaking;
using QuizOrleans.Rules.Matchmaking;
using QuizOrleans.Storage.Database;

namespace QuizOrleans.Storage.Matches;

/// <summary>Matches and ratings that end with the process.</summary>
public sealed class MemoryMatchStore : IMatchStore
{
    private readonly Lock _lock = new();
    private readonly Dictionary<TenantKey, MatchRecord> _matches = [];
    private readonly Dictionary<(TenantKey Player, string Category), (string Nickname, Rating Rating)> _ratings = [];

    public Task Save(MatchRecord match, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            var key = new TenantKey(match.Tenant, match.MatchId);
            if (_matches.TryGetValue(key, out var known) && known.EndedAt is not null) return Task.CompletedTask;
            _matches[key] = match;
            foreach (var side in match.Sides)
            {
                var place = (new TenantKey(match.Tenant, side.PlayerId), match.Category);
                if (side.After is { } after && (!_ratings.TryGetValue(place, out var last) || (last.Rating.At, last.Rating.Games).CompareTo((after.At, after.Games)) <= 0))
                    _ratings[place] = (side.Nickname, after);
            }
        }

        return Task.CompletedTask;
    }

    public Task<MatchRecord?> Find(TenantKey matchId, CancellationToken cancellationToken)
    {
        lock (_lock) return Task.FromResult(_matches.GetValueOrDefault(matchId));
    }

    public Task<(ImmutableArray<MatchRecord> Items, string? Next)> Of(TenantKey player, string? after, int limit, CancellationToken cancellationToken)
    {
        var start = Cursor.Read(after);
        var items = ImmutableArray.CreateBuilder<MatchRecord>();
        lock (_lock)
        {
            items.AddRange(_matches.Values
                .Where(m => m.Tenant == player.Tenant && m.Sides.Any(s => s.PlayerId == player.Id) && start.IsBefore(m.CreatedAt, m.MatchId))
                .OrderByDescending(m => m.CreatedAt).ThenBy(m => m.MatchId, StringComparer.Ordinal)
                .Take(Page.Ask(limit)));
        }

        var next = Page.Cut(items, limit, m => new Cursor(m.CreatedAt, m.MatchId));
        return Task.FromResult((items.DrainToImmutable(), next));
    }

    public Task<ImmutableArray<UnfinishedMatch>> Unfinished(DateTimeOffset before, UnfinishedMatch? after, int limit, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return Task.FromResult<ImmutableArray<UnfinishedMatch>>(
            [
                .. _matches.Where(m => m.Value.EndedAt is null && m.Value.CreatedAt < before && !(m.Value.WaitsUntil >= before)).Select(m => new UnfinishedMatch(m.Key, m.Value.CreatedAt))
                    .Where(m => after is null || Compare(m, after) > 0).Order(Comparer<UnfinishedMatch>.Create(Compare)).Take(limit),
            ]);
        }
    }

    public Task<ImmutableDictionary<string, Rating>> RatingsOf(TenantKey player, CancellationToken cancellationToken)
    {
        lock (_lock) return Task.FromResult(_ratings.Where(r => r.Key.Player == player).ToImmutableDictionary(r => r.Key.Category, r => r.Value.Rating));
    }

    public async Task<DuelistRecord> Duelist(TenantKey player, CancellationToken cancellationToken)
    {
        var newest = (await Of(player, null, 1, cancellationToken)).Items.FirstOrDefault();
        return new DuelistRecord(
            await RatingsOf(player, cancellationToken), newest is { EndedAt: null } ? newest.MatchId : null, newest?.Sides.FirstOrDefault(s => s.PlayerId != player.Id)?.PlayerId);
    }

    public Task<ImmutableArray<LadderRow>> Top(string tenant, string category, int limit, CancellationToken cancellationToken) =>
        Task.FromResult<ImmutableArray<LadderRow>>([.. Ladder(tenant, category).Take(limit)]);

    public Task<ImmutableArray<LadderRow>> Around(TenantKey player, string category, int each, CancellationToken cancellationToken)
    {
        var ladder = Ladder(player.Tenant, category);
        var place = ladder.FindIndex(row => row.PlayerId == player.Id);
        return Task.FromResult<ImmutableArray<LadderRow>>(place < 0 ? [] : [.. ladder.Take((Math.Max(0, place - each))..(place + each + 1))]);
    }

    public Task<(string MatchId, string PlayerId)?> FindRecorded(
        string tenant, string category, string language, double rating, string notThis, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            var nearest = _matches.Values
                .Where(m => m.Tenant == tenant && m.Category == category && m.Language == language && m is { Rated: true, Status: MatchStatus.Completed, Reason: "completed" })
                .OrderByDescending(m => m.EndedAt).Take(500)
                .Where(m => m.Sides.All(s => s.PlayerId != notThis))
                .SelectMany(m => m.Sides.Where(s => s is { Kind: "human", Before: not null, Score: > 0 }).Select(s => (m.MatchId, s.PlayerId, Distance: Math.Abs(s.Before!.Value - rating))))
                .Where(s => s.Distance <= 400)
                .OrderBy(s => s.Distance)
                .Select(s => ((string, string)?)(s.MatchId, s.PlayerId))
                .FirstOrDefault();
            return Task.FromResult(nearest);
        }
    }

    /// <summary>The player's ratings go; his lines in matches that have ended get an id that leads nowhere and, where given, another name.</summary>
    internal void Detach(TenantKey player, string? name)
    {
        lock (_lock)
        {
            foreach (var rating in _ratings.Keys.Where(r => r.Player == player).ToList()) _ratings.Remove(rating);
            foreach (var (key, match) in _matches.Where(m => m.Key.Tenant == player.Tenant && m.Value.EndedAt is not null && m.Value.Sides.Any(s => s.PlayerId == player.Id)).ToList())
            {
                var becomes = $"gone-{Guid.NewGuid():N}";
                _matches[key] = match with
                {
                    Winner = match.Winner == player.Id ? becomes : match.Winner,
                    Sides = [.. match.Sides.Select(s => s.PlayerId == player.Id ? s with { PlayerId = becomes, Nickname = name ?? s.Nickname, Before = null, After = null } : s)],
                };
            }
        }
    }

    /// <summary>Takes out what ended before; which.</summary>
    internal IReadOnlyList<TenantKey> Forget(DateTimeOffset before, int limit)
    {
        lock (_lock)
        {
            var old = _matches.Where(m => m.Value.EndedAt < before).OrderBy(m => m.Value.EndedAt).Take(limit).Select(m => m.Key).ToList();
            foreach (var key in old) _matches.Remove(key);
            return old;
        }
    }

    private static int Compare(UnfinishedMatch one, UnfinishedMatch other) =>
        one.CreatedAt != other.CreatedAt ? one.CreatedAt.CompareTo(other.CreatedAt)
        : one.Match.Tenant != other.Match.Tenant ? string.CompareOrdinal(one.Match.Tenant, other.Match.Tenant)
        : string.CompareOrdinal(one.Match.Id, other.Match.Id);

    private List<LadderRow> Ladder(string tenant, string category)
    {
        lock (_lock)
        {
            var rows = _ratings.Where(r => r.Key.Player.Tenant == tenant && r.Key.Category == category && !r.Value.Rating.IsProvisional)
                .OrderByDescending(r => r.Value.Rating.Value).ThenBy(r => r.Key.Player.Id, StringComparer.Ordinal).ToList();
            return [.. rows.Select(r => new LadderRow(
                1 + rows.Count(o => o.Value.Rating.Value > r.Value.Rating.Value), r.Key.Player.Id, r.Value.Nickname, (int)Math.Round(r.Value.Rating.Value), r.Value.Rating.Games))];
        }
    }
}
