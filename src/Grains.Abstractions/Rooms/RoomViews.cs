using System.Collections.Immutable;

namespace QuizOrleans.Grains.Rooms;

/// <summary>A player as everybody in the room may see him.</summary>
/// <param name="Team">Null in a room without teams.</param>
[GenerateSerializer, Immutable, Alias("quiz.PlayerView")]
public sealed record PlayerView(
    [property: Id(0)] string PlayerId,
    [property: Id(1)] string Nickname,
    [property: Id(2)] string? Team,
    [property: Id(3)] int Score,
    [property: Id(4)] int Rank,
    [property: Id(5)] bool Connected);

/// <summary>A row of the table.</summary>
/// <param name="AnswerMs">Total answer time, the tie-break: shorter ranks higher; an unanswered question counts its whole time.</param>
[GenerateSerializer, Immutable, Alias("quiz.StandingView")]
public sealed record StandingView(
    [property: Id(0)] int Rank,
    [property: Id(1)] string PlayerId,
    [property: Id(2)] string Nickname,
    [property: Id(3)] string? Team,
    [property: Id(4)] int Score,
    [property: Id(5)] long AnswerMs);

/// <param name="Members">How many members the mean is taken over.</param>
[GenerateSerializer, Immutable, Alias("quiz.TeamView")]
public sealed record TeamView(
    [property: Id(0)] int Rank,
    [property: Id(1)] string Team,
    [property: Id(2)] int Score,
    [property: Id(3)] int Members);

[GenerateSerializer, Immutable, Alias("quiz.ChoiceView")]
public sealed record ChoiceView([property: Id(0)] int Id, [property: Id(1)] string Text);

/// <summary>The running question for players and screens. It has no member that could hold the correct answer.</summary>
/// <param name="Kind">single, multiple, trueFalse, typed, number, order, poll or slide.</param>
/// <param name="TimeMs">The whole time to answer, without a player's own extra time.</param>
/// <param name="RemainingMs">What is left of it now, by the server's clock; negative while only players with extra time still answer.</param>
[GenerateSerializer, Immutable, Alias("quiz.QuestionView")]
public sealed record QuestionView(
    [property: Id(0)] int Index,
    [property: Id(1)] int Of,
    [property: Id(2)] string Kind,
    [property: Id(3)] string Text,
    [property: Id(4)] ImmutableArray<ChoiceView> Choices,
    [property: Id(5)] int Points,
    [property: Id(6)] int TimeMs,
    [property: Id(7)] int RemainingMs,
    [property: Id(8)] string Unit,
    [property: Id(9)] string Category);

/// <summary>What is right, in the shape of the question's kind; only one member is set.</summary>
/// <param name="Choices">The right ids (single, multiple, trueFalse).</param>
/// <param name="Text">The main accepted answer (typed).</param>
/// <param name="Order">The ids in the right order.</param>
[GenerateSerializer, Immutable, Alias("quiz.CorrectView")]
public sealed record CorrectView(
    [property: Id(0)] ImmutableArray<int>? Choices,
    [property: Id(1)] string? Text,
    [property: Id(2)] double? Number,
    [property: Id(3)] ImmutableArray<int>? Order);

/// <summary>How many gave an answer: by choice id, or for typed and number answers by their normalised text, the ten most frequent.</summary>
[GenerateSerializer, Immutable, Alias("quiz.AnswerShare")]
public sealed record AnswerShare([property: Id(0)] int? Id, [property: Id(1)] string? Text, [property: Id(2)] int Count);

/// <summary>A closed question for everybody.</summary>
/// <param name="Correct">Null for polls and slides.</param>
/// <param name="Top">The first ten of the table.</param>
/// <param name="NextInMs">In automatic pace: when the next question comes; null when the host says.</param>
[GenerateSerializer, Immutable, Alias("quiz.RevealView")]
public sealed record RevealView(
    [property: Id(0)] int Index,
    [property: Id(1)] int Of,
    [property: Id(2)] CorrectView? Correct,
    [property: Id(3)] ImmutableArray<AnswerShare> Distribution,
    [property: Id(4)] string Explanation,
    [property: Id(5)] ImmutableArray<StandingView> Top,
    [property: Id(6)] ImmutableArray<TeamView> Teams,
    [property: Id(7)] int? NextInMs);

/// <summary>An answer as players give it and see it again: one member is set.</summary>
[GenerateSerializer, Immutable, Alias("quiz.AnswerView")]
public sealed record AnswerView
{
    [Id(0)] public ImmutableArray<int>? Choices { get; init; }

    [Id(1)] public string? Text { get; init; }

    [Id(2)] public double? Number { get; init; }

    [Id(3)] public ImmutableArray<int>? Order { get; init; }
}

/// <summary>One player's own result of a closed question.</summary>
/// <param name="Answer">Null when the player gave none.</param>
/// <param name="Correct">Whether the answer was wholly right.</param>
/// <param name="Points">What this question earned, the streak bonus included.</param>
/// <param name="Streak">Right answers in a row, this one included.</param>
[GenerateSerializer, Immutable, Alias("quiz.PlayerResult")]
public sealed record PlayerResult(
    [property: Id(0)] string PlayerId,
    [property: Id(1)] AnswerView? Answer,
    [property: Id(2)] bool Correct,
    [property: Id(3)] int Points,
    [property: Id(4)] int Score,
    [property: Id(5)] int Rank,
    [property: Id(6)] int Streak);

/// <summary>What only the player himself sees.</summary>
/// <param name="Answer">The answer given to the running question, if any.</param>
/// <param name="TimeFactor">The player's own extra time: 1 for none; scales the time to answer and the score's clock.</param>
/// <param name="Result">The last reveal's own result.</param>
[GenerateSerializer, Immutable, Alias("quiz.YouView")]
public sealed record YouView(
    [property: Id(0)] string PlayerId,
    [property: Id(1)] string Nickname,
    [property: Id(2)] string? Team,
    [property: Id(3)] int Score,
    [property: Id(4)] int Rank,
    [property: Id(5)] int Streak,
    [property: Id(6)] double TimeFactor,
    [property: Id(7)] AnswerView? Answer,
    [property: Id(8)] PlayerResult? Result);

/// <summary>What only the host sees.</summary>
/// <param name="AnswerKey">The running question's answer, to read out; null when the host plays too.</param>
/// <param name="HostKey">Lets another device or person take over (TakeOverRoom). Secret.</param>
/// <param name="Generation">Where written questions came from; null when the room has its own, or none yet.</param>
/// <param name="ExtraTime">Who has some.</param>
[GenerateSerializer, Immutable, Alias("quiz.HostView")]
public sealed record HostView(
    [property: Id(0)] CorrectView? AnswerKey,
    [property: Id(1)] string HostKey,
    [property: Id(2)] FurnishingView? Generation,
    [property: Id(3)] ImmutableArray<ExtraTimeView> ExtraTime);

/// <summary>A player's extra time, as the host gave it.</summary>
/// <param name="Factor">Above 1; from the next question on.</param>
[GenerateSerializer, Immutable, Alias("quiz.ExtraTimeView")]
public sealed record ExtraTimeView([property: Id(0)] string PlayerId, [property: Id(1)] double Factor);

/// <summary>Where a room's questions came from. For its host alone: to players a question is a question.</summary>
/// <param name="Source">"model", "mixed" (some stand in), "bank" (all do, by topic) or "packs" (all do, and not all are to the topic).</param>
/// <param name="Code">"ok", or why the model gave too few.</param>
/// <param name="Message">A sentence to it; may be empty.</param>
[GenerateSerializer, Immutable, Alias("quiz.FurnishingView")]
public sealed record FurnishingView([property: Id(0)] string Source, [property: Id(1)] string Code, [property: Id(2)] string Message);

/// <summary>How far the writing of a room's questions is.</summary>
/// <param name="RemainingMs">Until when they are promised; 0 when that is over.</param>
/// <param name="Starts">The host has started: the game begins as soon as they are there.</param>
[GenerateSerializer, Immutable, Alias("quiz.WritingView")]
public sealed record WritingView(
    [property: Id(0)] int Done,
    [property: Id(1)] int Of,
    [property: Id(2)] int RemainingMs,
    [property: Id(3)] bool Starts);

/// <summary>The rules of a room that everybody may know.</summary>
[GenerateSerializer, Immutable, Alias("quiz.RulesView")]
public sealed record RulesView(
    [property: Id(0)] string Title,
    [property: Id(1)] string Pace,
    [property: Id(2)] string Scoring,
    [property: Id(3)] bool StreakBonus,
    [property: Id(4)] bool ChangeAnswers,
    [property: Id(5)] string Teams,
    [property: Id(6)] ImmutableArray<string> TeamNames,
    [property: Id(7)] int GraceMs,
    [property: Id(8)] int MaxPlayers,
    [property: Id(9)] string TieRule);

/// <summary>A room at one version, for one viewer.</summary>
[GenerateSerializer, Immutable, Alias("quiz.RoomSnapshot")]
public sealed record RoomSnapshot
{
    [Id(0)] public required string Pin { get; init; }

    [Id(1)] public required long Version { get; init; }

    /// <summary>party, pub or duel.</summary>
    [Id(2)] public required string Kind { get; init; }

    /// <summary>lobby, generating, countdown, question, reveal, paused or finished.</summary>
    [Id(3)] public required string Phase { get; init; }

    /// <summary>While paused: the phase that will go on.</summary>
    [Id(4)] public string? PausedPhase { get; init; }

    /// <summary>While paused: host or host_away.</summary>
    [Id(5)] public string? PauseReason { get; init; }

    [Id(6)] public required int Index { get; init; }

    [Id(7)] public required int Of { get; init; }

    [Id(8)] public required bool Locked { get; init; }

    [Id(9)] public required bool HostConnected { get; init; }

    [Id(10)] public required int PlayerCount { get; init; }

    [Id(11)] public required int Answered { get; init; }

    [Id(12)] public required int Present { get; init; }

    /// <summary>All for the host and screens; for a player the first 50 of the table, in a large room 10 (see PlayerCount).</summary>
    [Id(13)] public required ImmutableArray<PlayerView> Players { get; init; }

    [Id(14)] public required RulesView Rules { get; init; }

    [Id(15)] public QuestionView? Question { get; init; }

    [Id(16)] public RevealView? Reveal { get; init; }

    [Id(17)] public RoomFinished? Finished { get; init; }

    /// <summary>What is left of a countdown or of a reveal in automatic pace.</summary>
    [Id(18)] public int? RemainingMs { get; init; }

    /// <summary>Null for a viewer who does not play.</summary>
    [Id(19)] public YouView? You { get; init; }

    /// <summary>Null for everybody but the host.</summary>
    [Id(20)] public HostView? Host { get; init; }

    /// <summary>Null of a room that is no duel.</summary>
    [Id(21)] public DuelView? Duel { get; init; }

    /// <summary>Null but in the phase generating.</summary>
    [Id(22)] public WritingView? Generation { get; init; }
}
