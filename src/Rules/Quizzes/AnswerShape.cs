using System.Collections.Immutable;

namespace QuizOrleans.Rules.Quizzes;

/// <summary>
/// Whether an answer can be one to a question at all. On the path of every answer: rejections are made once, sets of ids are bits.
/// </summary>
internal static class AnswerShape
{
    private static readonly Rejection NoAnswers = Invalid("This question takes no answer.");
    private static readonly Rejection OneChoice = Invalid("Choose exactly one of the choices.");
    private static readonly Rejection SomeChoices = Invalid("Choose one or more of the choices, each once.");
    private static readonly Rejection Text = Invalid($"Type an answer of 1 to {QuizLimits.MaxAnswerText} visible characters.");
    private static readonly Rejection Number = Invalid("Give a finite number.");
    private static readonly Rejection Permutation = Invalid("Put every item in order, each once.");

    public static Rejection? Check(PlayedQuestion question, Answer answer) => question.Question switch
    {
        SingleChoice or Poll => IsOneOf(answer, question.Shown.Length) ? null : OneChoice,
        TrueFalse => IsOneOf(answer, 2) ? null : OneChoice,
        MultipleChoice => answer is ChoiceAnswer a && SetOf(a.Choices, question.Shown.Length) is > 0 ? null : SomeChoices,
        Typed => answer is TextAnswer a && VisibleText.Check(a.Text, QuizLimits.MaxAnswerText) == TextFlaw.None ? null : Text,
        Numeric => answer is NumberAnswer a && double.IsFinite(a.Number) ? null : Number,
        Order => answer is OrderAnswer a && IsPermutation(a.Order, question.Shown.Length) ? null : Permutation,
        _ => NoAnswers,
    };

    /// <summary>The ids as bits; null when one does not exist or comes twice. A question has at most 8 choices, far below 64.</summary>
    public static ulong? SetOf(ImmutableArray<int> ids, int count)
    {
        var set = 0UL;
        foreach (var id in ids.AsSpan())
        {
            if ((uint)id >= (uint)Math.Min(count, 64)) return null;
            var bit = 1UL << id;
            if ((set & bit) != 0) return null;
            set |= bit;
        }

        return set;
    }

    private static bool IsOneOf(Answer answer, int count) =>
        answer is ChoiceAnswer { Choices: { IsDefault: false, Length: 1 } choices } && (uint)choices[0] < (uint)count;

    private static bool IsPermutation(ImmutableArray<int> order, int count) =>
        !order.IsDefault && order.Length == count && SetOf(order, count) is not null;

    private static Rejection Invalid(string message) => new("invalid_answer", message);
}
