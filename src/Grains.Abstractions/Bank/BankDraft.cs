using System.Collections.Immutable;
using QuizOrleans.Grains.Quizzes;

namespace QuizOrleans.Grains.Bank;

/// <summary>
/// A question of the bank as written: the JSON of <c>POST /api/questions</c>. Not yet checked; one that was stored has been. The members of
/// the question itself are those of <see cref="QuestionDraft"/>; the rest is the bank's.
/// </summary>
[GenerateSerializer, Immutable, Alias("quiz.BankDraft")]
public sealed record BankDraft
{
    [Id(0)] public string Kind { get; init; } = "single";

    [Id(1)] public string Text { get; init; } = "";

    [Id(2)] public ImmutableArray<ChoiceDraft> Choices { get; init; } = [];

    [Id(3)] public bool? Answer { get; init; }

    [Id(4)] public ImmutableArray<string> Accepted { get; init; } = [];

    [Id(5)] public bool AllowTypos { get; init; } = true;

    [Id(6)] public double? Number { get; init; }

    [Id(7)] public double Within { get; init; }

    [Id(8)] public string Rule { get; init; } = "within";

    [Id(9)] public string Unit { get; init; } = "";

    [Id(10)] public ImmutableArray<string> Items { get; init; } = [];

    [Id(11)] public string Explanation { get; init; } = "";

    [Id(12)] public string Category { get; init; } = "";

    [Id(13)] public ImmutableArray<string> Tags { get; init; } = [];

    [Id(14)] public string Difficulty { get; init; } = "";

    [Id(15)] public int? Seconds { get; init; }

    [Id(16)] public int Points { get; init; } = 1000;

    /// <summary>BCP 47 tag such as "en".</summary>
    [Id(17)] public string Language { get; init; } = "en";

    /// <summary>The exam it prepares for; may be empty.</summary>
    [Id(18)] public string ExamType { get; init; } = "";

    [Id(19)] public string Subject { get; init; } = "";

    [Id(20)] public string Source { get; init; } = "";

    [Id(21)] public string Licence { get; init; } = "";

    /// <summary>"draft", "ready" or "retired".</summary>
    [Id(22)] public string Status { get; init; } = "draft";
}

/// <summary>How a question was made by a language model. Never holds a key, only its entry's name in the pool.</summary>
[GenerateSerializer, Immutable, Alias("quiz.Provenance")]
public sealed record Provenance(
    [property: Id(0)] string Model,
    [property: Id(1)] string PromptVersion,
    [property: Id(2)] string KeyEntry,
    [property: Id(3)] string RequestId,
    [property: Id(4)] DateTimeOffset At);
