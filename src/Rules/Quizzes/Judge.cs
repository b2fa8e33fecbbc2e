namespace QuizOrleans.Rules.Quizzes;

/// <summary>Judges answers. The server alone does; no client ever says what is correct.</summary>
public static class Judge
{
    /// <summary>Null when the answer has the shape the question asks for and its ids exist; else why not.</summary>
    public static Rejection? Check(PlayedQuestion question, Answer answer) => throw new NotImplementedException();

    /// <summary>
    /// The share of the question that the answer gets right, 0 to 1: 0 or 1 unless <paramref name="partialCredit"/> is on, then
    /// multiple choice gives max(0, right picks − wrong picks) / right choices and order gives items in place / items.
    /// Polls and slides give 0. A <see cref="NumberRule.Nearest"/> number gives 0 here; <see cref="Nearest"/> judges it at the close.
    /// </summary>
    public static double Credit(PlayedQuestion question, Answer answer, bool partialCredit) => throw new NotImplementedException();

    /// <summary>The smallest distance to the answer among all given; null when nobody gave a number.</summary>
    public static double? Nearest(Numeric question, IEnumerable<Answer> answers) => throw new NotImplementedException();
    public static Answer? Correct(PlayedQuestion question) => null;
}
