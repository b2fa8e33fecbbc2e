using System.Globalization;
using System.Text.RegularExpressions;
using QuizOrleans.Rules.Bank;
using QuizOrleans.Rules.Quizzes;

namespace QuizOrleans.Rules.Generation;

/// <summary>
/// Looks at a written question that is sound in itself (<see cref="QuestionFaults"/>). What it cannot see, whether the answer is right, the second pass
/// asks (<see cref="SecondPass"/>).
/// </summary>
public static partial class OutputCheck
{
    /// <summary>From so similar (by trigrams) two questions of one request count as one.</summary>
    public const double SameFrom = 0.75;

    /// <summary>Shorter answers turn up in any text.</summary>
    private const int LeastGivenAway = 4;

    private const double LeastGivenAwayNumber = 100;

    /// <summary>Why the question is not taken, or null.</summary>
    /// <param name="taken">What the request has already.</param>
    public static string? Fault(Question question, Topic topic, IEnumerable<Likeness> taken)
    {
        var texts = string.Join('\n', Texts(question));
        if (LinkOrMarkup().IsMatch(texts)) return "link";
        if (!WrittenLanguage.CanBe($"{question.Text} {question.Explanation}", topic.Language)) return "language";
        if (GivesAway(question)) return "gives_away";
        var likeness = Likeness.Of(question);
        return taken.Any(t => t.Fingerprint == likeness.Fingerprint || Trigrams.Similarity(t.Text, likeness.Text) >= SameFrom) ? "duplicate" : null;
    }

    /// <summary>The question's text holds the right answer, and of the wrong ones none.</summary>
    private static bool GivesAway(Question question) => question switch
    {
        SingleChoice q => q.Choices.Where(c => c.Correct).All(c => IsIn(c.Text, q.Text)) && !q.Choices.Any(c => !c.Correct && IsIn(c.Text, q.Text)),
        Typed q => q.Accepted.Any(a => IsIn(a, q.Text)),
        Numeric q => Math.Abs(q.Number) >= LeastGivenAwayNumber && Numbers().Matches(q.Text).Any(m => double.Parse(m.Value, CultureInfo.InvariantCulture) == q.Number),
        _ => false,
    };

    private static bool IsIn(string answer, string text)
    {
        var (folded, within) = (TypedAnswers.Normalise(answer), TypedAnswers.Normalise(text));
        return folded.Length >= LeastGivenAway && $" {within} ".Contains($" {folded} ", StringComparison.Ordinal);
    }

    private static IEnumerable<string> Texts(Question question) => question switch
    {
        SingleChoice q => [q.Text, q.Explanation, .. q.Choices.Select(c => c.Text)],
        MultipleChoice q => [q.Text, q.Explanation, .. q.Choices.Select(c => c.Text)],
        Typed q => [q.Text, q.Explanation, .. q.Accepted],
        Order q => [q.Text, q.Explanation, .. q.Items],
        _ => [question.Text, question.Explanation],
    };

    // A page that shows what a stranger had a model write must not lead anywhere.
    [GeneratedRegex(@"https?:|www\.|<\s*/?\s*[a-z!]|\]\(|javascript:", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex LinkOrMarkup();

    [GeneratedRegex(@"-?\d+(\.\d+)?", RegexOptions.CultureInvariant)]
    private static partial Regex Numbers();
}
