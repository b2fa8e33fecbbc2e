using System.Collections.Concurrent;
using System.Threading.Channels;
using Microsoft.AspNetCore.SignalR;
using QuizOrleans.Grains.Rooms;
using QuizOrleans.WebFront.Hubs;

namespace QuizOrleans.WebFront.Relay;

/// <summary>
/// This front's ear and mouth for one room: hears each update once and tells it to every connection here, in order. Keeps who is on which
/// connection, so that a player gets his own result and the room hears who came and went.
/// </summary>
public sealed partial class RoomRelay : IRoomObserver, IDisposable
{
    private readonly ConcurrentDictionary<string, Listener> _listeners = new();
    private readonly Dictionary<string, int> _members = [];
    private readonly Channel<RoomUpdate> _updates = Channel.CreateUnbounded<RoomUpdate>(new UnboundedChannelOptions { SingleReader = true });
    private readonly RoomFanOut _fanOut;
    private readonly IHubContext<PlayHub, IPlayClient> _hub;
    private readonly ILogger _logger;
    private bool _retired;

    public RoomRelay(string key, string pin, IHubContext<PlayHub, IPlayClient> hub, RoomFanOut fanOut, ILogger logger)
    {
        (Key, Pin, _hub, _fanOut, _logger) = (key, pin, hub, fanOut, logger);
        _ = Pump();
    }

    public string Key { get; }

    public string Pin { get; }

    /// <summary>The newest version heard of.</summary>
    public long Version { get; private set; }

    public IEnumerable<Listener> Listeners => _listeners.Select(l => l.Value);

    public bool IsEmpty => _listeners.IsEmpty;

    public static string GroupOf(string key, Audience audience) => $"{key}/{audience}";

    public Task OnUpdate(RoomUpdate update)
    {
        _updates.Writer.TryWrite(update);
        return Task.CompletedTask;
    }

    public Audience? AudienceOf(string connectionId) => _listeners.GetValueOrDefault(connectionId)?.Audience;

    public bool Hosts(string connectionId) => _listeners.GetValueOrDefault(connectionId)?.IsHost ?? false;

    /// <summary>False when this relay was given up: it hears nothing any more.</summary>
    public async Task<bool> Add(string connectionId, Audience audience)
    {
        Listener? had;
        lock (_members)
        {
            if (_retired) return false;
            had = _listeners.GetValueOrDefault(connectionId);
            _listeners[connectionId] = new Listener(connectionId, audience, had?.MemberId, had?.IsHost ?? false);
        }

        // In this order: what comes between the two is told twice, which versions show, and not lost.
        await _hub.Groups.AddToGroupAsync(connectionId, GroupOf(Key, audience));
        if (had is not null && had.Audience != audience) await _hub.Groups.RemoveFromGroupAsync(connectionId, GroupOf(Key, had.Audience));
        return true;
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

    /// <summary>The member that has no connection here any more now; null when there is none.</summary>
    public async Task<string?> Remove(string connectionId)
    {
        Listener? listener;
        string? gone = null;
        lock (_members)
        {
            if (!_listeners.TryRemove(connectionId, out listener)) return null;
            if (listener.MemberId is { } member && --_members[member] == 0)
            {
                _members.Remove(member);
                gone = member;
            }
        }

        await _hub.Groups.RemoveFromGroupAsync(connectionId, GroupOf(Key, listener.Audience));
        return gone;
    }

    /// <summary>Lets every connection see that it missed something: an update of nobody, which comes after a version none of them knows.</summary>
    public void Unsettle(long version) =>
        _updates.Writer.TryWrite(new RoomUpdate(Pin, version, version, new PlayersUpdated([], -1)));

    public void Dispose() => _updates.Writer.TryComplete();

    private async Task Pump()
    {
        await foreach (var update in _updates.Reader.ReadAllAsync())
        {
            try
            {
                // One that was overtaken by a later one: connections have seen the gap and asked for a snapshot.
                if (update.Version < Version) continue;
                Version = update.Version;
                _fanOut.Tell(this, update);
                if (update.Notice is PlayerGone { Reason: "kicked", PlayerId: var playerId }) await RemoveMember(playerId);
                if (update.Notice is HostChanged { HostId: var hostId }) Unseat(hostId);
            }
            catch (Exception e)
            {
                LogNotTold(_logger, e, update.Version, Pin);
            }
        }
    }

    private async Task RemoveMember(string memberId)
    {
        foreach (var listener in _listeners.Values.Where(l => l.MemberId == memberId && !l.IsHost)) await Remove(listener.ConnectionId);
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

    /// <param name="MemberId">The host's or player's id once the room has confirmed it; null for a screen.</param>
    public sealed record Listener(string ConnectionId, Audience Audience, string? MemberId, bool IsHost);
}
