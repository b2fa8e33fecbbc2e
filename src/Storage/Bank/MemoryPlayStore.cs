using System.Collections.Immutable;
using QuizOrleans.Grains;
using QuizOrleans.Grains.Bank;
using QuizOrleans.Rules.Bank;

namespace QuizOrleans.Storage.Bank;

/// <summary>What games say of questions, until the process ends.</summary>
public sealed class MemoryPlayStore : IPlayStore
{
    private readonly Lock _lock = new();
    private readonly HashSet<TenantKey> _games = [];
    private readonly HashSet<(string Tenant, Guid Edition)> _known = [];
    private readonly HashSet<(string Tenant, string Player, Guid Edition)> _seen = [];
    private readonly Dictionary<(string Tenant, Guid Edition), PlayedItem> _items = [];

    public Task Add(TenantKey game, GameTally tally, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (!_games.Add(game)) return Task.CompletedTask;
            foreach (var (edition, counts) in tally.Items)
            {
                if (!_known.Contains((game.Tenant, edition))) continue;
                var before = _items.GetValueOrDefault((game.Tenant, edition), new PlayedItem(0, ItemCounts.None));
                _items[(game.Tenant, edition)] = new PlayedItem(before.Games + 1, before.Counts.Plus(counts));
            }

            foreach (var (player, editions) in tally.Seen) _seen.UnionWith(editions.Where(e => _known.Contains((game.Tenant, e))).Select(e => (game.Tenant, player, e)));
        }

        return Task.CompletedTask;
    }

    public Task<ImmutableDictionary<Guid, PlayedItem>> Find(string tenant, ImmutableArray<Guid> editions, CancellationToken cancellationToken)
    {
        lock (_lock)
            return Task.FromResult(editions.Distinct().Where(e => _items.ContainsKey((tenant, e))).ToImmutableDictionary(e => e, e => _items[(tenant, e)]));
    }

    /// <summary>The bank has these editions: games are counted for them from now on.</summary>
    internal void Learn(string tenant, IEnumerable<Guid> editions)
    {
        lock (_lock) _known.UnionWith(editions.Select(e => (tenant, e)));
    }

    internal void Forget(TenantKey player)
    {
        lock (_lock) _seen.RemoveWhere(s => s.Tenant == player.Tenant && s.Player == player.Id);
    }

    internal bool HasSeen(string tenant, string player, Guid edition)
    {
        lock (_lock) return _seen.Contains((tenant, player, edition));
    }
}
