using System.Collections.Concurrent;
using System.Collections.Immutable;
using QuizOrleans.Grains.Rooms;
using QuizOrleans.WebFront.Identity;

namespace QuizOrleans.WebFront.Relay;

/// <summary>
/// The rooms this front listens to: one subscription each, renewed every few seconds, given up when nobody here listens any more. Tells
/// rooms who came and went, in batches.
/// </summary>
public sealed partial class RoomRelays(
    IGrainFactory grains, Lines lines, RoomFanOut fanOut, TimeProvider time, ILogger<RoomRelays> logger)
{
    private readonly ConcurrentDictionary<string, RoomSubscription> _rooms = new();

    /// <summary>By connection: the keys of the rooms that it listens to, one or two.</summary>
    private readonly ConcurrentDictionary<string, ImmutableArray<string>> _connections = new();

    /// <summary>Names this front in its subscriptions; another one for each process.</summary>
    public string FrontId { get; } = Guid.NewGuid().ToString("N")[..12];

    public int Rooms => _rooms.Count;

    public int Connections => _connections.Count;

    /// <summary>Whether the connection listens to any room.</summary>
    public bool Listens(string connectionId) => _connections.TryGetValue(connectionId, out var keys) && keys.Length > 0;

    internal ICollection<RoomSubscription> Subscriptions => _rooms.Values;

    public RoomRelay? Find(string tenant, string pin) => _rooms.GetValueOrDefault($"{tenant}/{pin}")?.Relay;

    /// <summary>A connection listens to a room from now on. False when there is no such room.</summary>
    public async Task<bool> Join(Caller caller, string pin, string connectionId, Audience audience)
    {
        var key = caller.Key(pin);
        // A connection that has ended hears nothing, and its call is not waited for.
        if (lines.Find(connectionId) is not { } line) return true;
        while (true)
        {
            var room = _rooms.GetOrAdd(key, static (k, my) => my.Open(k), this);
            if (!await Subscribed(room)) return false;
            // Not added: the room was given up meanwhile, and another subscription takes its place.
            if (!room.Relay.Listeners.Add(line, audience)) continue;
            Note(connectionId, key);
            // It ended meanwhile, and may have been cleared away before it was entered here.
            if (line.HasEnded) LeaveAll(connectionId);
            return true;
        }
    }

    /// <summary>What <see cref="Present"/> wants to know of a call that tells the room itself who comes: read before the call is made.</summary>
    public int? Settled(Caller caller, string pin) => _rooms.GetValueOrDefault(caller.Key(pin))?.Presence.Settled;

    /// <summary>The room has confirmed who this connection is.</summary>
    /// <param name="settled">
    /// <see cref="Settled"/> from before the call that has told the room already that he is here; null where it has not. A word of his going that was under
    /// way meanwhile may have come after it, and then he is reported all the same.
    /// </param>
    public void Present(Caller caller, RoomSnapshot snapshot, string connectionId, int? settled = null)
    {
        if (snapshot.You is null && snapshot.Host is null) return;
        if (!_rooms.TryGetValue(caller.Key(snapshot.Pin), out var room)) return;
        if (snapshot is { Phase: "lobby", Duel.Turn: not null }) room.Relay.WaitsForTurn = true;
        if (room.Relay.Listeners.SetMember(connectionId, caller.Id, snapshot.Host is not null))
        {
            if (settled is null || room.Presence.Settled != settled) room.Presence.Changed(caller.Id);
        }
        // The connection ended while the room seated him: nothing else would ever tell the room that he is not there.
        else if (!room.Relay.Listeners.Holds(caller.Id)) room.Presence.Changed(caller.Id);
    }

    /// <summary>A call has failed: the connection is to the room what it was before.</summary>
    /// <param name="before">Null: it did not listen.</param>
    public void StepBack(Caller caller, string pin, string connectionId, Audience? before)
    {
        if (before is { } audience) Find(caller.Tenant, pin)?.Listeners.SetAudience(connectionId, audience);
        else Leave(caller, pin, connectionId);
    }

    /// <summary>Tells the room whether he is here: what it knows of him is not sure.</summary>
    public void Report(Caller caller, string pin)
    {
        if (_rooms.TryGetValue(caller.Key(pin), out var room)) room.Presence.Changed(caller.Id);
    }

    public void Leave(Caller caller, string pin, string connectionId)
    {
        var key = caller.Key(pin);
        Forget(connectionId, key);
        Remove(key, connectionId);
    }

    public void LeaveAll(string connectionId)
    {
        if (!_connections.TryRemove(connectionId, out var keys)) return;
        foreach (var key in keys) Remove(key, connectionId);
    }

    /// <summary>The connection turns to something else: rooms that are over, or wait for a second turn, are nothing to it any more.</summary>
    /// <param name="but">The key of a room that it does not leave.</param>
    public void LeaveEnded(string connectionId, string? but = null)
    {
        if (!_connections.TryGetValue(connectionId, out var keys)) return;
        foreach (var key in keys)
        {
            if (key == but || !_rooms.TryGetValue(key, out var room) || (room.Relay.EndedAt is null && !room.Relay.WaitsForTurn)) continue;
            Forget(connectionId, key);
            if (room.Relay.EndedAt is null)
            {
                // It is not told that nobody listens: a friend may come on this front before that word arrives.
                Remove(key, connectionId);
                TryDrop(room);
                continue;
            }

            room.Relay.Listeners.Remove(connectionId);
            if (room.Relay.Listeners.IsEmpty) GiveUp(room);
        }
    }

    /// <summary>Asks a room that has ended anew: it may have been activated since it was subscribed to.</summary>
    public Task Refresh(Caller caller, string pin) => _rooms.TryGetValue(caller.Key(pin), out var room) ? room.Renew() : Task.CompletedTask;

    /// <summary>Gives up a room that has ended and says so: with nobody listening it can leave memory.</summary>
    internal void GiveUp(RoomSubscription room)
    {
        if (TryDrop(room)) _ = room.Unsubscribe();
    }

    /// <summary>A room that is over: whoever still has its page open has seen its end.</summary>
    internal void Forget(RoomSubscription room)
    {
        foreach (var listener in room.Relay.Listeners.All)
        {
            Forget(listener.ConnectionId, room.Key);
            room.Relay.Listeners.Remove(listener.ConnectionId);
        }
    }

    /// <summary>Gives a room up if nobody here listens to it.</summary>
    internal bool TryDrop(RoomSubscription room)
    {
        if (!room.Relay.Listeners.TryRetire()) return false;
        if (_rooms.TryRemove(KeyValuePair.Create(room.Key, room))) room.Relay.Dispose();
        return true;
    }

    private void Note(string connectionId, string key) => _connections.AddOrUpdate(
        connectionId, static (_, added) => [added], static (_, known, added) => known.Contains(added) ? known : known.Add(added), key);

    private void Forget(string connectionId, string key)
    {
        while (_connections.TryGetValue(connectionId, out var known) && known.Contains(key))
        {
            if (_connections.TryUpdate(connectionId, known.Remove(key), known)) return;
        }
    }

    /// <summary>A subscription that could not be made is forgotten, so that the next who comes tries anew.</summary>
    private async Task<bool> Subscribed(RoomSubscription room)
    {
        var subscribed = false;
        try
        {
            return subscribed = await room.Subscribed();
        }
        finally
        {
            if (!subscribed) TryDrop(room);
        }
    }

    private void Remove(string key, string connectionId)
    {
        if (_rooms.TryGetValue(key, out var room) && room.Relay.Listeners.Remove(connectionId) is { } member) room.Presence.Changed(member);
    }

    private RoomSubscription Open(string key)
    {
        LogListening(logger, key);
        var relay = new RoomRelay(key, key[(key.IndexOf('/', StringComparison.Ordinal) + 1)..], fanOut, time, logger);
        return new RoomSubscription(grains, FrontId, relay, time, logger);
    }

    [LoggerMessage(2221, LogLevel.Debug, "Listening to room {Key}.")]
    private static partial void LogListening(ILogger logger, string key);
}
