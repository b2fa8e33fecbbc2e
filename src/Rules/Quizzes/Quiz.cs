using System.Collections.Immutable;

namespace QuizOrleans.Rules.Quizzes;

/// <summary>An authored quiz: what a room plays from.</summary>
public sealed record Quiz
{
    public required string Title { get; init; }

    public string Description { get; init; } = "";

    /// <summary>BCP 47 language tag of the texts, such as "en".</summary>
    public string Language { get; init; } = "en";

    public string Category { get; init; } = "";

    public required ImmutableArray<Question> Questions { get; init; }
}
