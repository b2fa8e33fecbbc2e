using System.Collections.Immutable;
using QuizOrleans.Rules.Quizzes;
using QuizOrleans.Rules.Quizzes.Import;

namespace QuizOrleans.Grains.Quizzes;

/// <summary>Makes one quiz of an imported file's good rows.</summary>
internal static class ImportedQuiz
{
    /// <summary>No quiz when no row is good or the title is faulty (row 0); the rejected rows in any case.</summary>
    public static (Quiz? Quiz, ImmutableArray<RowFault> Rejected) From(ImportResult result, string? title)
    {
        ImmutableArray<RowFault> rejected = [.. result.Rows.SelectMany(r => QuizMapping.RowFaults(r.Row, r.Faults))];
        var questions = result.Questions;
        if (questions.IsEmpty) return (null, rejected);
        var category = CommonCategory(questions);
        var quiz = new Quiz { Title = title?.Trim() ?? DefaultTitle(category), Category = category, Questions = questions };
        var faults = QuestionFaults.Of(quiz);
        return faults.IsEmpty ? (quiz, rejected) : (null, [.. QuizMapping.RowFaults(0, faults), .. rejected]);
    }

    private static string CommonCategory(ImmutableArray<Question> questions) =>
        questions.All(q => q.Category == questions[0].Category) ? questions[0].Category : "Mixed";

    private static string DefaultTitle(string category) => category.Length == 0 ? "OpenTDB" : $"OpenTDB: {category}";
}
