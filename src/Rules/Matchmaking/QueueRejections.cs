namespace QuizOrleans.Rules.Matchmaking;

/// <summary>Every way a queue says no. The codes are those of docs/protocol.md.</summary>
public static class QueueRejections
{
    public static readonly Rejection AlreadyQueued = new("already_queued", "You are looking for an opponent already.");
    public static readonly Rejection NotQueued = new("not_queued", "You are not looking for an opponent.");
    public static readonly Rejection MatchFound = new("match_found", "An opponent has just been found: take your seat, or leave the duel.");
    public static readonly Rejection Full = new("queue_full", "Too many are waiting; try again in a moment.");
    public static readonly Rejection NotOffered = new("not_offered", "A human opponent may still come; nothing else has been offered yet.");
}
