using FsCheck;
using FsCheck.Fluent;
using QuizOrleans.Rules.Quizzes;

namespace QuizOrleans.Rules.Tests.Quizzes;

/// <summary>What the properties draw from. FsCheck prints the seed of a failure.</summary>
internal static class Arbitrary
{
    private const string Tricky = "aAbtheTHE  .,'-’–&#%+019٣½²éÉñßæøŁıİςΣ가か゛が\u0301\u00AD\u200B\u200D\uFFFE\uFFFD\uD83D\uDE00\uD800\uDC00\n\t\0ﬁ①№ﷺǅ";

    /// <summary>Any UTF-16 code units: halves of pairs, controls, marks, compatibility forms, and much of what the folding treats specially.</summary>
    public static Gen<string> Text { get; } = Gen.OneOf(
        Gen.Elements(Tricky.ToCharArray()).ArrayOf().Select(c => new string(c)),
        Gen.Choose(0, 0xFFFF).Select(i => (char)i).ArrayOf().Select(c => new string(c)),
        Gen.Elements("the ", "The ", "a ", "An ", "-", "1,000", "3.14", "U.S.A.", "O'Brien", "&", " ", "x").ArrayOf().Select(string.Concat));

    public static Gen<Answer> Answer { get; } = Gen.OneOf(
        Ids.Select(Answer (ids) => new ChoiceAnswer([.. ids])),
        Ids.Select(Answer (ids) => new OrderAnswer([.. ids])),
        Text.Select(Answer (text) => new TextAnswer(text)),
        Gen.Elements(0, 1, 2, 2.5, -1, double.NaN, double.PositiveInfinity, double.MaxValue).Select(Answer (n) => new NumberAnswer(n)),
        Gen.Constant<Answer>(new ChoiceAnswer(default)),
        Gen.Constant<Answer>(new OrderAnswer(default)));

    public static Gen<Question> Question { get; } = Gen.Elements<Question>(
        Given.Single("*a", "b", "c"),
        Given.Multiple("*a", "b", "*c", "d"),
        Given.Statement(true),
        Given.Typed("x", "the answer"),
        Given.Number(2, 1),
        Given.Number(2, 0, NumberRule.Nearest),
        Given.Items("a", "b", "c", "d"),
        Given.Items("a", "b"),
        Given.Poll("a", "b"),
        Given.Slide());

    public static Gen<Quiz> Quiz { get; } = Question.NonEmptyListOf().Select(q => Given.Quiz([.. q]));

    public static Gen<ulong> Seed { get; } = Gen.Choose(int.MinValue, int.MaxValue).Two().Select(p => ((ulong)(uint)p.Item1 << 32) | (uint)p.Item2);

    private static Gen<int[]> Ids => Gen.Choose(-1, 5).ArrayOf();

    /// <summary>How much longer than usual counterexamples are looked for: <c>QUIZ_SEARCH=50</c> tries fifty times as many.</summary>
    private static int Search { get; } = int.TryParse(Environment.GetEnvironmentVariable("QUIZ_SEARCH"), out var times) ? Math.Max(1, times) : 1;

    public static void Holds<T>(Gen<T> gen, Action<T> property, int times = 500) =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(times * Search), Prop.ForAll(gen.ToArbitrary(), property));
}
