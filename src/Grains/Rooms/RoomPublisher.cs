using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using QuizOrleans.Rules.Rooms;

namespace QuizOrleans.Grains.Rooms;

/// <summary>
/// Tells the fronts what happened: one message a front for all that became durable together. Comings and goings within an interval become one
/// update; counts of answers are told at most once an interval. Belongs to one activation and is called in its turns only.
/// </summary>
internal sealed partial class RoomPublisher(string pin, RoomOptions options, TimeProvider time, Action<string> frontLost, ILogger logger)
{
    private readonly Dictionary<string, Listener> _listeners = [];
    private readonly List<string> _roster = [];
    private readonly List<RoomUpdate> _unsent = [];
    private bool _rosterJoined;
    private bool _rosterCanWait;
    private long _rosterVersion;
    private DateTimeOffset _rosterAt;
    private bool _countChanged;
    private DateTimeOffset _countAt;

    /// <summary>The version of the last update (not of a count).</summary>
    public long Version { get; private set; }

    /// <summary>Begins after a replay: nothing up to this version will be told any more.</summary>
    public void StartAt(long version) => Version = version;

    public void Subscribe(string frontId, IRoomObserver observer) =>
        _listeners[frontId] = new Listener(observer, time.GetUtcNow() + RoomLimits.SubscriptionLease);

    /// <summary>Lets fronts go that have fallen silent, though nothing is to be told them.</summary>
    public void DropSilent()
    {
        var now = time.GetUtcNow();
        foreach (var (frontId, listener) in _listeners) IsSilent(frontId, listener, now);
    }

    public bool Listens(string frontId) => _listeners.ContainsKey(frontId);

    public bool HasListeners => _listeners.Count > 0;

    /// <summary>The room is over: whoever listens now need not renew, for a rematch may yet come of it.</summary>
    public void KeepListeners()
    {
        foreach (var (frontId, listener) in _listeners) _listeners[frontId] = listener with { Until = DateTimeOffset.MaxValue };
    }

    public void Unsubscribe(string frontId) => _listeners.Remove(frontId);

    /// <summary>Says who is here (joined), or how somebody is now; told with the next <see cref="Due"/>, or before the next notice.</summary>
    /// <param name="canWait">Hardly news to anybody: told of a while later, if nothing else is told before.</param>
    public void Roster(string playerId, bool joined, RoomState state, long version, bool canWait = false)
    {
        if (_roster.Count > 0 && _rosterJoined != joined) PublishRoster(state);
        if (_roster.Count == 0 && canWait) _rosterAt = time.GetUtcNow();
        _rosterCanWait = canWait;
        _rosterJoined = joined;
        _rosterVersion = version;
        if (!_roster.Contains(playerId)) _roster.Add(playerId);
    }

    public void CountChanged() => _countChanged = true;

    public void Notice(RoomNotice notice, RoomState state, long version)
    {
        PublishRoster(state);
        Send(new RoomUpdate(pin, Version, version, notice, state.Settings.Duel is { IsFirstTurn: true }));
        Version = version;
    }

    /// <summary>Tells something that changes no version: whoever misses it misses nothing that a snapshot does not have.</summary>
    public void Tell(RoomNotice notice) => Send(new RoomUpdate(pin, Version, Version, notice));

    /// <summary>What was told since the last time goes out.</summary>
    public void Flush()
    {
        if (_unsent.Count == 0) return;
        ImmutableArray<RoomUpdate> updates = [.. _unsent];
        _unsent.Clear();
        var now = time.GetUtcNow();
        foreach (var (frontId, listener) in _listeners)
        {
            if (!IsSilent(frontId, listener, now)) _ = Deliver(frontId, listener.Observer, updates);
        }
    }

    /// <summary>Publishes what is due, and says how long until something will be; null when nothing waits.</summary>
    public TimeSpan? Due(RoomState state)
    {
        var now = time.GetUtcNow();
        TimeSpan? wait = null;
        if (_roster.Count > 0)
        {
            var interval = _rosterCanWait || state.Players.Count > RoomLimits.LargeRoom ? options.LargeRosterInterval : options.RosterInterval;
            if (now >= _rosterAt + interval) PublishRoster(state);
            else wait = _rosterAt + interval - now;
        }

        if (_countChanged)
        {
            if (now >= _countAt + options.AnswerCountInterval) PublishCount(state);
            else if (wait is null || _countAt + options.AnswerCountInterval - now < wait) wait = _countAt + options.AnswerCountInterval - now;
        }

        return wait;
    }

    private void PublishRoster(RoomState state)
    {
        if (_roster.Count == 0) return;
        ImmutableArray<PlayerView> players =
            [.. _roster.Select(id => state.Players.GetValueOrDefault(id)).OfType<Player>().Select(RoomProjector.Player)];
        RoomNotice notice = _rosterJoined ? new PlayersJoined(players, state.Players.Count) : new PlayersUpdated(players, state.Players.Count);
        _roster.Clear();
        _rosterAt = time.GetUtcNow();
        Send(new RoomUpdate(pin, Version, _rosterVersion, notice));
        Version = _rosterVersion;
    }

    private void PublishCount(RoomState state)
    {
        _countChanged = false;
        _countAt = time.GetUtcNow();
        if (state.Phase is Phase.Asking asking)
            Send(new RoomUpdate(pin, Version, Version, new AnswerCount(asking.Index, asking.Answers.Count, state.Present)));
    }

    private void Send(RoomUpdate update)
    {
        if (_listeners.Count > 0) _unsent.Add(update);
    }

    private bool IsSilent(string frontId, Listener listener, DateTimeOffset now)
    {
        if (listener.Until >= now) return false;
        _listeners.Remove(frontId);
        LogLeaseEnded(logger, frontId, pin);
        frontLost(frontId);
        return true;
    }

    private async Task Deliver(string frontId, IRoomObserver observer, ImmutableArray<RoomUpdate> updates)
    {
        try
        {
            await observer.OnUpdates(updates);
        }
        catch (Exception e)
        {
            // The front sees the gap with the next update, or subscribes anew within its renewal time.
            LogNotDelivered(logger, e, frontId, pin, updates[^1].Version);
        }
    }

    [LoggerMessage(1101, LogLevel.Information, "Front {FrontId} no longer listens to room {Pin}: its subscription ran out.")]
    private static partial void LogLeaseEnded(ILogger logger, string frontId, string pin);

    [LoggerMessage(1102, LogLevel.Warning, "Front {FrontId} was not told of version {Version} of room {Pin}.")]
    private static partial void LogNotDelivered(ILogger logger, Exception exception, string frontId, string pin, long version);

    private sealed record Listener(IRoomObserver Observer, DateTimeOffset Until);
}
