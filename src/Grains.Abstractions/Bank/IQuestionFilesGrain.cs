using System.Collections.Immutable;

namespace QuizOrleans.Grains.Bank;

/// <summary>Files of questions, in and out. Stateless; key: <see cref="TenantKey"/> of the tenant and "files".</summary>
[Alias("quiz.IQuestionFilesGrain")]
public interface IQuestionFilesGrain : IGrainWithStringKey
{
    /// <summary>Reads a file; stores nothing. Refusals: unknown_format, malformed, file_too_large, source_refused, invalid_argument.</summary>
    [Alias("Read"), ReadOnly]
    Task<Outcome<QuestionsRead>> Read(ReadQuestions command, CancellationToken cancellationToken);

    /// <summary>The next part of a file with what a filter shows. Refusals: unknown_format, invalid_argument, storage_unavailable.</summary>
    /// <param name="format">"gift", "csv" or "json".</param>
    /// <param name="after">A part's <see cref="ExportPart.Next"/>, or null for the first.</param>
    [Alias("Write"), ReadOnly]
    Task<Outcome<ExportPart>> Write(BankCaller caller, BankFilter filter, string format, string? after, CancellationToken cancellationToken);
}

/// <param name="Format">"opentdb", "gift", "aiken", "csv", "kahoot", "qti" or "json".</param>
/// <param name="Defaults">What questions get where the file says nothing; its kind, text and answers are not looked at.</param>
[GenerateSerializer, Immutable, Alias("quiz.ReadQuestions")]
public sealed record ReadQuestions([property: Id(0)] string Format, [property: Id(1)] ImmutableArray<byte> Content, [property: Id(2)] BankDraft Defaults);

[GenerateSerializer, Immutable, Alias("quiz.QuestionsRead")]
public sealed record QuestionsRead([property: Id(0)] ImmutableArray<ReadQuestion> Rows);

/// <param name="Question">Null when there are faults.</param>
[GenerateSerializer, Immutable, Alias("quiz.ReadQuestion")]
public sealed record ReadQuestion(
    [property: Id(0)] int Row,
    [property: Id(1)] int Line,
    [property: Id(2)] BankDraft? Question,
    [property: Id(3)] ImmutableArray<BankFault> Faults);

[GenerateSerializer, Immutable, Alias("quiz.ExportPart")]
public sealed record ExportPart([property: Id(0)] ImmutableArray<byte> Content, [property: Id(1)] string? Next);
