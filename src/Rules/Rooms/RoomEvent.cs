using System.Collections.Immutable;
using System.Text.Json.Serialization;
using QuizOrleans.Rules.Quizzes;

namespace QuizOrleans.Rules.Rooms;

/// <summary>Something that happened in a room. The journal keeps these; state, scores and tables are computed from them.</summary>
/// <param name="At">When, by the server's clock, in whole milliseconds.</param>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "e")]
[JsonDerivedType(typeof(Opened), "opened")]
[JsonDerivedType(typeof(GenerationBegan), "generating")]
[JsonDerivedType(typeof(StartRemembered), "startRemembered")]
[JsonDerivedType(typeof(GenerationOverdue), "overdue")]
[JsonDerivedType(typeof(Furnished), "furnished")]
[JsonDerivedType(typeof(PlayerSeated), "seated")]
[JsonDerivedType(typeof(PlayerWentAway), "away")]
[JsonDerivedType(typeof(PlayerCameBack), "back")]
[JsonDerivedType(typeof(PlayerRenamed), "renamed")]
[JsonDerivedType(typeof(PlayerLeft), "left")]
[JsonDerivedType(typeof(PlayerKicked), "kicked")]
[JsonDerivedType(typeof(TimeFactorSet), "timeFactor")]
[JsonDerivedType(typeof(LockSet), "lock")]
[JsonDerivedType(typeof(HostWentAway), "hostAway")]
[JsonDerivedType(typeof(HostCameBack), "hostBack")]
[JsonDerivedType(typeof(HostReplaced), "host")]
[JsonDerivedType(typeof(CountdownBegan), "countdown")]
[JsonDerivedType(typeof(QuestionOpened), "question")]
[JsonDerivedType(typeof(AnswerGiven), "answer")]
[JsonDerivedType(typeof(QuestionClosed), "closed")]
[JsonDerivedType(typeof(Paused), "paused")]
[JsonDerivedType(typeof(Resumed), "resumed")]
[JsonDerivedType(typeof(TurnEnded), "turn")]
[JsonDerivedType(typeof(Recovered), "recovered")]
[JsonDerivedType(typeof(Finished), "finished")]
public abstract record RoomEvent([property: JsonPropertyName("at")] DateTimeOffset At)
{
    public sealed record Opened(
        DateTimeOffset At,
        string QuizId,
        string Title,
        RoomSettings Settings,
        ImmutableArray<PlayedQuestion> Questions,
        string HostId,
        string HostKey) : RoomEvent(At);

    /// <summary>Right after the opening of a room without questions: they are being written.</summary>
    public sealed record GenerationBegan(DateTimeOffset At, GenerationPlan Plan, DateTimeOffset EndsAt, DateTimeOffset StandInsAt) : RoomEvent(At);

    /// <summary>The host wants the game to begin as soon as there are questions.</summary>
    public sealed record StartRemembered(DateTimeOffset At) : RoomEvent(At);

    /// <summary>Nobody has brought questions in time: the room takes what stands in.</summary>
    public sealed record GenerationOverdue(DateTimeOffset At) : RoomEvent(At);

    /// <summary>The questions are there.</summary>
    public sealed record Furnished(DateTimeOffset At, ImmutableArray<PlayedQuestion> Questions, Furnishing By) : RoomEvent(At);

    public sealed record PlayerSeated(DateTimeOffset At, string PlayerId, string Nickname, string? Team) : RoomEvent(At);

    public sealed record PlayerWentAway(DateTimeOffset At, string PlayerId) : RoomEvent(At);

    public sealed record PlayerCameBack(DateTimeOffset At, string PlayerId) : RoomEvent(At);

    public sealed record PlayerRenamed(DateTimeOffset At, string PlayerId, string Nickname) : RoomEvent(At);

    public sealed record PlayerLeft(DateTimeOffset At, string PlayerId) : RoomEvent(At);

    public sealed record PlayerKicked(DateTimeOffset At, string PlayerId) : RoomEvent(At);

    public sealed record TimeFactorSet(DateTimeOffset At, string PlayerId, double Factor) : RoomEvent(At);

    public sealed record LockSet(DateTimeOffset At, bool Locked) : RoomEvent(At);

    public sealed record HostWentAway(DateTimeOffset At) : RoomEvent(At);

    public sealed record HostCameBack(DateTimeOffset At) : RoomEvent(At);

    public sealed record HostReplaced(DateTimeOffset At, string HostId) : RoomEvent(At);

    public sealed record CountdownBegan(DateTimeOffset At, int Index, DateTimeOffset EndsAt) : RoomEvent(At);

    public sealed record QuestionOpened(DateTimeOffset At, int Index, TimeSpan Time) : RoomEvent(At);

    /// <summary>The one event of the hot path; names are short because there are so many.</summary>
    public sealed record AnswerGiven(
        DateTimeOffset At,
        [property: JsonPropertyName("p")] string PlayerId,
        [property: JsonPropertyName("q")] int Index,
        [property: JsonPropertyName("a")] Answer Answer) : RoomEvent(At);

    /// <param name="NextAt">When the next question comes by itself.</param>
    public sealed record QuestionClosed(DateTimeOffset At, int Index, DateTimeOffset? NextAt) : RoomEvent(At);

    public sealed record Paused(DateTimeOffset At, PauseReason Reason) : RoomEvent(At);

    public sealed record Resumed(DateTimeOffset At) : RoomEvent(At);

    /// <summary>The first of two who play one after the other has had his turn.</summary>
    /// <param name="Until">The second may begin his until then.</param>
    public sealed record TurnEnded(DateTimeOffset At, string PlayerId, DateTimeOffset Until) : RoomEvent(At);

    /// <summary>
    /// The room was brought back from its journal: its process had ended. Nobody is connected until he says so again, and what was
    /// running is given back the time since its last event: an outage counts as a pause.
    /// </summary>
    public sealed record Recovered(DateTimeOffset At, TimeSpan Outage) : RoomEvent(At);

    /// <param name="Loser">See <see cref="Phase.Finished"/>.</param>
    /// <param name="Ratings">See <see cref="Phase.Finished"/>.</param>
    public sealed record Finished(
        DateTimeOffset At,
        FinishReason Reason,
        string? Loser = null,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] ImmutableArray<RatingChange> Ratings = default) : RoomEvent(At);
}
