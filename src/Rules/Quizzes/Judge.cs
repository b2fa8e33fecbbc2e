using System.Collections.Immutable;
using System.Numerics;

namespace QuizOrleans.Rules.Quizzes;

/// <summary>Judges answers. The server alone does; no client ever says what is correct.</summary>
public static class Judge
{
    /// <summary>Null when the answer has the shape the question asks for and its ids exist; else why not.</summary>
    public static Rejection? Check(PlayedQuestion question, Answer answer) => AnswerShape.Check(question, answer);

    /// <summary>
    /// The share of the question that the answer gets right, 0 to 1: 0 or 1 unless <paramref name="partialCredit"/> is on, then
    /// multiple choice gives max(0, right picks − wrong picks) / right choices and order gives items in place / items.
    /// Polls and slides give 0, and so does an answer that <see cref="Check"/> would refuse.
    /// A <see cref="NumberRule.Nearest"/> number gives 0 here; <see cref="Nearest"/> judges it at the close.
    /// </summary>
    public static double Credit(PlayedQuestion question, Answer answer, bool partialCredit) => (question.Question, answer) switch
    {
        (SingleChoice q, ChoiceAnswer { Choices: { IsDefault: false } and [var id] }) => OneIf(Has(question, id) && q.Choices[question.Shown[id]].Correct),
        (TrueFalse q, ChoiceAnswer { Choices: { IsDefault: false } and [var id] }) => OneIf(id == IdOf(q.Answer)),
        (MultipleChoice q, ChoiceAnswer a) => Picks(q, question, a, partialCredit),
        (Typed q, TextAnswer a) => OneIf(TypedAnswers.Matches(q, a.Text)),
        (Numeric { Rule: NumberRule.Within } q, NumberAnswer a) => OneIf(IsWithin(q, a.Number)),
        (Order, OrderAnswer a) => InPlace(question, a, partialCredit),
        _ => 0,
    };

    /// <summary>The smallest distance to the answer among all given; null when nobody gave a number.</summary>
    public static double? Nearest(Numeric question, IEnumerable<Answer> answers)
    {
        double? nearest = null;
        foreach (var answer in answers)
        {
            if (answer is not NumberAnswer { Number: var number } || !double.IsFinite(number)) continue;
            var distance = Math.Abs(number - question.Number);
            if (nearest is not { } best || distance < best) nearest = distance;
        }

        return nearest;
    }

    /// <summary>
    /// The right answer in shown ids, for the reveal and the host: null for polls and slides, the first accepted text for typed, and
    /// the number itself whatever the rule.
    /// </summary>
    public static Answer? Correct(PlayedQuestion question) => question.Question switch
    {
        SingleChoice q => new ChoiceAnswer(CorrectIds(q.Choices, question.Shown)),
        MultipleChoice q => new ChoiceAnswer(CorrectIds(q.Choices, question.Shown)),
        TrueFalse q => new ChoiceAnswer([IdOf(q.Answer)]),
        Typed q => new TextAnswer(q.Accepted[0]),
        Numeric q => new NumberAnswer(q.Number),
        Order q => new OrderAnswer([.. Enumerable.Range(0, q.Items.Length).Select(i => question.Shown.IndexOf(i))]),
        _ => null,
    };

    private static ImmutableArray<int> CorrectIds(ImmutableArray<Choice> choices, ImmutableArray<int> shown) =>
        [.. Enumerable.Range(0, shown.Length).Where(id => choices[shown[id]].Correct)];

    private static double Picks(MultipleChoice q, PlayedQuestion question, ChoiceAnswer answer, bool partialCredit)
    {
        if (AnswerShape.SetOf(answer.Choices, question.Shown.Length) is not { } picked) return 0;
        var correct = 0UL;
        for (var id = 0; id < question.Shown.Length; id++)
        {
            if (q.Choices[question.Shown[id]].Correct) correct |= 1UL << id;
        }

        if (!partialCredit) return OneIf(picked == correct && correct != 0);
        var right = BitOperations.PopCount(picked & correct);
        var wrong = BitOperations.PopCount(picked & ~correct);
        return right > wrong ? (double)(right - wrong) / BitOperations.PopCount(correct) : 0;
    }

    private static double InPlace(PlayedQuestion question, OrderAnswer answer, bool partialCredit)
    {
        var shown = question.Shown;
        if (shown.IsEmpty || answer.Order.IsDefault || answer.Order.Length != shown.Length || AnswerShape.SetOf(answer.Order, shown.Length) is null) return 0;
        var inPlace = 0;
        for (var i = 0; i < shown.Length; i++)
        {
            if (shown[answer.Order[i]] == i) inPlace++;
        }

        return partialCredit ? (double)inPlace / shown.Length : OneIf(inPlace == shown.Length);
    }

    /// <summary>
    /// 0.4 is within 0.1 of 0.3, though not in binary: the last bits of the larger number are forgiven. An exact count forgives none.
    /// </summary>
    private static bool IsWithin(Numeric q, double number)
    {
        if (!double.IsFinite(number)) return false;
        if (number == q.Number) return true;
        if (q.Within == 0) return false;
        var lastBits = 4 * Math.BitIncrement(1) - 4;
        return Math.Abs(number - q.Number) <= q.Within + (lastBits * Math.Max(Math.Abs(number), Math.Abs(q.Number)));
    }

    private static bool Has(PlayedQuestion question, int id) => (uint)id < (uint)question.Shown.Length;

    private static int IdOf(bool answer) => answer ? 0 : 1;

    private static double OneIf(bool right) => right ? 1 : 0;
}
