using QuizOrleans.Grains.Rooms;

namespace QuizOrleans.WebFront.Relay;

/// <summary>
/// Puts a room's updates back into the order in which it told them. One-way messages between silos may overtake each other (under Orleans the
/// first to a new observer does at times); each names the version it follows, so one that comes early is kept until its predecessor is here.
/// </summary>
internal sealed class UpdateOrder
{
    /// <summary>So many at most are kept; more, and what is missing counts as lost.</summary>
    public const int MostEarly = 64;

    private readonly List<RoomUpdate> _early = [];

    /// <summary>The version of the newest update that was let through; 0 before anything is known.</summary>
    public long Version { get; private set; }

    /// <summary>Whether something waits for an update that has not come.</summary>
    public bool IsWaiting => _early.Count > 0;

    /// <summary>The room told all up to this version to others; nothing before it is missing here.</summary>
    public IEnumerable<RoomUpdate> StartAt(long version)
    {
        Version = Math.Max(Version, version);
        return Ready();
    }

    /// <summary>What can be told now, in order: nothing when the update is early, and nothing when it comes after it was given up.</summary>
    public IEnumerable<RoomUpdate> Take(RoomUpdate update)
    {
        if (update.Version < Version) return [];
        if (Version == 0 || update.Since <= Version)
        {
            Version = update.Version;
            return _early.Count == 0 ? [update] : [update, .. Ready()];
        }

        var place = _early.FindLastIndex(e => e.Version <= update.Version) + 1;
        _early.Insert(place, update);
        return _early.Count > MostEarly ? GiveUp() : [];
    }

    /// <summary>What is missing does not come any more: the rest goes on without it. Clients see the gap and ask for a snapshot.</summary>
    public IEnumerable<RoomUpdate> GiveUp()
    {
        RoomUpdate[] rest = [.. _early];
        _early.Clear();
        if (rest.Length > 0) Version = rest[^1].Version;
        return rest;
    }

    private List<RoomUpdate> Ready()
    {
        List<RoomUpdate> ready = [];
        while (_early.Count > 0 && _early[0].Since <= Version)
        {
            var next = _early[0];
            _early.RemoveAt(0);
            if (next.Version < Version) continue;
            Version = next.Version;
            ready.Add(next);
        }

        return ready;
    }
}
