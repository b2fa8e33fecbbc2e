using System.Collections.Concurrent;
using System.Threading.Channels;
using Microsoft.AspNetCore.SignalR;
using QuizOrleans.Grains;
using QuizOrleans.Grains.Rooms;
using QuizOrleans.WebFront.Hubs;

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
    private readonly Dictionary<Audience, Sections> _sections = new() { [Audience.Players] = new(), [Audience.Stage] = new() };
    private readonly Channel<Heard> _heard = Channel.CreateUnbounded<Heard>(new UnboundedChannelOptions { SingleReader = true });
    private readonly UpdateOrder _order = new();
    private readonly RoomFanOut _fanOut;
    private readonly IHubContext<PlayHub, IPlayClient> _hub;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private bool _retired;

    public RoomRelay(string key, string pin, IHubContext<PlayHub, IPlayClient> hub, RoomFanOut fanOut, TimeProvider time, ILogger logger)
    {
        (Key, Tenant, Pin, _hub, _fanOut, _time, _logger) = (key, TenantKey.Parse(key).Tenant, pin, hub, fanOut, time, logger);
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

    /// <summary>The SignalR groups of an audience, one a section.</summary>
    public IEnumerable<string> GroupsOf(Audience audience)
    {
        int count;
        lock (_members) count = _sections[audience].Count;
        for (var section = 0; section < count; section++) yield return GroupOf(audience, section);
    }

    public Task OnUpdate(RoomUpdate update)
    {
        _heard.Writer.TryWrite(new Heard(update, 0));
        return Task.CompletedTask;
    }

    /// <summary>The subscription begins at this version.</summary>
    public void StartAt(long version) => _heard.Writer.TryWrite(new Heard(null, version));

    public Audience? AudienceOf(string connectionId) => _listeners.GetValueOrDefault(connectionId)?.Audience;

    public bool Hosts(string connectionId) => _listeners.GetValueOrDefault(connectionId)?.IsHost ?? false;

    /// <summary>False when this relay was given up: it hears nothing any more.</summary>
    public async Task<bool> Add(string connectionId, Audience audience)
    {
        Listener? had;
        int section;
        lock (_members)
        {
            if (_retired) return false;
            had = _listeners.GetValueOrDefault(connectionId);
            section = had?.Audience == audience ? had.Section : _sections[audience].Enter();
            _listeners[connectionId] = new Listener(connectionId, audience, section, had?.MemberId, had?.IsHost ?? false);
        }

        // In this order: what comes between the two is told twice, which versions show, and not lost.
        await _hub.Groups.AddToGroupAsync(connectionId, GroupOf(audience, section));
        if (had is not null && had.Audience != audience) await LeaveGroup(had);
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

    public bool Holds(string memberId)
    {
        lock (_members) return _members.ContainsKey(memberId);
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

        await LeaveGroup(listener);
        return gone;
    }

    /// <summary>Lets every connection see that it missed something: an update of nobody, which comes after a version none of them knows.</summary>
    public void Unsettle(long version)
    {
        StartAt(version);
        OnUpdate(new RoomUpdate(Pin, version, version, new PlayersUpdated([], -1)));
    }

    public void Dispose() => _heard.Writer.TryComplete();

    private async Task Pump()
    {
        while (await More())
        {
            while (_heard.Reader.TryRead(out var heard))
                await Tell(heard.Update is { } update ? _order.Take(update) : _order.StartAt(heard.StartAt));
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
            await Tell(_order.GiveUp());
            return true;
        }
    }

    private async Task Tell(IEnumerable<RoomUpdate> updates)
    {
        foreach (var update in updates)
        {
            try
            {
                await _fanOut.Tell(this, update);
                if (update.Notice is PlayerGone { Reason: "kicked", PlayerId: var playerId }) await RemoveMember(playerId);
                if (update.Notice is RoomFinished) EndedAt = _time.GetUtcNow();
                if (update.Notice is HostChanged { HostId: var hostId }) Unseat(hostId);
            }
            catch (Exception e)
            {
                LogNotTold(_logger, e, update.Version, Pin);
            }
        }
    }

    private string GroupOf(Audience audience, int section) => $"{Key}/{audience}/{section}";

    /// <summary>Out of the group first: a seat that is free before would let two be told of in one section's turn.</summary>
    private async Task LeaveGroup(Listener listener)
    {
        await _hub.Groups.RemoveFromGroupAsync(listener.ConnectionId, GroupOf(listener.Audience, listener.Section));
        lock (_members) _sections[listener.Audience].Leave(listener.Section);
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

    /// <summary>An update, or the version from which on updates come.</summary>
    private readonly record struct Heard(RoomUpdate? Update, long StartAt);

    /// <param name="Section">Of its audience.</param>
    /// <param name="MemberId">The host's or player's id once the room has confirmed it; null for a screen.</param>
    public sealed record Listener(string ConnectionId, Audience Audience, int Section, string? MemberId, bool IsHost);
}
