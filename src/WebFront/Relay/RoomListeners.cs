using System.Collections.Immutable;

namespace QuizOrleans.WebFront.Relay;

/// <summary>Who listens to one room here: on which connection, as what, and as which member.</summary>
public sealed class RoomListeners
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Listener> _listeners = [];
    private readonly Dictionary<string, int> _members = [];
    private ImmutableArray<Listener>? _all;
    private bool _retired;

    /// <summary>All of them as they are now. Made anew only when one has come, gone or changed: a duel's two are told some twenty times.</summary>
    public ImmutableArray<Listener> All
    {
        get
        {
            lock (_lock) return _all ??= [.. _listeners.Values];
        }
    }

    public bool IsEmpty
    {
        get
        {
            lock (_lock) return _listeners.Count == 0;
        }
    }

    /// <summary>Null when the connection does not listen.</summary>
    public Listener? Find(string connectionId)
    {
        lock (_lock) return _listeners.GetValueOrDefault(connectionId);
    }

    /// <summary>False when the room was given up here: it is told nothing any more.</summary>
    public bool Add(Line line, Audience audience)
    {
        lock (_lock)
        {
            if (_retired) return false;
            var had = _listeners.GetValueOrDefault(line.ConnectionId);
            Set(new Listener(line, audience, had?.MemberId, had?.IsHost ?? false));
            return true;
        }
    }

    /// <summary>What a connection that listens is from now on.</summary>
    public void SetAudience(string connectionId, Audience audience)
    {
        lock (_lock)
        {
            if (_listeners.TryGetValue(connectionId, out var listener)) Set(listener with { Audience = audience });
        }
    }

    /// <summary>Takes nobody any more, if nobody listens; false when somebody does.</summary>
    public bool TryRetire()
    {
        lock (_lock) return _retired = _listeners.Count == 0;
    }

    /// <summary>The connection turned out to be a member's. True when it is the member's first here.</summary>
    public bool SetMember(string connectionId, string memberId, bool isHost)
    {
        lock (_lock)
        {
            if (!_listeners.TryGetValue(connectionId, out var listener)) return false;
            Set(listener with { MemberId = memberId, IsHost = isHost });
            if (listener.MemberId is not null) return false;
            _members[memberId] = _members.GetValueOrDefault(memberId) + 1;
            return _members[memberId] == 1;
        }
    }

    public bool Holds(string memberId)
    {
        lock (_lock) return _members.ContainsKey(memberId);
    }

    /// <summary>The member that has no connection here any more now; null when there is none.</summary>
    public string? Remove(string connectionId)
    {
        lock (_lock)
        {
            if (!_listeners.Remove(connectionId, out var listener)) return null;
            _all = null;
            if (listener.MemberId is not { } member || --_members[member] > 0) return null;
            _members.Remove(member);
            return member;
        }
    }

    /// <summary>Somebody else is the host: the former one's connections go on as screens.</summary>
    public void Unseat(string hostId)
    {
        lock (_lock)
        {
            foreach (var former in All)
            {
                if (former.IsHost && former.MemberId != hostId) Set(former with { IsHost = false });
            }
        }
    }

    private void Set(Listener listener)
    {
        _listeners[listener.ConnectionId] = listener;
        _all = null;
    }
}

/// <param name="MemberId">The host's or player's id once the room has confirmed it; null for a screen.</param>
public sealed record Listener(Line Line, Audience Audience, string? MemberId, bool IsHost)
{
    public string ConnectionId => Line.ConnectionId;
}
