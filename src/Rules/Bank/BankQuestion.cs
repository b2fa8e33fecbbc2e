using QuizOrleans.Rules.Quizzes;

namespace QuizOrleans.Rules.Bank;

/// <summary>Where a question of the bank stands.</summary>
public enum QuestionStatus
{
    /// <summary>Not yet to be played by a draw.</summary>
    Draft = 0,

    /// <summary>May be drawn.</summary>
    Ready = 1,

    /// <summary>Kept for its history; never drawn.</summary>
    Retired = 2,
}

/// <summary>A question with what a bank knows of it beside what players see.</summary>
public sealed record BankQuestion
{
    public required Question Question { get; init; }

    /// <summary>BCP 47 language tag of the texts, such as "en".</summary>
    public string Language { get; init; } = "en";

    /// <summary>The exam it prepares for, such as "GCSE"; may be empty.</summary>
    public string ExamType { get; init; } = "";

    public string Subject { get; init; } = "";

    /// <summary>Where it comes from: a book, an address, a person.</summary>
    public string Source { get; init; } = "";

    /// <summary>Under which terms it may be used, such as "CC BY-SA 4.0".</summary>
    public string Licence { get; init; } = "";

    public QuestionStatus Status { get; init; }
}
