using System.Collections.Immutable;

namespace QuizOrleans.Grains.Matchmaking;

/// <summary>A rating with all that its arithmetic needs; see Rules' Rating.</summary>
[GenerateSerializer, Immutable, Alias("quiz.RatingView")]
public sealed record RatingView(
    [property: Id(0)] double Value,
    [property: Id(1)] double Deviation,
    [property: Id(2)] double Volatility,
    [property: Id(3)] int Games,
    [property: Id(4)] DateTimeOffset At);

/// <summary>A duelist as the other sees him.</summary>
/// <param name="Kind">human, ghost (a recorded duel) or bot.</param>
[GenerateSerializer, Immutable, Alias("quiz.DuelistView")]
public sealed record DuelistView(
    [property: Id(0)] string PlayerId,
    [property: Id(1)] string Nickname,
    [property: Id(2)] int Rating,
    [property: Id(3)] bool Provisional,
    [property: Id(4)] string Kind);

/// <summary>What matching needs to know of a player.</summary>
/// <param name="LastOpponent">Not matched with again at once.</param>
/// <param name="Blocked">Never matched with.</param>
/// <param name="MatchId">The duel he is in; null when in none.</param>
[GenerateSerializer, Immutable, Alias("quiz.DuelistProfile")]
public sealed record DuelistProfile(
    [property: Id(0)] RatingView Rating,
    [property: Id(1)] string? LastOpponent,
    [property: Id(2)] ImmutableArray<string> Blocked,
    [property: Id(3)] string? MatchId);

/// <summary>A category's rating as its player sees it.</summary>
[GenerateSerializer, Immutable, Alias("quiz.CategoryRating")]
public sealed record CategoryRating(
    [property: Id(0)] string Category,
    [property: Id(1)] int Rating,
    [property: Id(2)] int Deviation,
    [property: Id(3)] bool Provisional,
    [property: Id(4)] int Games);

/// <summary>One player of a stored match.</summary>
[GenerateSerializer, Immutable, Alias("quiz.MatchPlayer")]
public sealed record MatchPlayer(
    [property: Id(0)] string PlayerId,
    [property: Id(1)] string Nickname,
    [property: Id(2)] string Kind,
    [property: Id(3)] int Score,
    [property: Id(4)] int? RatingBefore,
    [property: Id(5)] int? RatingAfter);

/// <summary>A match as it is stored.</summary>
/// <param name="Status">waiting, active, completed or abandoned.</param>
/// <param name="Winner">Null for a draw, and while there is none.</param>
/// <param name="Reason">completed, time_up, forfeited, declined, no_show or abandoned; null until the end.</param>
/// <param name="WaitsUntil">The first of two who play one after the other has had his turn, and the second has until then.</param>
[GenerateSerializer, Immutable, Alias("quiz.MatchView")]
public sealed record MatchView(
    [property: Id(0)] string MatchId,
    [property: Id(1)] string Category,
    [property: Id(2)] bool Rated,
    [property: Id(3)] string Status,
    [property: Id(4)] DateTimeOffset CreatedAt,
    [property: Id(5)] DateTimeOffset? StartedAt,
    [property: Id(6)] DateTimeOffset? EndedAt,
    [property: Id(7)] ImmutableArray<MatchPlayer> Players,
    [property: Id(8)] string? Winner,
    [property: Id(9)] string? Reason,
    [property: Id(10)] DateTimeOffset? WaitsUntil = null);

[GenerateSerializer, Immutable, Alias("quiz.MatchPage")]
public sealed record MatchPage([property: Id(0)] ImmutableArray<MatchView> Items, [property: Id(1)] string? Next);

[GenerateSerializer, Immutable, Alias("quiz.LadderRow")]
public sealed record LadderRow(
    [property: Id(0)] int Rank,
    [property: Id(1)] string PlayerId,
    [property: Id(2)] string Nickname,
    [property: Id(3)] int Rating,
    [property: Id(4)] int Games);

/// <param name="Top">The first.</param>
/// <param name="Around">Those around the reader, himself among them; empty when he is not on the ladder.</param>
[GenerateSerializer, Immutable, Alias("quiz.LadderView")]
public sealed record LadderView([property: Id(0)] ImmutableArray<LadderRow> Top, [property: Id(1)] ImmutableArray<LadderRow> Around);

/// <summary>Where a player is: in a duel, in a queue, and how strong.</summary>
[GenerateSerializer, Immutable, Alias("quiz.DuelStanding")]
public sealed record DuelStanding(
    [property: Id(0)] string? MatchId,
    [property: Id(1)] QueuePlace? Queued,
    [property: Id(2)] ImmutableArray<CategoryRating> Ratings);

[GenerateSerializer, Immutable, Alias("quiz.QueuePlace")]
public sealed record QueuePlace([property: Id(0)] string Category, [property: Id(1)] string Language);

[GenerateSerializer, Immutable, Alias("quiz.CategoryView")]
public sealed record CategoryView([property: Id(0)] string Category, [property: Id(1)] string Language, [property: Id(2)] int Questions);
