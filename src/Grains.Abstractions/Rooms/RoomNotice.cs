using System.Collections.Immutable;
using QuizOrleans.Grains.Matchmaking;

namespace QuizOrleans.Grains.Rooms;

/// <summary>One thing that listeners of a room are told. A closed set.</summary>
[GenerateSerializer, Immutable, Alias("quiz.RoomNotice")]
public abstract record RoomNotice;

/// <summary>Players came into the room; several when they came within one publishing interval.</summary>
[GenerateSerializer, Immutable, Alias("quiz.PlayersJoined")]
public sealed record PlayersJoined([property: Id(0)] ImmutableArray<PlayerView> Players, [property: Id(1)] int PlayerCount) : RoomNotice;

/// <summary>Players are away, back, renamed, or in another team.</summary>
[GenerateSerializer, Immutable, Alias("quiz.PlayersUpdated")]
public sealed record PlayersUpdated([property: Id(0)] ImmutableArray<PlayerView> Players, [property: Id(1)] int PlayerCount) : RoomNotice;

/// <summary>A player is no longer in the room: "left" or "kicked".</summary>
[GenerateSerializer, Immutable, Alias("quiz.PlayerGone")]
public sealed record PlayerGone([property: Id(0)] string PlayerId, [property: Id(1)] string Reason, [property: Id(2)] int PlayerCount) : RoomNotice;

/// <summary>Something only this player may see has changed (his extra time): his front lets him ask for a snapshot.</summary>
[GenerateSerializer, Immutable, Alias("quiz.PlayerChanged")]
public sealed record PlayerChanged([property: Id(0)] string PlayerId) : RoomNotice;

/// <summary>How far the writing of the room's questions is. Changes no version.</summary>
[GenerateSerializer, Immutable, Alias("quiz.GenerationProgress")]
public sealed record GenerationProgress([property: Id(0)] WritingView Writing) : RoomNotice;

/// <summary>The questions are there, and the room is a lobby.</summary>
/// <param name="HostId">Who may know of <paramref name="Furnishing"/>; a front tells nobody else.</param>
[GenerateSerializer, Immutable, Alias("quiz.QuestionsReady")]
public sealed record QuestionsReady([property: Id(0)] int Of, [property: Id(1)] string HostId, [property: Id(2)] FurnishingView Furnishing) : RoomNotice;

[GenerateSerializer, Immutable, Alias("quiz.CountdownStarted")]
public sealed record CountdownStarted([property: Id(0)] int Index, [property: Id(1)] int Of, [property: Id(2)] int RemainingMs) : RoomNotice;

/// <summary>For players and screens alike: <see cref="QuestionView"/> has no place for the correct answer.</summary>
[GenerateSerializer, Immutable, Alias("quiz.QuestionOpened")]
public sealed record QuestionOpened([property: Id(0)] QuestionView Question) : RoomNotice;

[GenerateSerializer, Immutable, Alias("quiz.AnswerCount")]
public sealed record AnswerCount([property: Id(0)] int Index, [property: Id(1)] int Answered, [property: Id(2)] int Present) : RoomNotice;

/// <summary>The reveal, with every player's own result; a front gives each player only its own.</summary>
[GenerateSerializer, Immutable, Alias("quiz.QuestionClosed")]
public sealed record QuestionClosed([property: Id(0)] RevealView Reveal, [property: Id(1)] ImmutableArray<PlayerResult> Results) : RoomNotice;

/// <param name="Reason">"host" or "host_away".</param>
[GenerateSerializer, Immutable, Alias("quiz.RoomPaused")]
public sealed record RoomPaused([property: Id(0)] string Reason) : RoomNotice;

/// <summary>The phase that goes on, and how long its question or countdown still lasts (null when nothing runs out).</summary>
[GenerateSerializer, Immutable, Alias("quiz.RoomResumed")]
public sealed record RoomResumed([property: Id(0)] string Phase, [property: Id(1)] int? RemainingMs) : RoomNotice;

[GenerateSerializer, Immutable, Alias("quiz.RoomLocked")]
public sealed record RoomLocked([property: Id(0)] bool Locked) : RoomNotice;

/// <summary>Somebody else steers now.</summary>
[GenerateSerializer, Immutable, Alias("quiz.HostChanged")]
public sealed record HostChanged([property: Id(0)] string HostId) : RoomNotice;

/// <summary>In a duel: the player has answered; what, nobody is told.</summary>
[GenerateSerializer, Immutable, Alias("quiz.OpponentAnswered")]
public sealed record OpponentAnswered([property: Id(0)] int Index, [property: Id(1)] string PlayerId) : RoomNotice;

/// <summary>In a duel that is played one after the other: the first has had his turn.</summary>
/// <param name="Score">What it came to.</param>
/// <param name="RemainingMs">So long the second has to begin his.</param>
[GenerateSerializer, Immutable, Alias("quiz.TurnEnded")]
public sealed record TurnEnded([property: Id(0)] string PlayerId, [property: Id(1)] int Score, [property: Id(2)] long RemainingMs) : RoomNotice;

/// <summary>After a duel: the player would play again. Changes no version.</summary>
/// <param name="RemainingMs">So long the wish waits for the other.</param>
[GenerateSerializer, Immutable, Alias("quiz.RematchWanted")]
public sealed record RematchWanted([property: Id(0)] string PlayerId, [property: Id(1)] int? RemainingMs) : RoomNotice;

/// <summary>After a duel: nothing comes of a wish for now. Changes no version.</summary>
/// <param name="PlayerId">Who took it back or declined, whose wish nobody met, or who has gone on.</param>
/// <param name="Reason">"withdrawn", "declined", "expired", or "elsewhere": that one plays or looks for somebody else, and the other's wish stands.</param>
[GenerateSerializer, Immutable, Alias("quiz.RematchOff")]
public sealed record RematchOff([property: Id(0)] string PlayerId, [property: Id(1)] string Reason) : RoomNotice;

/// <summary>After a duel: both would, and this is the new one. Changes no version.</summary>
[GenerateSerializer, Immutable, Alias("quiz.RematchReady")]
public sealed record RematchReady([property: Id(0)] string MatchId, [property: Id(1)] ImmutableArray<DuelistView> Players, [property: Id(2)] int SeatMs) : RoomNotice;

/// <param name="Reason">"completed", "ended" (by the host) or "abandoned" (empty too long); of a duel also time_up, forfeited, declined or no_show.</param>
/// <param name="Loser">Of a duel: who forfeited, declined or did not come.</param>
/// <param name="Ratings">Of a rated duel.</param>
[GenerateSerializer, Immutable, Alias("quiz.RoomFinished")]
public sealed record RoomFinished(
    [property: Id(0)] ImmutableArray<StandingView> Standings,
    [property: Id(1)] ImmutableArray<TeamView> Teams,
    [property: Id(2)] string? Winner,
    [property: Id(3)] string Reason,
    [property: Id(4)] string? Loser = null,
    [property: Id(5)] ImmutableArray<RatingChangeView>? Ratings = null) : RoomNotice;
