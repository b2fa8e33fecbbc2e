namespace QuizOrleans.Grains.Rooms;

/// <summary>Which front holds a live connection of which member. Memory only: after an activation the fronts report anew.</summary>
internal sealed class RoomPresence
{
    private readonly Dictionary<string, HashSet<string>> _fronts = [];

    public void Arrived(string frontId, string memberId)
    {
        if (!_fronts.TryGetValue(frontId, out var members)) _fronts.Add(frontId, members = []);
        members.Add(memberId);
    }

    /// <summary>Whether no front holds the member any more.</summary>
    public bool IsGone(string frontId, string memberId)
    {
        if (_fronts.TryGetValue(frontId, out var members)) members.Remove(memberId);
        return !_fronts.Values.Any(m => m.Contains(memberId));
    }

    /// <summary>Whoever comes again is reported again.</summary>
    public void Forget(string memberId)
    {
        foreach (var members in _fronts.Values) members.Remove(memberId);
    }

    public bool Holds(string frontId, string memberId) => _fronts.TryGetValue(frontId, out var members) && members.Contains(memberId);

    /// <summary>The members that only this front held; it holds nobody any more.</summary>
    public IReadOnlyList<string> FrontGone(string frontId) =>
        _fronts.Remove(frontId, out var members) ? [.. members.Where(m => !_fronts.Values.Any(f => f.Contains(m)))] : [];
}
