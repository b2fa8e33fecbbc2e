using System.Collections.Concurrent;
using System.Collections.Immutable;
using QuizOrleans.Grains.Matchmaking;

namespace QuizOrleans.WebFront.Relay;

/// <summary>The queues whose players wait on this front: one subscription each, renewed every few seconds, and word of who comes and goes.</summary>
public sealed partial class QueueRelays(IGrainFactory grains, Lines lines, RoomRelays rooms, ILogger<QueueRelays> logger)
{
    private readonly ConcurrentDictionary<string, Entry> _queues = new();
    private readonly ConcurrentDictionary<string, string> _queueOf = new();

    /// <summary>Whether somebody waits in a queue on this connection.</summary>
    public bool Waits(string connectionId) => _queueOf.TryGetValue(connectionId, out var queue) && _queues.TryGetValue(queue, out var entry) && entry.Relay.Has(connectionId);

    internal ICollection<Entry> Subscriptions => _queues.Values;

    /// <summary>Connections on which somebody waits.</summary>
    internal int Connections => _queueOf.Count;

    /// <summary>A player waits on this connection from now on.</summary>
    public async Task Join(string playerId, string connectionId, string queue)
    {
        if (_queueOf.TryGetValue(connectionId, out var former) && former != queue) Leave(connectionId);
        var entry = _queues.GetOrAdd(queue, static (key, my) => my.Open(key), this);
        entry.Relay.Add(playerId, connectionId);
        _queueOf[connectionId] = queue;
        if (lines.Find(connectionId) is not { HasEnded: false })
        {
            // It was cleared away before it was entered here.
            Leave(connectionId);
            return;
        }

        await entry.Subscribed();
        // Said each time: the queue may have taken the player for gone.
        entry.Presence.Changed(playerId);
    }

    public void Leave(string connectionId)
    {
        if (_queueOf.TryRemove(connectionId, out var queue) && _queues.TryGetValue(queue, out var entry) && entry.Relay.Remove(connectionId) is { } player)
            entry.Presence.Changed(player);
    }

    /// <summary>Whether the connection has entered a room, to play.</summary>
    internal bool IsIn(string tenant, string pin, string connectionId) => rooms.Find(tenant, pin)?.Listeners.Find(connectionId) is { Audience: Audience.Players };

    /// <summary>The player's ticket is in another queue.</summary>
    internal void Move(string playerId, ImmutableArray<string> connections, string queue)
    {
        foreach (var connection in connections) _ = MoveOne(playerId, connection, queue);
    }

    private async Task MoveOne(string playerId, string connection, string queue)
    {
        try
        {
            await Join(playerId, connection, queue);
        }
        catch (Exception e)
        {
            // Renewed with all others in a few seconds.
            LogNotJoined(logger, e, queue);
        }
    }

    private Entry Open(string key)
    {
        var relay = new QueueRelay(key, this, lines, logger);
        var grain = grains.GetGrain<IMatchmakingGrain>(key);
        return new Entry(relay, grain, grains.CreateObjectReference<IQueueObserver>(relay), rooms.FrontId, logger);
    }

    [LoggerMessage(2271, LogLevel.Warning, "The queue {Key} was not subscribed to; trying again in 5 s.")]
    private static partial void LogNotJoined(ILogger logger, Exception exception, string key);

    /// <summary>One queue's subscription.</summary>
    internal sealed class Entry(QueueRelay relay, IMatchmakingGrain grain, IQueueObserver reference, string frontId, ILogger logger)
    {
        private string? _epoch;

        public QueueRelay Relay => relay;

        public PresenceBatch Presence { get; } = new(relay.Holds, (arrived, gone) => grain.ReportPresence(frontId, arrived, gone), logger);

        /// <summary>Subscribes if that has not been done; from then on it is renewed by the clock.</summary>
        public Task Subscribed() => _epoch is null ? Renew() : Task.CompletedTask;

        /// <summary>Nobody waits here: the lease runs out, and whoever comes next subscribes anew.</summary>
        public void Lapse() => _epoch = null;

        /// <summary>Subscribes again; a queue that was activated anew is told who is here.</summary>
        public async Task Renew()
        {
            var epoch = await grain.Subscribe(frontId, reference);
            if (Interlocked.Exchange(ref _epoch, epoch) == epoch) return;
            foreach (var player in relay.Players) Presence.Changed(player);
        }
    }
}
