using System.Collections.Immutable;
using QuizOrleans.Rules.Bank;
using QuizOrleans.Rules.Quizzes;

namespace QuizOrleans.Rules.Generation;

/// <summary>What a language model is asked to write questions about. Texts come from people and are treated as data, never as instructions.</summary>
public sealed record Topic
{
    /// <summary>The exam it prepares for, such as "GCSE"; may be empty.</summary>
    public string ExamType { get; init; } = "";

    /// <summary>May be empty when <see cref="Text"/> is given.</summary>
    public string Subject { get; init; } = "";

    /// <summary>May be empty when <see cref="Subject"/> is given.</summary>
    public string Text { get; init; } = "";

    public Difficulty Difficulty { get; init; }

    /// <summary>One of <see cref="Kinds"/>.</summary>
    public string Kind { get; init; } = "single";

    /// <summary>BCP 47 tag of the language to write in.</summary>
    public string Language { get; init; } = "en";

    /// <summary>1–<see cref="MaxCount"/>.</summary>
    public int Count { get; init; } = 10;

    public const int MaxText = 200;

    public const int MaxCount = 30;

    /// <summary>The kinds that can be written and checked without a person.</summary>
    public static readonly ImmutableArray<string> Kinds = ["single", "multiple", "trueFalse", "typed", "number", "order"];

    /// <summary>Why this cannot be asked for; empty when it can.</summary>
    public ImmutableArray<Fault> Faults()
    {
        var faults = new FaultList();
        faults.OptionalText("exam_type", "The exam type", ExamType, BankLimits.MaxExamType);
        faults.OptionalText("subject", "The subject", Subject, BankLimits.MaxSubject);
        faults.OptionalText("topic", "The topic", Text, MaxText);
        faults.If(Subject.Length == 0 && Text.Length == 0, "topic_missing", "Say a topic or a subject.");
        faults.If(!Enum.IsDefined(Difficulty), "difficulty_unknown", "The difficulty is easy, medium, hard or empty.");
        faults.If(!Kinds.Contains(Kind), "kind_unknown", $"The kind is one of {string.Join(", ", Kinds)}.");
        faults.If(!BankFaults.IsLanguage(Language), "language_invalid", "The language is a tag such as en or pt-BR.");
        faults.If(Count is < 1 or > MaxCount, "count_out_of_range", $"1 to {MaxCount} questions can be asked for.");
        return faults.ToImmutable();
    }
}
