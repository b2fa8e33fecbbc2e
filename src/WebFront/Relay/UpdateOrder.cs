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
    /// <param name="told">Here and below: gets what can be told now, in order.</param>
    public void StartAt(long version, List<RoomUpdate> told)
    {
        Version = Math.Max(Version, version);
        Release(told);
    }

    /// <summary>Tells nothing when the update is early, and nothing when it comes after it was given up.</summary>
    public void Take(RoomUpdate update, List<RoomUpdate> told)
    {
        if (update.Version < Version) return;
        if (Version == 0 || update.Since <= Version)
        {
            Version = update.Version;
            told.Add(update);
            Release(told);
            return;
        }

        var place = _early.FindLastIndex(e => e.Version <= update.Version) + 1;
        _early.Insert(place, update);
        if (_early.Count > MostEarly) GiveUp(told);
    }

    /// <summary>What is missing does not come any more: the rest goes on without it. Clients see the gap and ask for a snapshot.</summary>
    public void GiveUp(List<RoomUpdate> told)
    {
        if (_early.Count == 0) return;
        told.AddRange(_early);
        Version = _early[^1].Version;
        _early.Clear();
    }

    private void Release(List<RoomUpdate> told)
    {
        while (_early.Count > 0 && _early[0].Since <= Version)
        {
            var next = _early[0];
            _early.RemoveAt(0);
            if (next.Version < Version) continue;
            Version = next.Version;
            told.Add(next);
        }
    }
}
