namespace QuizOrleans.Rules.Quizzes.Import;

/// <summary>Reads questions from files of other systems. New formats are added here.</summary>
public static class QuestionImport
{
    /// <summary>
    /// Reads a file of a named format. A quiz has at most <see cref="QuizLimits.MaxQuestions"/> questions: good rows beyond them are
    /// reported with questions_too_many.
    /// </summary>
    public static ImportResult Read(string? format, string? content) => format switch
    {
        OpenTdb.Format => WithinQuiz(OpenTdb.Read(content)),
        _ => new ImportResult([], new Rejection("unknown_format", $"The formats are: {OpenTdb.Format}.")),
    };

    private static ImportResult WithinQuiz(ImportResult result)
    {
        if (result.Rows.Length <= QuizLimits.MaxQuestions) return result;
        var room = QuizLimits.MaxQuestions;
        return result with { Rows = [.. result.Rows.Select(row => row.Question is null || room-- > 0 ? row : TooMany(row))] };
    }

    private static ImportedRow TooMany(ImportedRow row) => row with
    {
        Question = null,
        Faults = [new Fault("questions_too_many", $"A quiz has at most {QuizLimits.MaxQuestions} questions.")],
    };
}
