using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Threading.Channels;
using QuizOrleans.Grains;
using QuizOrleans.Grains.Rooms;

namespace QuizOrleans.WebFront.Relay;

/// <summary>
/// This front's ear and mouth for one room: hears each update once and tells it to every connection here, in order. Keeps who is on which
/// connection, so that a player gets his own result and the room hears who came and went.
/// </summary>
public sealed partial class RoomRelay : IRoomObserver, ITenantBound, IDisposable
{
    private static readonly TimeSpan WaitForMissing = TimeSpan.FromMilliseconds(100);

    private readonly ConcurrentDictionary<string, Listener> _listeners = new();
    private readonly Dictionary<string, int> _members = [];
    private readonly Channel<Heard> _heard = Channel.CreateUnbounded<Heard>(new UnboundedChannelOptions { SingleReader = true });
    private readonly UpdateOrder _order = new();
    private readonly RoomFanOut _fanOut;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private bool _retired;

    public RoomRelay(string key, string pin, RoomFanOut fanOut, TimeProvider time, ILogger logger)
    {
        (Key, Tenant, Pin, _fanOut, _time, _logger) = (key, TenantKey.Parse(key).Tenant, pin, fanOut, time, logger);
        _ = Pump();
    }

    public string Key { get; }

    public string Tenant { get; }

    public string Pin { get; }

    /// <summary>The newest version that was told here.</summary>
    public long Version => _order.Version;

    /// <summary>When the room's end was told here; null before.</summary>
    public DateTimeOffset? EndedAt { get; private set; }

    public IEnumerable<Listener> Listeners => _listeners.Select(l => l.Value);

    public bool IsEmpty => _listeners.IsEmpty;

    public Task OnUpdates(ImmutableArray<RoomUpdate> updates)
    {
        _heard.Writer.TryWrite(new Heard(updates, 0));
        return Task.CompletedTask;
    }

    /// <summary>The subscription begins at this version.</summary>
    public void StartAt(long version) => _heard.Writer.TryWrite(new Heard([], version));

    public Audience? AudienceOf(string connectionId) => _listeners.GetValueOrDefault(connectionId)?.Audience;

    public bool Hosts(string connectionId) => _listeners.GetValueOrDefault(connectionId)?.IsHost ?? false;

    /// <summary>False when this relay was given up: it hears nothing any more.</summary>
    public bool Add(Line line, Audience audience)
    {
        lock (_members)
        {
            if (_retired) return false;
            var had = _listeners.GetValueOrDefault(line.ConnectionId);
            _listeners[line.ConnectionId] = new Listener(line, audience, had?.MemberId, had?.IsHost ?? false);
            return true;
        }
    }

    /// <summary>Takes nobody any more, if nobody listens; false when somebody does.</summary>
    public bool TryRetire()
    {
        lock (_members) return _retired = _listeners.IsEmpty;
    }

    /// <summary>The connection turned out to be a member's. True when it is the member's first here.</summary>
    public bool SetMember(string connectionId, string memberId, bool isHost)
    {
        lock (_members)
        {
            if (!_listeners.TryGetValue(connectionId, out var listener)) return false;
            _listeners[connectionId] = listener with { MemberId = memberId, IsHost = isHost };
            if (listener.MemberId is not null) return false;
            _members[memberId] = _members.GetValueOrDefault(memberId) + 1;
            return _members[memberId] == 1;
        }
    }

    public bool Holds(string memberId)
    {
        lock (_members) return _members.ContainsKey(memberId);
    }

    /// <summary>The member that has no connection here any more now; null when there is none.</summary>
    public string? Remove(string connectionId)
    {
        lock (_members)
        {
            if (!_listeners.TryRemove(connectionId, out var listener) || listener.MemberId is not { } member || --_members[member] > 0) return null;
            _members.Remove(member);
            return member;
        }
    }

    /// <summary>Lets every connection see that it missed something: an update of nobody, which comes after a version none of them knows.</summary>
    public void Unsettle(long version)
    {
        StartAt(version);
        OnUpdates([new RoomUpdate(Pin, version, version, new PlayersUpdated([], -1))]);
    }

    public void Dispose() => _heard.Writer.TryComplete();

    private async Task Pump()
    {
        List<RoomUpdate> ready = [];
        while (await More())
        {
            while (_heard.Reader.TryRead(out var heard))
            {
                if (heard.Updates.IsEmpty) ready.AddRange(_order.StartAt(heard.StartAt));
                foreach (var update in heard.Updates) ready.AddRange(_order.Take(update));
            }

            await Tell(ready);
            ready.Clear();
        }
    }

    /// <summary>Waits for something to be heard; false when nothing will be. What came early waits for what is missing, but not for long.</summary>
    private async Task<bool> More()
    {
        if (!_order.IsWaiting) return await _heard.Reader.WaitToReadAsync();
        using var patience = new CancellationTokenSource(WaitForMissing, _time);
        try
        {
            return await _heard.Reader.WaitToReadAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            await Tell([.. _order.GiveUp()]);
            return true;
        }
    }

    private async Task Tell(List<RoomUpdate> updates)
    {
        if (updates.Count == 0) return;
        try
        {
            await _fanOut.Tell(this, updates);
        }
        catch (Exception e)
        {
            LogNotTold(_logger, e, updates[^1].Version, Pin);
        }

        foreach (var update in updates)
        {
            switch (update.Notice)
            {
                case PlayerGone { Reason: "kicked", PlayerId: var playerId }: RemoveMember(playerId); break;
                case RoomFinished: EndedAt = _time.GetUtcNow(); break;
                case HostChanged { HostId: var hostId }: Unseat(hostId); break;
            }
        }
    }

    private void RemoveMember(string memberId)
    {
        foreach (var listener in _listeners.Values.Where(l => l.MemberId == memberId && !l.IsHost)) Remove(listener.ConnectionId);
    }

    /// <summary>Somebody else is the host: the former one's connections go on as screens.</summary>
    private void Unseat(string hostId)
    {
        lock (_members)
        {
            foreach (var former in _listeners.Values.Where(l => l.IsHost && l.MemberId != hostId)) _listeners[former.ConnectionId] = former with { IsHost = false };
        }
    }

    [LoggerMessage(2201, LogLevel.Error, "Version {Version} of room {Pin} was not told to its listeners.")]
    private static partial void LogNotTold(ILogger logger, Exception exception, long version, string pin);

    /// <summary>Updates, or the version from which on updates come.</summary>
    private readonly record struct Heard(ImmutableArray<RoomUpdate> Updates, long StartAt);

    /// <param name="MemberId">The host's or player's id once the room has confirmed it; null for a screen.</param>
    public sealed record Listener(Line Line, Audience Audience, string? MemberId, bool IsHost)
    {
        public string ConnectionId => Line.ConnectionId;
    }
}
