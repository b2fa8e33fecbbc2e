using System.Collections.Immutable;
using QuizOrleans.Grains;
using QuizOrleans.Grains.Rooms;

namespace QuizOrleans.WebFront.Relay;

/// <summary>
/// This front's ear and mouth for one room: hears each update once and tells it to every connection here, in order. Whoever brings an update tells it,
/// unless somebody is telling: then he leaves it to him.
/// </summary>
public sealed partial class RoomRelay(string key, string pin, RoomFanOut fanOut, TimeProvider time, ILogger logger) : IRoomObserver, ITenantBound, IDisposable
{
    private static readonly TimeSpan WaitForMissing = TimeSpan.FromMilliseconds(100);

    private readonly Queue<Heard> _heard = new();
    private readonly UpdateOrder _order = new();
    private readonly List<RoomUpdate> _ready = [];
    private ITimer? _patience;
    private bool _telling;
    private bool _disposed;

    public string Key => key;

    public string Tenant { get; } = TenantKey.Parse(key).Tenant;

    public string Pin => pin;

    /// <summary>The newest version that was told here.</summary>
    public long Version => _order.Version;

    /// <summary>When the room's end was told here, or a wish for a rematch after it; null before.</summary>
    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>Whether its first turn is over and the second has not begun, which may take days.</summary>
    public bool WaitsForTurn { get; set; }

    public RoomListeners Listeners { get; } = new();

    /// <summary>Done when it has been told, or left to somebody who is telling.</summary>
    public Task OnUpdates(ImmutableArray<RoomUpdate> updates) => Hear(new Heard(updates, 0));

    /// <summary>The subscription begins at this version.</summary>
    public void StartAt(long version) => _ = Hear(new Heard([], version));

    /// <summary>Lets every connection see that it missed something: an update of nobody, which comes after a version none of them knows.</summary>
    public void Unsettle(long version)
    {
        StartAt(version);
        OnUpdates([new RoomUpdate(Pin, version, version, new PlayersUpdated([], -1))]);
    }

    public void Dispose()
    {
        lock (_heard)
        {
            _disposed = true;
            _patience?.Dispose();
        }
    }

    private async Task Hear(Heard heard)
    {
        lock (_heard)
        {
            if (_disposed) return;
            _heard.Enqueue(heard);
            if (_telling) return;
            _telling = true;
        }

        // Finished at once but in a large room.
        while (IsSomethingHeard()) await Tell();
    }

    /// <summary>Puts all that was heard into its order; what can be told now is ready then. False when nothing was heard, and whoever hears next tells.</summary>
    private bool IsSomethingHeard()
    {
        lock (_heard)
        {
            if (_heard.Count == 0) return _telling = false;
            while (_heard.TryDequeue(out var heard)) Sort(heard);
            WaitForWhatIsMissing();
            return true;
        }
    }

    private void Sort(Heard heard)
    {
        if (heard.GivesUp) _order.GiveUp(_ready);
        else if (heard.Updates.IsEmpty) _order.StartAt(heard.StartAt, _ready);
        foreach (var update in heard.Updates) _order.Take(update, _ready);
    }

    /// <summary>What came early waits for what is missing, but not for long.</summary>
    private void WaitForWhatIsMissing()
    {
        if (_disposed || (_patience is null && !_order.IsWaiting)) return;
        _patience ??= time.CreateTimer(_ => _ = Hear(Heard.NoMore), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _patience.Change(_order.IsWaiting ? WaitForMissing : Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    private async Task Tell()
    {
        if (_ready.Count == 0) return;
        try
        {
            await fanOut.Tell(Listeners, _ready);
        }
        catch (Exception e)
        {
            LogNotTold(logger, e, _ready[^1].Version, Pin);
        }

        foreach (var update in _ready)
        {
            switch (update.Notice)
            {
                case PlayerGone { Reason: "kicked", PlayerId: var playerId }: RemoveMember(playerId); break;
                case RoomFinished or RematchWanted: EndedAt = time.GetUtcNow(); break;
                case TurnEnded: WaitsForTurn = true; break;
                case CountdownStarted or QuestionOpened: WaitsForTurn = false; break;
                case HostChanged { HostId: var hostId }: Listeners.Unseat(hostId); break;
            }
        }

        _ready.Clear();
    }

    private void RemoveMember(string memberId)
    {
        foreach (var listener in Listeners.All)
        {
            if (listener.MemberId == memberId && !listener.IsHost) Listeners.Remove(listener.ConnectionId);
        }
    }

    [LoggerMessage(2201, LogLevel.Error, "Version {Version} of room {Pin} was not told to its listeners.")]
    private static partial void LogNotTold(ILogger logger, Exception exception, long version, string pin);

    /// <summary>Updates; or the version from which on updates come; or that nobody waits any longer for those that are missing.</summary>
    private readonly record struct Heard(ImmutableArray<RoomUpdate> Updates, long StartAt, bool GivesUp = false)
    {
        public static readonly Heard NoMore = new([], 0, true);
    }
}
