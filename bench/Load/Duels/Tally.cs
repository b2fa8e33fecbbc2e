using System.Diagnostics;

namespace QuizOrleans.Load.Duels;

/// <summary>
/// What one player saw and sent. Guarded by the player's lock. Times are Stopwatch ticks; a sample is kept with the instant that says whether it
/// lies in the measured time.
/// </summary>
internal sealed class Tally
{
    /// <summary>Answers under way: when each was sent, by its id.</summary>
    public Dictionary<int, long> Pending { get; } = [];

    /// <summary>From SubmitAnswer to its completion, by the time it was sent.</summary>
    public List<(long At, long Took)> Receipts { get; } = [];

    /// <summary>From JoinQueue to MatchFound, by the time of the latter.</summary>
    public List<(long At, long Took)> Waits { get; } = [];

    /// <summary>From when an answer was due to when it was sent, by the latter.</summary>
    public List<(long At, long Took)> Lags { get; } = [];

    /// <summary>When each duel ended.</summary>
    public List<long> Finished { get; } = [];

    public int Sent { get; set; }

    public int Acknowledged { get; set; }

    public int Refused { get; set; }

    public int Duplicates { get; set; }

    public int Missed { get; set; }

    /// <summary>Duels that did not end by their last question.</summary>
    public int CutShort { get; set; }

    /// <summary>Calls other than answers that were refused, and tickets that were taken away.</summary>
    public int RefusedCalls { get; set; }

    /// <summary>Matches of which only the ticket told, not MatchFound.</summary>
    public int Untold { get; set; }

    /// <summary>MatchFound for a match that was known: the product says it again when it hears late where a player is.</summary>
    public int FoundAgain { get; set; }

    public bool WasStuck { get; set; }

    /// <summary>False when nothing waited for it.</summary>
    public bool Acknowledge(int id, bool accepted, long at)
    {
        if (!Pending.Remove(id, out var sent)) return false;
        if (accepted) Acknowledged++;
        else Refused++;
        Receipts.Add((sent, at - sent));
        return true;
    }

    public void Send(int id, long due)
    {
        var now = Stopwatch.GetTimestamp();
        Pending.Add(id, now);
        Lags.Add((now, Math.Max(0, now - due)));
        Sent++;
    }
}
