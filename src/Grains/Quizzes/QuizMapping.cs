using System.Collections.Immutable;
using QuizOrleans.Grains.Bank;
using QuizOrleans.Rules.Quizzes;

namespace QuizOrleans.Grains.Quizzes;

/// <summary>Between a quiz as written (<see cref="QuizDraft"/>) and as the rules know it (<see cref="Quiz"/>).</summary>
public static class QuizMapping
{
    /// <summary>
    /// The sound questions of a draft and everything that is wrong with the rest. Row 0 is the quiz itself; where it has faults the
    /// quiz is not fit to be stored, whatever its questions.
    /// </summary>
    public static (Quiz Quiz, ImmutableArray<RowFault> Faults) Read(QuizDraft draft)
    {
        var rows = draft.Questions.IsDefault ? [] : draft.Questions.Select(QuestionMapping.Read).ToArray();
        var quiz = new Quiz
        {
            Title = (draft.Title ?? "").Trim(),
            Description = draft.Description ?? "",
            Language = draft.Language ?? "",
            Category = draft.Category ?? "",
            Questions = [.. rows.Where(r => r.Question is not null).Select(r => r.Question!)],
        };
        return (quiz, [.. FaultsOf(quiz, rows.Length, draft), .. rows.SelectMany((r, i) => RowFaults(i + 1, r.Faults))]);
    }

    /// <summary>A stored quiz, which was checked when it was stored.</summary>
    /// <exception cref="InvalidDataException">It is not sound after all.</exception>
    public static Quiz ToQuiz(QuizDraft draft) => Read(draft) switch
    {
        (var quiz, { IsEmpty: true }) => quiz,
        (_, var faults) => throw new InvalidDataException($"The stored quiz '{draft.Title}' has a fault in row {faults[0].Row}: {faults[0].Reason}"),
    };

    public static QuizDraft ToDraft(Quiz quiz) => new()
    {
        Title = quiz.Title,
        Description = quiz.Description,
        Language = quiz.Language,
        Category = quiz.Category,
        Questions = [.. quiz.Questions.Select(QuestionMapping.ToDraft)],
    };

    /// <summary>A row's faults in the shape of the wire.</summary>
    public static IEnumerable<RowFault> RowFaults(int row, ImmutableArray<Fault> faults) => faults.Select(f => new RowFault(row, f.Code, f.Message));

    // A draft whose only questions are faulty has that said of its rows, not "too few" on top; one that draws needs none of its own.
    private static IEnumerable<RowFault> FaultsOf(Quiz quiz, int written, QuizDraft draft)
    {
        var drawn = draft.Draw.IsDefault ? 0 : draft.Draw.Sum(d => d?.Count ?? 0);
        foreach (var fault in RowFaults(0, QuestionFaults.Of(quiz)).Where(f => f.Code != "questions_too_few" || (written == 0 && drawn == 0))) yield return fault;
        if (draft.Draw.IsDefaultOrEmpty) yield break;
        if (BankDraws.Read(new DrawQuestions(new BankCaller("", false), draft.Draw, 0)).Fault is { } wrong) yield return new RowFault(0, "draw_invalid", wrong);
        else if (quiz.Questions.Length + drawn > QuizLimits.MaxQuestions)
            yield return new RowFault(0, "questions_too_many", $"A quiz has at most {QuizLimits.MaxQuestions} questions, those that are drawn included.");
    }
}
