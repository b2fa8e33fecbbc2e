using System.Collections.Immutable;
using System.Text.Json.Serialization;
using QuizOrleans.Grains.Matchmaking;

namespace QuizOrleans.Grains.Rooms;

/// <param name="Seats">One or two persons; one where a substitute or whoever has the link takes the other seat.</param>
/// <param name="Substitute">What sits opposite a single person; null for an open seat.</param>
/// <param name="Queue">The queue that waits to hear whether they came.</param>
/// <param name="InTurns">One after the other: the single person plays at once, whoever has the link later.</param>
/// <param name="OpenBy">Never opened after this, however late the call comes; null for any time.</param>
[GenerateSerializer, Immutable, Alias("quiz.OpenDuel")]
public sealed record OpenDuel(
    [property: Id(0)] string Category,
    [property: Id(1)] string Language,
    [property: Id(2)] bool Rated,
    [property: Id(3)] ImmutableArray<DuelSeat> Seats,
    [property: Id(4)] Substitute? Substitute = null,
    [property: Id(5)] string? Queue = null,
    [property: Id(6)] string? RematchOf = null,
    [property: Id(7)] bool InTurns = false,
    [property: Id(8)] DateTimeOffset? OpenBy = null);

[GenerateSerializer, Immutable, Alias("quiz.DuelSeat")]
public sealed record DuelSeat([property: Id(0)] string PlayerId, [property: Id(1)] string Nickname, [property: Id(2)] RatingView Rating);

/// <summary>A recorded duel (<paramref name="MatchId"/> as <paramref name="PlayerId"/> played it), or without one a bot of this strength.</summary>
[GenerateSerializer, Immutable, Alias("quiz.Substitute")]
public sealed record Substitute([property: Id(0)] string? MatchId, [property: Id(1)] string? PlayerId, [property: Id(2)] int BotRating);

[GenerateSerializer, Immutable, Alias("quiz.DuelOpened")]
public sealed record DuelOpened([property: Id(0)] string MatchId, [property: Id(1)] ImmutableArray<DuelistView> Players);

/// <param name="Status">none, waiting, playing, ended (it was played), or over (it was not).</param>
/// <param name="Came">Who has taken his seat, or is not to blame that nobody plays.</param>
/// <param name="Played">Who has had his turn, and is free to play elsewhere; null where both play together, and before.</param>
/// <param name="Ratings">What it left behind, by player; null before its end, and where it leaves ratings alone.</param>
/// <param name="IsOpen">A challenge to whoever has the link that nobody has taken up, to be played at once.</param>
[GenerateSerializer, Immutable, Alias("quiz.DuelSeating")]
public sealed record DuelSeating(
    [property: Id(0)] string Status,
    [property: Id(1)] ImmutableArray<string> Came,
    [property: Id(2)] string? Played,
    [property: Id(3)] string Category,
    [property: Id(4)] bool Rated,
    [property: Id(5)] ImmutableDictionary<string, RatingView>? Ratings,
    [property: Id(6)] bool IsOpen = false);

/// <param name="Wanted">Who wants to play again.</param>
/// <param name="MatchId">The new duel, when both do.</param>
/// <param name="RemainingMs">So long the wish waits for the other; null when there is none, or both have it.</param>
[GenerateSerializer, Immutable, Alias("quiz.RematchState")]
public sealed record RematchState(
    [property: Id(0)] string Pin, [property: Id(1)] ImmutableArray<string> Wanted, [property: Id(2)] string? MatchId, [property: Id(3)] int? RemainingMs);

/// <summary>What a snapshot of a duel has besides.</summary>
/// <param name="Queue">The queue that waits to hear whether both come: until then a player may be back in it. Not for browsers.</param>
/// <param name="InTurns">One after the other.</param>
/// <param name="Turn">The first's turn, once he has had it.</param>
/// <param name="RematchMs">So long the wish for a rematch waits for the other.</param>
/// <param name="RematchOff">How the last wish ended, or who cannot meet the standing one.</param>
[GenerateSerializer, Immutable, Alias("quiz.DuelView")]
public sealed record DuelView(
    [property: Id(0)] string Category,
    [property: Id(1)] bool Rated,
    [property: Id(2)] ImmutableArray<DuelistView> Players,
    [property: Id(3)] int? MatchRemainingMs,
    [property: Id(4)] int? SeatRemainingMs,
    [property: Id(5)] ImmutableArray<string> Answered,
    [property: Id(6)] ImmutableArray<RatingChangeView>? Ratings,
    [property: Id(7)] ImmutableArray<string> Rematch,
    [property: Id(8)] string? RematchId,
    [property: Id(9), JsonIgnore] string? Queue,
    [property: Id(10)] bool InTurns = false,
    [property: Id(11)] PlayedTurnView? Turn = null,
    [property: Id(12)] int? RematchMs = null,
    [property: Id(13)] RematchOff? RematchOff = null);

/// <param name="Score">What it came to.</param>
/// <param name="RemainingMs">So long the second has to begin his; null once he has.</param>
[GenerateSerializer, Immutable, Alias("quiz.PlayedTurn")]
public sealed record PlayedTurnView([property: Id(0)] string PlayerId, [property: Id(1)] int Score, [property: Id(2)] long? RemainingMs);

[GenerateSerializer, Immutable, Alias("quiz.RatingChangeView")]
public sealed record RatingChangeView([property: Id(0)] string PlayerId, [property: Id(1)] int Before, [property: Id(2)] int After);
