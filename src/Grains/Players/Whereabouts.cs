namespace QuizOrleans.Grains.Players;

/// <summary>
/// Where a player is, as far as his grain has been told: in which duels, and in which queue. Memory only, and words may be lost or late: whoever relies
/// on it asks the duel or the queue.
/// </summary>
internal sealed class Whereabouts
{
    private const int MostDuels = 8;
    private readonly List<string> _duels = [];
    private string? _matched;

    /// <summary>Oldest first: the one he is in, and what he may have left open besides, challenges that nobody has taken up for instance.</summary>
    public IReadOnlyList<string> Duels => _duels;

    /// <summary>The queue that has a ticket of his. It may be under way to a match: then the ticket comes back if the match falls through.</summary>
    public string? Queue { get; private set; }

    /// <summary>A ticket was taken, or is where nothing was known of one.</summary>
    public void Queued(string queue) => (Queue, _matched) = (queue, null);

    /// <summary>The ticket is gone.</summary>
    public void Unqueued(string queue)
    {
        if (Queue == queue) (Queue, _matched) = (null, null);
    }

    /// <param name="queue">Of whose ticket the duel came; null for a friend's, a machine's, and a second one.</param>
    public void Enter(string matchId, string? queue)
    {
        _duels.Remove(matchId);
        _duels.Add(matchId);
        if (_duels.Count > MostDuels) _duels.RemoveAt(0);
        if (queue is not null) (Queue, _matched) = (queue, matchId);
    }

    /// <summary>What was read of him, where nothing was told.</summary>
    public void Found(string? matchId)
    {
        if (matchId is not null && _duels.Count == 0) _duels.Add(matchId);
    }

    /// <summary>Whether the duel came of the ticket that is known.</summary>
    public bool IsMatched(string matchId) => _matched == matchId;

    public void Leave(string matchId) => _duels.Remove(matchId);

    /// <summary>Both had come: the ticket that the duel came of is used up.</summary>
    public void Begun(string matchId)
    {
        if (_matched == matchId) (Queue, _matched) = (null, null);
    }
}
