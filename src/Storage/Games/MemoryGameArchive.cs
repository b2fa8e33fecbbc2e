using System.Collections.Concurrent;
using System.Collections.Immutable;
using QuizOrleans.Grains;
using QuizOrleans.Grains.Players;
using QuizOrleans.Storage.Database;

namespace QuizOrleans.Storage.Games;

/// <summary>Finished games that end with the process.</summary>
public sealed class MemoryGameArchive : IGameArchive
{
    private readonly ConcurrentDictionary<(string Tenant, string GameId), FinishedGame> _games = new();

    public Task Store(FinishedGame game, CancellationToken cancellationToken)
    {
        _games.TryAdd((game.Tenant, game.GameId), game);
        return Task.CompletedTask;
    }

    public Task<GamePage> HistoryOf(TenantKey player, string? after, int limit, CancellationToken cancellationToken)
    {
        var start = Cursor.Read(after);
        var items = ImmutableArray.CreateBuilder<GameSummary>();
        items.AddRange(GamesOf(player)
            .Where(row => start.IsBefore(row.Game.FinishedAt, row.Game.GameId))
            .OrderByDescending(row => row.Game.FinishedAt).ThenBy(row => row.Game.GameId, StringComparer.Ordinal)
            .Take(Page.Ask(limit))
            .Select(row => new GameSummary(
                row.Game.GameId, row.Game.Title, row.Game.Kind, row.Game.FinishedAt, row.Game.Players.Length, row.Player.Rank, row.Player.Score)));
        var next = Page.Cut(items, limit, game => new Cursor(game.FinishedAt, game.GameId));
        return Task.FromResult(new GamePage(items.DrainToImmutable(), next));
    }

    public Task<(int Played, int Won)> TotalsOf(TenantKey player, CancellationToken cancellationToken)
    {
        var games = GamesOf(player).ToList();
        return Task.FromResult((games.Count, games.Count(row => row.Player.Rank == 1)));
    }

    /// <summary>The player's lines get an id that leads nowhere and, where given, another name.</summary>
    internal void Detach(TenantKey player, string? name)
    {
        foreach (var (key, game) in _games.Where(g => g.Key.Tenant == player.Tenant))
        {
            _games[key] = game with
            {
                HostId = game.HostId == player.Id ? "gone" : game.HostId,
                Players = [.. game.Players.Select(p => p.PlayerId == player.Id ? p with { PlayerId = $"gone-{Guid.NewGuid():N}", Nickname = name ?? p.Nickname } : p)],
            };
        }
    }

    /// <summary>Takes out what ended before; which.</summary>
    internal IReadOnlyList<TenantKey> Forget(DateTimeOffset before, int limit)
    {
        var old = _games.Where(g => g.Value.FinishedAt < before).OrderBy(g => g.Value.FinishedAt).Take(limit).Select(g => g.Key).ToList();
        foreach (var key in old) _games.TryRemove(key, out _);
        return [.. old.Select(key => new TenantKey(key.Tenant, key.GameId))];
    }

    private IEnumerable<(FinishedGame Game, FinishedPlayer Player)> GamesOf(TenantKey player) =>
        from game in _games.Values
        where game.Tenant == player.Tenant
        from one in game.Players
        where one.PlayerId == player.Id
        select (game, one);
}
