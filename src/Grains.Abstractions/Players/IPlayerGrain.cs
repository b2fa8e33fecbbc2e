using System.Collections.Immutable;
using QuizOrleans.Grains.Matchmaking;
using QuizOrleans.Grains.Rooms;

namespace QuizOrleans.Grains.Players;

/// <summary>One player, guest or account. Key: <see cref="TenantKey"/> of the player id.</summary>
[Alias("quiz.IPlayerGrain")]
public interface IPlayerGrain : IGrainWithStringKey
{
    /// <summary>Creates or renames the player. Refusals: invalid_nickname.</summary>
    [Alias("SetProfile")]
    Task<Outcome<PlayerProfile>> SetProfile(string nickname, CancellationToken cancellationToken);

    /// <summary>Refusals: not_found.</summary>
    [Alias("Profile"), ReadOnly]
    Task<Outcome<PlayerProfile>> Profile(CancellationToken cancellationToken);

    /// <summary>Finished games, newest first.</summary>
    /// <param name="after">A page's Next, or null.</param>
    /// <param name="limit">1–100.</param>
    [Alias("History"), ReadOnly]
    Task<GamePage> History(string? after, int limit, CancellationToken cancellationToken);

    /// <summary>What matching needs to know of the player in a category.</summary>
    [Alias("Duelist")]
    Task<DuelistProfile> Duelist(string category, CancellationToken cancellationToken);

    /// <summary>Where the player is: in a duel, in a queue, and how strong.</summary>
    [Alias("Standing")]
    Task<DuelStanding> Standing(CancellationToken cancellationToken);

    /// <summary>Duels, newest first.</summary>
    /// <param name="after">A page's Next, or null.</param>
    /// <param name="limit">1–100.</param>
    [Alias("Matches"), ReadOnly]
    Task<MatchPage> Matches(string? after, int limit, CancellationToken cancellationToken);

    /// <summary>Takes a ticket in the queue that fits the player's rating. Refusals: in_duel, no_questions, invalid_argument, and the queue's own.</summary>
    [Alias("JoinQueue")]
    Task<Outcome<QueueJoined>> JoinQueue(QueueWish wish, CancellationToken cancellationToken);

    /// <summary>Refusals: not_queued, match_found.</summary>
    [Alias("LeaveQueue")]
    Task<Receipt> LeaveQueue(CancellationToken cancellationToken);

    /// <summary>Plays the recorded duel or the bot that was offered. Refusals: not_queued, match_found, not_offered.</summary>
    [Alias("AcceptSubstitute")]
    Task<Outcome<MatchFound>> AcceptSubstitute(CancellationToken cancellationToken);

    /// <summary>
    /// Opens a duel, never rated, whose second seat is for whoever has the link. Whoever looks for an opponent does not any more. Refusals: in_duel,
    /// no_questions, too_many, invalid_argument.
    /// </summary>
    [Alias("Challenge")]
    Task<Outcome<DuelOpened>> Challenge(QueueWish wish, CancellationToken cancellationToken);

    /// <summary>A queue tells that the player has a ticket in it now.</summary>
    [Alias("Queued")]
    Task Queued(string queue);

    /// <summary>And that he has none any more. Another's word does not matter.</summary>
    [Alias("Unqueued")]
    Task Unqueued(string queue);

    /// <summary>A queue tells whom it holds, now and then; a player who is elsewhere by now, in a duel or another queue, leaves this one.</summary>
    [Alias("StillQueued")]
    Task StillQueued(string queue);

    /// <summary>A duel was opened with a seat for the player, or he took a free one. A ticket in another queue is given up.</summary>
    /// <param name="queue">Whose ticket the duel came of; null for any other duel.</param>
    [Alias("EnterDuel"), OneWay]
    Task EnterDuel(string matchId, string? opponentId, string? queue);

    /// <summary>The duel is over; <paramref name="rating"/> is what it left behind in its category, null where it left the rating alone.</summary>
    [Alias("LeaveDuel"), OneWay]
    Task LeaveDuel(string matchId, string category, RatingView? rating);

    /// <summary>Never to be matched with that player, or again. At most 200. Refusals: invalid_argument, too_many.</summary>
    [Alias("Block")]
    Task<Receipt> Block(string playerId, bool blocked, CancellationToken cancellationToken);

    /// <summary>The players not to be matched with.</summary>
    [Alias("Blocked"), ReadOnly]
    Task<ImmutableArray<string>> Blocked(CancellationToken cancellationToken);

    /// <summary>Forgets the profile and leaves the queue. Nothing is left to come back to.</summary>
    [Alias("Forget")]
    Task Forget(CancellationToken cancellationToken);
}

[GenerateSerializer, Immutable, Alias("quiz.PlayerProfile")]
public sealed record PlayerProfile(
    [property: Id(0)] string PlayerId,
    [property: Id(1)] string Nickname,
    [property: Id(2)] DateTimeOffset CreatedAt,
    [property: Id(3)] int GamesPlayed,
    [property: Id(4)] int GamesWon);

/// <summary>One finished game of a player.</summary>
[GenerateSerializer, Immutable, Alias("quiz.GameSummary")]
public sealed record GameSummary(
    [property: Id(0)] string GameId,
    [property: Id(1)] string Title,
    [property: Id(2)] string Kind,
    [property: Id(3)] DateTimeOffset FinishedAt,
    [property: Id(4)] int Players,
    [property: Id(5)] int Rank,
    [property: Id(6)] int Score);

[GenerateSerializer, Immutable, Alias("quiz.GamePage")]
public sealed record GamePage([property: Id(0)] ImmutableArray<GameSummary> Items, [property: Id(1)] string? Next);
