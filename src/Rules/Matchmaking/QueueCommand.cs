using System.Collections.Immutable;

namespace QuizOrleans.Rules.Matchmaking;

/// <summary>What somebody, or the clock, wants of a queue. <paramref name="Now"/> is the server's clock in whole milliseconds.</summary>
public abstract record QueueCommand(DateTimeOffset Now)
{
    /// <param name="Since">Waiting since: now, or earlier for a ticket that comes from another queue.</param>
    public sealed record Join(
        DateTimeOffset Now,
        string PlayerId,
        string Nickname,
        Rating Rating,
        string? LastOpponent,
        ImmutableArray<string> Blocked,
        DateTimeOffset Since) : QueueCommand(Now);

    public sealed record Leave(DateTimeOffset Now, string PlayerId) : QueueCommand(Now);

    /// <summary>Players have a live connection again, or none any more.</summary>
    public sealed record Presence(DateTimeOffset Now, ImmutableArray<string> Arrived, ImmutableArray<string> Gone) : QueueCommand(Now);

    /// <summary>Withdraws those who are gone or have waited too long, offers help to those who have waited long and for whom nobody was found.</summary>
    /// <param name="Found">Who has an opponent by now (<see cref="QueueDecider.Pairs"/>): matched or not yet, they need no help.</param>
    public sealed record Sweep(DateTimeOffset Now, ImmutableArray<(string First, string Second)> Found) : QueueCommand(Now);

    /// <summary>These two are matched, if both still wait and may still play each other. Nothing otherwise: the next sweep looks again for the one who does.</summary>
    public sealed record Match(DateTimeOffset Now, string First, string Second, string MatchId) : QueueCommand(Now);

    /// <summary>Both have taken their seats.</summary>
    public sealed record Seated(DateTimeOffset Now, string MatchId) : QueueCommand(Now);

    /// <summary>The match falls through; those who had come return to the front with their wait kept.</summary>
    public sealed record Failed(DateTimeOffset Now, string MatchId, ImmutableArray<string> Came) : QueueCommand(Now);

    /// <summary>The player plays a recorded game or a bot instead.</summary>
    public sealed record Settle(DateTimeOffset Now, string PlayerId) : QueueCommand(Now);

    /// <summary>The player's ticket is in another queue now.</summary>
    public sealed record Move(DateTimeOffset Now, string PlayerId) : QueueCommand(Now);

    /// <summary>The queue was just brought back from its journal.</summary>
    public sealed record Recover(DateTimeOffset Now) : QueueCommand(Now);
}
