using System.Collections.Immutable;
using QuizOrleans.Grains.Bank;

namespace QuizOrleans.Grains.Quizzes;

/// <summary>
/// A quiz as its author wrote it: the JSON of <c>POST /api/quizzes</c> and of the packs in <c>content/</c>. Not yet checked; a quiz
/// that was stored has been.
/// </summary>
[GenerateSerializer, Immutable, Alias("quiz.QuizDraft")]
public sealed record QuizDraft
{
    [Id(0)] public string Title { get; init; } = "";

    [Id(1)] public string Description { get; init; } = "";

    /// <summary>BCP 47 tag such as "en".</summary>
    [Id(2)] public string Language { get; init; } = "en";

    [Id(3)] public string Category { get; init; } = "";

    [Id(4)] public ImmutableArray<QuestionDraft> Questions { get; init; } = [];

    /// <summary>Drawn from the bank for each room anew, and asked after the questions.</summary>
    [Id(5)] public ImmutableArray<DrawRuleDraft> Draw { get; init; } = [];
}

/// <summary>
/// One question as written. <see cref="Kind"/> says which of the other members count:
/// single, multiple → <see cref="Choices"/>; trueFalse → <see cref="Answer"/>; typed → <see cref="Accepted"/>, <see cref="AllowTypos"/>;
/// number → <see cref="Number"/>, <see cref="Within"/>, <see cref="Rule"/>, <see cref="Unit"/>; order → <see cref="Items"/> in the right
/// order; poll → <see cref="Choices"/>; slide → none.
/// </summary>
[GenerateSerializer, Immutable, Alias("quiz.QuestionDraft")]
public sealed record QuestionDraft
{
    [Id(0)] public string Kind { get; init; } = "single";

    [Id(1)] public string Text { get; init; } = "";

    [Id(2)] public string Explanation { get; init; } = "";

    [Id(3)] public string Category { get; init; } = "";

    /// <summary>"easy", "medium", "hard" or empty.</summary>
    [Id(4)] public string Difficulty { get; init; } = "";

    [Id(5)] public ImmutableArray<string> Tags { get; init; } = [];

    /// <summary>5–300; null takes the room's time.</summary>
    [Id(6)] public int? Seconds { get; init; }

    /// <summary>0, 1000 or 2000.</summary>
    [Id(7)] public int Points { get; init; } = 1000;

    [Id(8)] public ImmutableArray<ChoiceDraft> Choices { get; init; } = [];

    [Id(9)] public bool? Answer { get; init; }

    [Id(10)] public ImmutableArray<string> Accepted { get; init; } = [];

    [Id(11)] public bool AllowTypos { get; init; } = true;

    [Id(12)] public double? Number { get; init; }

    [Id(13)] public double Within { get; init; }

    /// <summary>"within" or "nearest".</summary>
    [Id(14)] public string Rule { get; init; } = "within";

    [Id(15)] public string Unit { get; init; } = "";

    [Id(16)] public ImmutableArray<string> Items { get; init; } = [];
}

[GenerateSerializer, Immutable, Alias("quiz.ChoiceDraft")]
public sealed record ChoiceDraft
{
    [Id(0)] public string Text { get; init; } = "";

    [Id(1)] public bool Correct { get; init; }
}
