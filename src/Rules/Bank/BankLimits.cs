namespace QuizOrleans.Rules.Bank;

/// <summary>Every limit of the bank, by name; those of the questions themselves are in <see cref="Quizzes.QuizLimits"/>.</summary>
public static class BankLimits
{
    public const int MaxExamType = 60;
    public const int MaxSubject = 60;
    public const int MaxSource = 300;
    public const int MaxLicence = 100;

    /// <summary>Rows of one imported file.</summary>
    public const int MaxImportRows = 5000;

    /// <summary>Questions that one call writes.</summary>
    public const int MaxBulk = 500;

    /// <summary>Rules of one draw, and questions of all of them.</summary>
    public const int MaxRules = 20;
    public const int MaxDrawn = Quizzes.QuizLimits.MaxQuestions;

    /// <summary>Players whose seen questions a draw leaves out.</summary>
    public const int MaxUnseenBy = 200;

    /// <summary>Texts a filter names in one member, such as tags.</summary>
    public const int MaxFilterTexts = 20;

    public const int MaxSearch = 200;
}
