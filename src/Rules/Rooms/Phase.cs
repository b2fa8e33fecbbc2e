using System.Collections.Immutable;
using System.Text.Json.Serialization;
using QuizOrleans.Rules.Quizzes;

namespace QuizOrleans.Rules.Rooms;

/// <summary>Where a room stands, each phase with only its own data.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "phase")]
[JsonDerivedType(typeof(Unopened), "unopened")]
[JsonDerivedType(typeof(Lobby), "lobby")]
[JsonDerivedType(typeof(Generating), "generating")]
[JsonDerivedType(typeof(Countdown), "countdown")]
[JsonDerivedType(typeof(Asking), "question")]
[JsonDerivedType(typeof(Reveal), "reveal")]
[JsonDerivedType(typeof(Paused), "paused")]
[JsonDerivedType(typeof(Finished), "finished")]
public abstract record Phase
{
    /// <summary>Before the room's first event.</summary>
    public sealed record Unopened : Phase;

    public sealed record Lobby : Phase;

    /// <summary>A lobby whose questions are being written.</summary>
    /// <param name="EndsAt">When they are promised, moved by every outage since.</param>
    /// <param name="StandInsAt">When the room waits no longer and takes what stands in.</param>
    /// <param name="IsStarted">The host has started: the game begins with the questions.</param>
    /// <param name="IsOverdue"><paramref name="StandInsAt"/> has come.</param>
    public sealed record Generating(
        GenerationPlan Plan,
        DateTimeOffset EndsAt,
        DateTimeOffset StandInsAt,
        bool IsStarted = false,
        bool IsOverdue = false) : Phase;

    /// <param name="Index">The question that follows.</param>
    public sealed record Countdown(int Index, DateTimeOffset EndsAt) : Phase;

    /// <summary>A question is open.</summary>
    /// <param name="OpenedAt">When, moved by the length of every pause since: times are measured from here.</param>
    /// <param name="Time">To answer, without extra time.</param>
    /// <param name="Factors">The players with extra time, and how much.</param>
    /// <param name="Answers">By player.</param>
    /// <param name="AnsweredPresent">How many of the players who are present have answered.</param>
    /// <param name="WaitUntil">Not closed early before this; null when everybody's answer may close it at once.</param>
    /// <param name="Withdrawn">Answers of players who have left since: theirs again, unchanged, should they come back while it is open.</param>
    public sealed record Asking(
        int Index,
        DateTimeOffset OpenedAt,
        TimeSpan Time,
        ImmutableDictionary<string, double> Factors,
        ImmutableDictionary<string, GivenAnswer> Answers,
        int AnsweredPresent,
        DateTimeOffset? WaitUntil = null,
        ImmutableDictionary<string, GivenAnswer>? Withdrawn = null) : Phase
    {
        /// <summary>A player's time to answer, extra time included.</summary>
        public TimeSpan TimeOf(string playerId) =>
            Factors.Count > 0 && Factors.TryGetValue(playerId, out var factor) ? Time * factor : Time;
    }

    /// <param name="NextAt">When the next question comes by itself; null when the host says.</param>
    /// <param name="Results">What the question brought each player who was in the room.</param>
    public sealed record Reveal(
        int Index,
        DateTimeOffset? NextAt,
        ImmutableDictionary<string, GivenAnswer> Answers,
        ImmutableDictionary<string, QuestionResult> Results) : Phase;

    /// <param name="Within">What goes on when the pause ends: Countdown, Asking or Reveal.</param>
    public sealed record Paused(Phase Within, DateTimeOffset At, PauseReason Reason) : Phase;

    /// <param name="Loser">Who gave up, declined or did not come; null where the table decides.</param>
    /// <param name="Ratings">What a rated duel did to the ratings.</param>
    public sealed record Finished(
        FinishReason Reason,
        DateTimeOffset At,
        string? Loser = null,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] ImmutableArray<RatingChange> Ratings = default) : Phase;
}

/// <param name="Elapsed">From the question's opening to its arrival at the server, pauses left out.</param>
public sealed record GivenAnswer(Answer Answer, TimeSpan Elapsed);

/// <param name="Right">Wholly right.</param>
/// <param name="Points">Earned by this question, streak bonus included.</param>
/// <param name="Streak">Right answers in a row, this one included.</param>
public sealed record QuestionResult(bool Right, int Points, int Streak);

[JsonConverter(typeof(JsonStringEnumConverter<PauseReason>))]
public enum PauseReason
{
    Host = 0,
    HostAway = 1,
}

[JsonConverter(typeof(JsonStringEnumConverter<FinishReason>))]
public enum FinishReason
{
    /// <summary>After the last question.</summary>
    Completed = 0,

    /// <summary>By the host.</summary>
    Ended = 1,

    /// <summary>Empty too long, or open too long; of a duel: both players went.</summary>
    Abandoned = 2,

    /// <summary>A duel's time was up.</summary>
    TimeUp = 3,

    /// <summary>A duelist left, or was away too long.</summary>
    Forfeited = 4,

    /// <summary>A duelist did not want to play.</summary>
    Declined = 5,

    /// <summary>A duelist did not take his seat in time.</summary>
    NoShow = 6,

    /// <summary>Questions were to be written, and there were none at all.</summary>
    NoQuestions = 7,
}
