using System.Collections.Immutable;

namespace QuizOrleans.Grains.Bank;

/// <summary>A question that is like another one.</summary>
/// <param name="Similarity">0 to 1 by trigrams; 1 and <paramref name="IsSame"/> for the same question in other clothes.</param>
/// <param name="IsSame">Equal text and answers but for case, punctuation and the order of choices.</param>
[GenerateSerializer, Immutable, Alias("quiz.SimilarQuestion")]
public sealed record SimilarQuestion(
    [property: Id(0)] string QuestionId,
    [property: Id(1)] string Text,
    [property: Id(2)] double Similarity,
    [property: Id(3)] bool IsSame);

/// <summary>What became of one question of many.</summary>
/// <param name="Row">1 is the first.</param>
/// <param name="Line">The line of the file it begins on; 0 where there is none.</param>
/// <param name="QuestionId">Null when it was not stored.</param>
/// <param name="Faults">Why not; "duplicate" when the bank has it already.</param>
/// <param name="Similar">The nearest in the bank, nearest first.</param>
[GenerateSerializer, Immutable, Alias("quiz.BankRow")]
public sealed record BankRow(
    [property: Id(0)] int Row,
    [property: Id(1)] int Line,
    [property: Id(2)] string? QuestionId,
    [property: Id(3)] string Text,
    [property: Id(4)] ImmutableArray<BankFault> Faults,
    [property: Id(5)] ImmutableArray<SimilarQuestion> Similar);

[GenerateSerializer, Immutable, Alias("quiz.BankFault")]
public sealed record BankFault([property: Id(0)] string Code, [property: Id(1)] string Message);

/// <summary>The result of storing several questions: a row each, good or bad.</summary>
[GenerateSerializer, Immutable, Alias("quiz.BankAdded")]
public sealed record BankAdded([property: Id(0)] int Stored, [property: Id(1)] ImmutableArray<BankRow> Rows);

/// <summary>The result of changing one question.</summary>
/// <param name="Entry">As it is now; null when it has faults and nothing was stored.</param>
[GenerateSerializer, Immutable, Alias("quiz.BankSaved")]
public sealed record BankSaved(
    [property: Id(0)] BankEntry? Entry,
    [property: Id(1)] ImmutableArray<BankFault> Faults,
    [property: Id(2)] ImmutableArray<SimilarQuestion> Similar);

/// <summary>The result of a change to many.</summary>
/// <param name="Changed">The ids of those that were.</param>
/// <param name="Refused">Those that were not, and why: not_found, forbidden, version_conflict.</param>
[GenerateSerializer, Immutable, Alias("quiz.BankChanged")]
public sealed record BankChanged([property: Id(0)] ImmutableArray<string> Changed, [property: Id(1)] ImmutableArray<BankRefused> Refused);

[GenerateSerializer, Immutable, Alias("quiz.BankRefused")]
public sealed record BankRefused([property: Id(0)] string QuestionId, [property: Id(1)] string Code);
