using System.Collections.Immutable;

namespace QuizOrleans.Grains.Matchmaking;

/// <summary>
/// Pairs players of one category and language. Key: <see cref="QueueKey"/>. Tickets are durable before they are acknowledged, so they outlive
/// a dropped socket and a lost silo.
/// </summary>
[Alias("quiz.IMatchmakingGrain")]
public interface IMatchmakingGrain : IGrainWithStringKey
{
    /// <summary>Takes a ticket; who has one gets it told again. Refusals: queue_full, storage_unavailable.</summary>
    [Alias("Join")]
    Task<Outcome<QueueTicket>> Join(JoinQueue command, CancellationToken cancellationToken);

    /// <summary>The player's ticket as it is now. Refusals: not_queued.</summary>
    [Alias("Ticket"), ReadOnly]
    Task<Outcome<QueueTicket>> Ticket(string playerId, CancellationToken cancellationToken);

    /// <summary>Refusals: not_queued, match_found.</summary>
    [Alias("Leave")]
    Task<Receipt> Leave(string playerId, CancellationToken cancellationToken);

    /// <summary>Gives the ticket up for the substitute that was offered. Refusals: not_queued, match_found, not_offered.</summary>
    [Alias("Settle")]
    Task<Receipt> Settle(string playerId, CancellationToken cancellationToken);

    /// <summary>The duel tells that both have taken their seats.</summary>
    [Alias("MatchSeated"), OneWay]
    Task MatchSeated(string matchId);

    /// <summary>The duel tells that it fell through, and who had come or wanted to.</summary>
    [Alias("MatchFailed")]
    Task MatchFailed(string matchId, ImmutableArray<string> came);

    /// <summary>Subscribes a front's observer for <see cref="QueueLimits.SubscriptionLease"/>; fronts renew. The answer changes with each activation.</summary>
    [Alias("Subscribe"), AlwaysInterleave]
    Task<string> Subscribe(string frontId, IQueueObserver observer);

    /// <summary>Which players have a connection on this front (arrived), and which have none any more (gone).</summary>
    [Alias("ReportPresence")]
    Task ReportPresence(string frontId, ImmutableArray<string> arrived, ImmutableArray<string> gone);
}

/// <summary>What a front hears of a queue: one message a sweep, with what concerns the players it holds.</summary>
[Alias("quiz.IQueueObserver")]
public interface IQueueObserver : IGrainObserver
{
    [Alias("OnNotices"), OneWay]
    Task OnNotices(ImmutableArray<QueueNotice> notices);
}

/// <param name="Since">Waiting since; null for now.</param>
[GenerateSerializer, Immutable, Alias("quiz.JoinQueue")]
public sealed record JoinQueue(
    [property: Id(0)] string PlayerId,
    [property: Id(1)] string Nickname,
    [property: Id(2)] DuelistProfile Profile,
    [property: Id(3)] DateTimeOffset? Since = null);

/// <summary>What somebody wants to duel about.</summary>
/// <param name="InTurns">Of a challenge: he plays at once, and his friend when he likes.</param>
[GenerateSerializer, Immutable, Alias("quiz.QueueWish")]
public sealed record QueueWish(
    [property: Id(0)] string Category, [property: Id(1)] string Language, [property: Id(2)] string Nickname, [property: Id(3)] bool InTurns = false);

/// <param name="Queue">The grain key of the queue that has the ticket.</param>
[GenerateSerializer, Immutable, Alias("quiz.QueueJoined")]
public sealed record QueueJoined([property: Id(0)] string Queue, [property: Id(1)] QueueTicket Ticket);

/// <summary>A ticket as its player sees it.</summary>
/// <param name="ExpectedWaitMs">The median of the last waits here; null when nothing is known.</param>
/// <param name="Place">1 for the longest waiting.</param>
/// <param name="Window">How far an opponent's rating may lie away now.</param>
/// <param name="MatchId">The duel that was found; null while there is none.</param>
[GenerateSerializer, Immutable, Alias("quiz.QueueTicket")]
public sealed record QueueTicket(
    [property: Id(0)] string Category,
    [property: Id(1)] string Language,
    [property: Id(2)] int WaitedMs,
    [property: Id(3)] int? ExpectedWaitMs,
    [property: Id(4)] int Place,
    [property: Id(5)] int Waiting,
    [property: Id(6)] int Window,
    [property: Id(7)] int Rating,
    [property: Id(8)] string? MatchId);

/// <summary>Something that one player in the queue is told.</summary>
[GenerateSerializer, Immutable, Alias("quiz.QueueNotice")]
public sealed record QueueNotice([property: Id(0)] string PlayerId, [property: Id(1)] QueueNews News);

[GenerateSerializer, Immutable, Alias("quiz.QueueNews")]
public abstract record QueueNews;

[GenerateSerializer, Immutable, Alias("quiz.QueueStatus")]
public sealed record QueueStatus([property: Id(0)] QueueTicket Ticket) : QueueNews;

/// <param name="SeatMs">So long the seat is kept.</param>
[GenerateSerializer, Immutable, Alias("quiz.MatchFound")]
public sealed record MatchFound([property: Id(0)] string Pin, [property: Id(1)] DuelistView Opponent, [property: Id(2)] int SeatMs) : QueueNews;

/// <param name="Reason">cancelled, expired, vanished, settled, seated or no_show.</param>
/// <param name="Seated">The match in which he has his seat now; null for the other reasons.</param>
[GenerateSerializer, Immutable, Alias("quiz.QueueLeft")]
public sealed record QueueLeft([property: Id(0)] string Reason, [property: Id(1)] string? Seated = null) : QueueNews;

/// <summary>The ticket is in another queue from now on; the player notices nothing.</summary>
[GenerateSerializer, Immutable, Alias("quiz.QueueMoved")]
public sealed record QueueMoved([property: Id(0)] string Queue) : QueueNews;

/// <summary>The opponent did not come, or did not want to: waiting goes on with the wait kept.</summary>
[GenerateSerializer, Immutable, Alias("quiz.QueueReturned")]
public sealed record QueueReturned([property: Id(0)] QueueTicket Ticket) : QueueNews;

/// <summary>Nobody has been found for a while.</summary>
[GenerateSerializer, Immutable, Alias("quiz.SubstituteOffered")]
public sealed record SubstituteOffered([property: Id(0)] DuelistView Substitute) : QueueNews;

/// <summary>Fixed figures of the queue protocol.</summary>
public static class QueueLimits
{
    /// <summary>How long a subscription lasts without renewal.</summary>
    public static readonly TimeSpan SubscriptionLease = TimeSpan.FromSeconds(15);
}
