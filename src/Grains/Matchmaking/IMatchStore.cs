using System.Collections.Immutable;
using QuizOrleans.Rules.Matchmaking;

namespace QuizOrleans.Grains.Matchmaking;

/// <summary>Matches and ratings: what histories and ladders read.</summary>
public interface IMatchStore
{
    /// <summary>
    /// Stores a match as it is now, with the ratings that it left behind, in one transaction. A match that has ended stays as it is: storing it again
    /// changes nothing, its ratings included. A rating that is there and later (<see cref="Rating.At"/>; of two of one instant that of more games) stays, with its
    /// nickname: matches are stored in any order. That one runs may be stored some time after it is said, and then only as it is by then.
    /// </summary>
    Task Save(MatchRecord match, CancellationToken cancellationToken);

    /// <summary>Null when there is none.</summary>
    Task<MatchRecord?> Find(TenantKey matchId, CancellationToken cancellationToken);

    /// <summary>A player's matches, newest first; paged by key.</summary>
    Task<(ImmutableArray<MatchRecord> Items, string? Next)> Of(TenantKey player, string? after, int limit, CancellationToken cancellationToken);

    /// <summary>
    /// Matches of all tenants that have not ended though they began before <paramref name="before"/>, or were to wait until a time before it; oldest first, then
    /// by tenant and id.
    /// </summary>
    /// <param name="after">The last one of the page before; null for the first page.</param>
    Task<ImmutableArray<UnfinishedMatch>> Unfinished(DateTimeOffset before, UnfinishedMatch? after, int limit, CancellationToken cancellationToken);

    /// <summary>The player's ratings, by category.</summary>
    Task<ImmutableDictionary<string, Rating>> RatingsOf(TenantKey player, CancellationToken cancellationToken);

    /// <summary>All that a player's duels have left behind.</summary>
    Task<DuelistRecord> Duelist(TenantKey player, CancellationToken cancellationToken);

    /// <summary>A category's first, best first; provisional ratings left out.</summary>
    Task<ImmutableArray<LadderRow>> Top(string tenant, string category, int limit, CancellationToken cancellationToken);

    /// <summary>The player's row with so many before and after it; empty when he is not on the ladder.</summary>
    Task<ImmutableArray<LadderRow>> Around(TenantKey player, string category, int each, CancellationToken cancellationToken);

    /// <summary>
    /// A rated match that was played to its last question between persons in this category, of whose players one (<c>PlayerId</c>) is not <paramref name="notThis"/>, has scored, and has the
    /// rating nearest to <paramref name="rating"/> among recent ones: material for a ghost. Null when there is none within 400 points.
    /// </summary>
    Task<(string MatchId, string PlayerId)?> FindRecorded(string tenant, string category, string language, double rating, string notThis, CancellationToken cancellationToken);
}

/// <summary>A match that has not ended, and its place among those.</summary>
public sealed record UnfinishedMatch(TenantKey Match, DateTimeOffset CreatedAt);

/// <param name="Ratings">By category.</param>
/// <param name="RunningMatchId">His newest match, if it has not ended.</param>
/// <param name="LastOpponent">Who sat opposite in it; null where nobody has yet, and for who has never played.</param>
public sealed record DuelistRecord(ImmutableDictionary<string, Rating> Ratings, string? RunningMatchId, string? LastOpponent)
{
    public static readonly DuelistRecord Unknown = new(ImmutableDictionary<string, Rating>.Empty, null, null);
}

/// <summary>Where a match stands, as the table has it.</summary>
public enum MatchStatus
{
    Waiting = 0,
    Active = 1,
    Completed = 2,
    Abandoned = 3,
}

/// <param name="Reason">completed, time_up, forfeited, declined, no_show or abandoned; null until the end.</param>
/// <param name="WaitsUntil">Of two who play one after the other: when the second must have begun his turn, and once he has, when it is over. Null before, and where they play together.</param>
public sealed record MatchRecord(
    string Tenant,
    string MatchId,
    string Category,
    string Language,
    bool Rated,
    MatchStatus Status,
    DateTimeOffset CreatedAt,
    DateTimeOffset? StartedAt,
    DateTimeOffset? EndedAt,
    string? Winner,
    string? Reason,
    ImmutableArray<MatchSide> Sides,
    DateTimeOffset? WaitsUntil = null);

/// <param name="Kind">human, ghost or bot.</param>
/// <param name="After">The rating that the match left behind; null when it left it alone.</param>
public sealed record MatchSide(string PlayerId, string Nickname, string Kind, int Score, Rating? Before, Rating? After);
