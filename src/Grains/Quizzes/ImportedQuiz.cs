using System.Collections.Immutable;
using QuizOrleans.Formats;
using QuizOrleans.Rules.Quizzes;

namespace QuizOrleans.Grains.Quizzes;

/// <summary>Makes one quiz of an imported file's good rows.</summary>
internal static class ImportedQuiz
{
    /// <summary>
    /// No quiz when no row is good or the title is faulty (row 0); the rejected rows in any case. A quiz has only so many questions: good rows
    /// beyond them are reported with questions_too_many.
    /// </summary>
    public static (Quiz? Quiz, ImmutableArray<RowFault> Rejected) From(string format, QuestionFile file, string? title)
    {
        FileRow[] good = [.. file.Rows.Where(r => r.Question is not null)];
        ImmutableArray<RowFault> rejected =
        [
            .. file.Rows.SelectMany(r => QuizMapping.RowFaults(r.Row, r.Faults)),
            .. good.Skip(QuizLimits.MaxQuestions).Select(r => new RowFault(r.Row, "questions_too_many", $"A quiz has at most {QuizLimits.MaxQuestions} questions.")),
        ];
        ImmutableArray<Question> questions = [.. good.Take(QuizLimits.MaxQuestions).Select(r => r.Question!.Question)];
        if (questions.IsEmpty) return (null, rejected);
        var category = CommonCategory(questions);
        var quiz = new Quiz { Title = title?.Trim() ?? DefaultTitle(format, category), Language = good[0].Question!.Language, Category = category, Questions = questions };
        var faults = QuestionFaults.Of(quiz);
        return faults.IsEmpty ? (quiz, rejected) : (null, [.. QuizMapping.RowFaults(0, faults), .. rejected]);
    }

    private static string CommonCategory(ImmutableArray<Question> questions) =>
        questions.All(q => q.Category == questions[0].Category) ? questions[0].Category : "Mixed";

    private static string DefaultTitle(string format, string category)
    {
        var source = format switch { "opentdb" => "OpenTDB", "csv" => "CSV", "gift" => "GIFT", "qti" => "QTI", "aiken" => "Aiken", _ => "Kahoot" };
        return category.Length == 0 ? source : $"{source}: {category}";
    }
}
