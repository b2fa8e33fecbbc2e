using System.Globalization;
using QuizOrleans.Rules.Quizzes;

namespace QuizOrleans.Rules.Bank;

/// <summary>
/// What tells that two questions are the same, or nearly. The same: equal kind, text and set of answers after folding
/// (<see cref="TypedAnswers.Normalise"/>), whatever the order of the choices. Nearly: texts with their right answers that share most of
/// their trigrams (<see cref="Trigrams"/>); the answer is part of it since "Which of these is a prime number?" can be asked many times.
/// </summary>
/// <param name="Fingerprint">Equal for the same question.</param>
/// <param name="Text">What is compared by trigrams.</param>
public sealed record Likeness(Guid Fingerprint, string Text)
{
    /// <summary>Long enough to tell questions apart, short enough for an index.</summary>
    private const int MaxText = 400;

    public static Likeness Of(Question question)
    {
        var text = TypedAnswers.Normalise(question.Text);
        string[] right = [.. Right(question).Select(TypedAnswers.Normalise).Order(StringComparer.Ordinal)];
        string[] wrong = [.. Wrong(question).Select(TypedAnswers.Normalise).Order(StringComparer.Ordinal)];
        var fingerprint = Edition.Hash([Kind(question), text, "+", .. right, "-", .. wrong]);
        var compared = string.Join(' ', [text, .. right.Take(3)]);
        return new Likeness(fingerprint, compared.Length > MaxText ? compared[..MaxText] : compared);
    }

    // Putting the same things in another order is another question; all other answers are sets.
    private static IEnumerable<string> Right(Question question) => question switch
    {
        SingleChoice q => q.Choices.Where(c => c.Correct).Select(c => c.Text),
        MultipleChoice q => q.Choices.Where(c => c.Correct).Select(c => c.Text),
        TrueFalse q => [q.Answer ? "true" : "false"],
        Typed q => q.Accepted,
        Numeric q => [q.Number.ToString("R", CultureInfo.InvariantCulture)],
        Order q => [string.Join(" < ", q.Items)],
        Poll q => q.Choices,
        _ => [],
    };

    private static IEnumerable<string> Wrong(Question question) => question switch
    {
        SingleChoice q => q.Choices.Where(c => !c.Correct).Select(c => c.Text),
        MultipleChoice q => q.Choices.Where(c => !c.Correct).Select(c => c.Text),
        _ => [],
    };

    // Single and multiple are one here: the same choices with the same ones right.
    private static string Kind(Question question) => question is SingleChoice or MultipleChoice ? "choice" : question.GetType().Name;
}
