using System.Collections.Immutable;

namespace QuizOrleans.Grains.Bank;

/// <summary>Adds questions.</summary>
/// <param name="Space">"shared" or "own"; null for the tenant's bank when the caller is an editor, else his own space.</param>
/// <param name="AllowDuplicates">Stores what the bank has already once more.</param>
/// <param name="DryRun">Only says what would happen.</param>
/// <param name="Provenance">Of questions that a language model wrote.</param>
[GenerateSerializer, Immutable, Alias("quiz.AddQuestions")]
public sealed record AddQuestions(
    [property: Id(0)] BankCaller Caller,
    [property: Id(1)] string? Space,
    [property: Id(2)] ImmutableArray<BankDraft> Questions,
    [property: Id(3)] bool AllowDuplicates = false,
    [property: Id(4)] bool DryRun = false,
    [property: Id(5)] Provenance? Provenance = null);

/// <summary>Changes one question.</summary>
/// <param name="BaseVersion">The version that was read.</param>
/// <param name="Question">As it shall be; null leaves it.</param>
/// <param name="Verified">True: the caller vouches for it; false: nobody does; null leaves it, unless what players see changes.</param>
[GenerateSerializer, Immutable, Alias("quiz.SaveQuestion")]
public sealed record SaveQuestion(
    [property: Id(0)] BankCaller Caller,
    [property: Id(1)] string QuestionId,
    [property: Id(2)] int BaseVersion,
    [property: Id(3)] BankDraft? Question,
    [property: Id(4)] bool? Verified);

/// <summary>Changes many questions alike, or deletes them.</summary>
/// <param name="Status">"draft", "ready" or "retired"; null leaves it.</param>
[GenerateSerializer, Immutable, Alias("quiz.ChangeQuestions")]
public sealed record ChangeQuestions(
    [property: Id(0)] BankCaller Caller,
    [property: Id(1)] ImmutableArray<string> QuestionIds,
    [property: Id(2)] string? Status,
    [property: Id(3)] bool? Verified,
    [property: Id(4)] ImmutableArray<string> AddTags,
    [property: Id(5)] bool Delete);

/// <summary>One rule of a draw: "10 from History, medium, not seen by these players". What is empty does not matter.</summary>
[GenerateSerializer, Immutable, Alias("quiz.DrawRuleDraft")]
public sealed record DrawRuleDraft
{
    [Id(0)] public int Count { get; init; } = 10;

    [Id(1)] public string Category { get; init; } = "";

    /// <summary>"easy", "medium" or "hard".</summary>
    [Id(2)] public string Difficulty { get; init; } = "";

    [Id(3)] public string Language { get; init; } = "";

    [Id(4)] public ImmutableArray<string> Tags { get; init; } = [];

    [Id(5)] public ImmutableArray<string> Kinds { get; init; } = [];

    [Id(6)] public string ExamType { get; init; } = "";

    [Id(7)] public string Subject { get; init; } = "";

    /// <summary>Players who must not have seen what is drawn, in any finished game.</summary>
    [Id(8)] public ImmutableArray<string> UnseenBy { get; init; } = [];

    /// <summary>Whether the host, too, must not have seen it: nothing of his earlier games is asked again.</summary>
    [Id(9)] public bool Fresh { get; init; }
}

/// <summary>Draws questions.</summary>
/// <param name="Seed">The same seed draws the same while the bank stays as it is.</param>
[GenerateSerializer, Immutable, Alias("quiz.DrawQuestions")]
public sealed record DrawQuestions(
    [property: Id(0)] BankCaller Caller,
    [property: Id(1)] ImmutableArray<DrawRuleDraft> Rules,
    [property: Id(2)] ulong Seed);
