using System.Collections.Concurrent;
using System.Collections.Immutable;
using QuizOrleans.Grains;
using QuizOrleans.Grains.Matchmaking;
using QuizOrleans.WebFront.Hubs;

namespace QuizOrleans.WebFront.Relay;

/// <summary>This front's ear for one queue: tells each player who waits what concerns him, on every connection he waits on.</summary>
public sealed partial class QueueRelay(string key, QueueRelays relays, Lines lines, ILogger logger) : IQueueObserver, ITenantBound
{
    /// <summary>By player: his connections, which are few.</summary>
    private readonly ConcurrentDictionary<string, ImmutableArray<string>> _players = new();

    public string Key => key;

    public string Tenant { get; } = TenantKey.Parse(key).Tenant;

    public bool IsEmpty => _players.IsEmpty;

    public IEnumerable<string> Players => _players.Keys;

    public bool Holds(string playerId) => _players.TryGetValue(playerId, out var connections) && !connections.IsEmpty;

    public bool Has(string connectionId) => _players.Any(p => p.Value.Contains(connectionId));

    public void Add(string playerId, string connectionId) => _players.AddOrUpdate(
        playerId, static (_, added) => [added], static (_, known, added) => known.Contains(added) ? known : known.Add(added), connectionId);

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
        var (name, message) = Message(notice.News);
        foreach (var connection in connections)
        {
            // Where he took his seat he knows it; his other pages are told that the looking is over.
            if (notice.News is QueueLeft { Seated: { } pin } && relays.IsIn(Tenant, pin, connection)) continue;
            lines.Find(connection)?.Send(name, message);
        }
    }

    private static (string Name, object Message) Message(QueueNews news) => news switch
    {
        QueueStatus n => (nameof(IPlayClient.QueueStatus), n.Ticket),
        QueueReturned n => (nameof(IPlayClient.QueueReturned), n.Ticket),
        MatchFound n => (nameof(IPlayClient.MatchFound), new MatchFoundMessage(n.Pin, n.Opponent, n.SeatMs)),
        QueueLeft n => (nameof(IPlayClient.QueueLeft), new QueueLeftMessage(n.Reason)),
        SubstituteOffered { Substitute: var s } => (nameof(IPlayClient.SubstituteOffered), new SubstituteOfferedMessage(s.Kind, s.Nickname, s.Rating)),
        _ => throw new InvalidOperationException($"{news.GetType().Name} has no message."),
    };

    [LoggerMessage(2261, LogLevel.Warning, "Somebody who waits in queue {Key} was not told something.")]
    private static partial void LogNotTold(ILogger logger, Exception exception, string key);
}
