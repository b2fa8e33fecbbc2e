using System.Collections.Immutable;

namespace QuizOrleans.Grains.Quizzes;

/// <summary>A stored quiz, whole.</summary>
/// <param name="QuizId">Its id within the tenant.</param>
/// <param name="Version">1 for the first text, one more for each update; an update must name the one it changes.</param>
/// <param name="OwnerId">The player who wrote it; empty for the packs that come with the product.</param>
[GenerateSerializer, Immutable, Alias("quiz.QuizDocument")]
public sealed record QuizDocument(
    [property: Id(0)] string QuizId,
    [property: Id(1)] int Version,
    [property: Id(2)] string OwnerId,
    [property: Id(3)] DateTimeOffset UpdatedAt,
    [property: Id(4)] QuizDraft Quiz);

/// <summary>A quiz in a list.</summary>
[GenerateSerializer, Immutable, Alias("quiz.QuizSummary")]
public sealed record QuizSummary(
    [property: Id(0)] string QuizId,
    [property: Id(1)] string Title,
    [property: Id(2)] string Category,
    [property: Id(3)] string Language,
    [property: Id(4)] int Questions,
    [property: Id(5)] string OwnerId,
    [property: Id(6)] DateTimeOffset UpdatedAt);

/// <summary>One page of a list, newest first.</summary>
/// <param name="Next">Pass it back to get the next page; null at the end.</param>
[GenerateSerializer, Immutable, Alias("quiz.QuizPage")]
public sealed record QuizPage([property: Id(0)] ImmutableArray<QuizSummary> Items, [property: Id(1)] string? Next);

/// <summary>What is wrong with one question (row 1 is the first) or, at row 0, with the quiz itself.</summary>
[GenerateSerializer, Immutable, Alias("quiz.RowFault")]
public sealed record RowFault([property: Id(0)] int Row, [property: Id(1)] string Code, [property: Id(2)] string Reason);

/// <summary>
/// The result of storing a quiz. <paramref name="QuizId"/> is null when nothing was stored: on a save any fault does that, on an
/// import only when no row was good.
/// </summary>
[GenerateSerializer, Immutable, Alias("quiz.QuizSaved")]
public sealed record QuizSaved(
    [property: Id(0)] string? QuizId,
    [property: Id(1)] int Version,
    [property: Id(2)] int Imported,
    [property: Id(3)] ImmutableArray<RowFault> Rejected);
