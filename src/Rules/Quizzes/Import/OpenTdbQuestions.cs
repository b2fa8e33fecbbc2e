namespace QuizOrleans.Rules.Quizzes.Import;

/// <summary>Makes questions of decoded rows.</summary>
internal static class OpenTdbQuestions
{
    /// <summary>The question, not yet checked against the limits; or why the row cannot be one.</summary>
    public static (Question? Question, Fault? Fault) ToQuestion(OpenTdbRow row)
    {
        if (DifficultyOf(row.Difficulty) is not { } difficulty)
            return (null, new Fault("difficulty_unknown", "The difficulty is easy, medium or hard."));
        var (question, fault) = row.Type switch
        {
            "multiple" => (Single(row), null),
            "boolean" => TrueFalse(row),
            _ => (null, new Fault("type_unknown", "The type is multiple or boolean.")),
        };
        return (question is null ? null : question with { Category = row.Category.Trim(), Difficulty = difficulty }, fault);
    }

    private static SingleChoice Single(OpenTdbRow row)
    {
        var choices = row.Incorrect.Select(text => new Choice(text.Trim())).ToList();
        choices.Insert(Place(row.Question, choices.Count + 1), new Choice(row.Correct.Trim(), Correct: true));
        return new SingleChoice { Text = row.Question.Trim(), Choices = [.. choices] };
    }

    private static (Question? Question, Fault? Fault) TrueFalse(OpenTdbRow row) => row.Correct.Trim().ToUpperInvariant() switch
    {
        "TRUE" => (new TrueFalse { Text = row.Question.Trim(), Answer = true }, null),
        "FALSE" => (new TrueFalse { Text = row.Question.Trim(), Answer = false }, null),
        _ => (null, new Fault("answer_invalid", "The answer of a boolean row is True or False.")),
    };

    private static Difficulty? DifficultyOf(string text) => text switch
    {
        "" => Difficulty.Unset,
        "easy" => Difficulty.Easy,
        "medium" => Difficulty.Medium,
        "hard" => Difficulty.Hard,
        _ => null,
    };

    /// <summary>
    /// Where the correct choice goes: the file has it first, and a room that does not shuffle would give it away. From the text's hash
    /// (FNV-1a, 64 bits), so that importing the same file again makes the same quiz.
    /// </summary>
    private static int Place(string text, int places)
    {
        var hash = 0xCBF29CE484222325;
        foreach (var c in text) hash = (hash ^ c) * 0x100000001B3;
        // The lowest bits of FNV are its weakest: fold the high half into them.
        return (int)((hash ^ (hash >> 32)) % (ulong)places);
    }
}
