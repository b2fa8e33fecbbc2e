using System.Collections.Concurrent;
using System.Collections.Immutable;
using QuizOrleans.Grains;
using QuizOrleans.Grains.Matchmaking;
using QuizOrleans.WebFront.Hubs;

namespace QuizOrleans.WebFront.Relay;

/// <summary>This front's ear for one queue: tells each player who waits what concerns him, on every connection he waits on.</summary>
public sealed partial class QueueRelay(string key, QueueRelays relays, Lines lines, ILogger logger) : IQueueObserver, ITenantBound
{
    private readonly ConcurrentDictionary<string, ImmutableHashSet<string>> _players = new();

    public string Key => key;

    public string Tenant { get; } = TenantKey.Parse(key).Tenant;

    public bool IsEmpty => _players.IsEmpty;

    public IEnumerable<string> Players => _players.Keys;

    public bool Has(string connectionId) => _players.Any(p => p.Value.Contains(connectionId));

    /// <summary>True when it is the player's first connection here.</summary>
    public bool Add(string playerId, string connectionId) =>
        _players.AddOrUpdate(playerId, _ => [connectionId], (_, known) => known.Add(connectionId)).Count == 1;

    /// <summary>The player who has no connection here any more now; null when there is none.</summary>
    public string? Remove(string connectionId)
    {
        foreach (var (player, connections) in _players)
        {
            if (!connections.Contains(connectionId)) continue;
            var left = _players.AddOrUpdate(player, _ => [], (_, known) => known.Remove(connectionId));
            return left.IsEmpty && _players.TryRemove(KeyValuePair.Create(player, left)) ? player : null;
        }

        return null;
    }

    public Task OnNotices(ImmutableArray<QueueNotice> notices)
    {
        foreach (var notice in notices)
        {
            try
            {
                Tell(notice);
            }
            catch (Exception e)
            {
                LogNotTold(logger, e, key);
            }
        }

        return Task.CompletedTask;
    }

    private void Tell(QueueNotice notice)
    {
        if (!_players.TryGetValue(notice.PlayerId, out var connections)) return;
        if (notice.News is QueueMoved moved)
        {
            _players.TryRemove(notice.PlayerId, out _);
            relays.Move(notice.PlayerId, connections, moved.Queue);
            return;
        }

        // Whoever left hears nothing more from this queue; a match that was found may still fall through.
        if (notice.News is QueueLeft) _players.TryRemove(notice.PlayerId, out _);
        var piece = lines.Piece(Words(notice.News));
        foreach (var connection in connections) lines.Find(connection)?.Send(piece);
    }

    private ReadOnlyMemory<byte> Words(QueueNews news) => news switch
    {
        QueueStatus n => lines.Words(nameof(IPlayClient.QueueStatus), n.Ticket),
        QueueReturned n => lines.Words(nameof(IPlayClient.QueueReturned), n.Ticket),
        MatchFound n => lines.Words(nameof(IPlayClient.MatchFound), new MatchFoundMessage(n.Pin, n.Opponent, n.SeatMs)),
        QueueLeft n => lines.Words(nameof(IPlayClient.QueueLeft), new QueueLeftMessage(n.Reason)),
        SubstituteOffered { Substitute: var s } => lines.Words(nameof(IPlayClient.SubstituteOffered), new SubstituteOfferedMessage(s.Kind, s.Nickname, s.Rating)),
        _ => throw new InvalidOperationException($"{news.GetType().Name} has no message."),
    };

    [LoggerMessage(2261, LogLevel.Warning, "Somebody who waits in queue {Key} was not told something.")]
    private static partial void LogNotTold(ILogger logger, Exception exception, string key);
}
