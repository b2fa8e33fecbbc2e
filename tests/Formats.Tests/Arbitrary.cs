using FsCheck;
using FsCheck.Fluent;
using QuizOrleans.Rules.Bank;
using QuizOrleans.Rules.Quizzes;

namespace QuizOrleans.Formats.Tests;

/// <summary>Questions of every kind with texts that formats trip over. FsCheck prints the seed of a failure.</summary>
internal static class Arbitrary
{
    private const string Tricky = "abcXYZ019 =~#{}:%\\->/'\"|;,@+[]()<>&*_.!?éßäøя語ق😀";

    /// <summary>What a good question may have as a text: visible, ends trimmed.</summary>
    public static Gen<string> Text { get; } = Gen.OneOf(
            Gen.Elements(Tricky.EnumerateRunes().ToArray()).NonEmptyListOf().Select(r => string.Concat(r.Take(60))),
            Gen.Elements("=SUM(A1)", "-5", "+1", "@x", "'=1", "''-", "%50%x", "TRUE", "T", "#", "// no", "$CATEGORY: x", "::a::", "[html]<b>x</b>", "a -> b", "A. x", "ANSWER: A", "sep=;", "1", "A", "a,b", "a|b", "a\\|b", "####", "\\n"))
        .Select(t => t.Trim()).Where(t => VisibleText.Check(t, 60) == TextFlaw.None);

    public static Gen<string[]> Texts(int least, int most) =>
        Text.ListOf().Select(t => t.DistinctBy(x => string.Join(' ', x.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).ToUpperInvariant()).Take(most).ToArray()).Where(t => t.Length >= least);

    public static Gen<double> Number { get; } = Gen.OneOf(Gen.Choose(-1000, 1000).Select(i => (double)i), Gen.Choose(1, 1 << 30).Select(i => i / 977.0), Gen.Elements(0, 1e-9, -1e22, 3.14));

    public static Gen<Question> Question { get; } = Gen.OneOf(
            Texts(2, 8).SelectMany(t => Gen.Choose(0, t.Length - 1).Select(Question (right) => new SingleChoice { Text = "", Choices = [.. t.Select((c, i) => new Choice(c, i == right))] })),
            Texts(3, 8).SelectMany(t => Gen.Choose(2, t.Length - 1).Select(Question (right) => new MultipleChoice { Text = "", Choices = [.. t.Select((c, i) => new Choice(c, i < right))] })),
            Gen.Elements(true, false).Select(Question (answer) => new TrueFalse { Text = "", Answer = answer }),
            Texts(1, 20).Select(Question (t) => new Typed { Text = "", Accepted = [.. t] }),
            Number.Two().Select(Question (n) => new Numeric { Text = "", Number = n.Item1, Within = Math.Abs(n.Item2) }),
            Texts(2, 8).Select(Question (t) => new Order { Text = "", Items = [.. t] }),
            Texts(2, 8).Select(Question (t) => new Poll { Text = "", Choices = [.. t] }),
            Gen.Constant<Question>(new Slide { Text = "" }))
        .SelectMany(q => Text.SelectMany(text => Gen.OneOf(Gen.Constant(""), Text).SelectMany(explanation => Texts(0, 5).SelectMany(tags =>
            Gen.Elements(Difficulty.Unset, Difficulty.Easy, Difficulty.Hard).Select(difficulty => q with
            {
                Text = text,
                Explanation = explanation,
                Category = tags.FirstOrDefault("History"),
                Tags = [.. tags.Where(t => t.Length <= 15)],
                Difficulty = difficulty,
            })))));

    public static Gen<BankQuestion> Bank { get; } = Question.SelectMany(q => Gen.OneOf(Gen.Constant(""), Text).Select(text => new BankQuestion
    {
        Question = q,
        Language = "de-AT",
        ExamType = text,
        Subject = text,
        Source = text,
        Licence = text,
    })).Where(b => BankFaults.Of(b).IsEmpty);

    /// <summary>How much longer than usual counterexamples are looked for: <c>QUIZ_SEARCH=50</c> tries fifty times as many.</summary>
    private static int Search { get; } = int.TryParse(Environment.GetEnvironmentVariable("QUIZ_SEARCH"), out var times) ? Math.Max(1, times) : 1;

    public static void Holds<T>(Gen<T> gen, Action<T> property, int times = 500) =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(times * Search), Prop.ForAll(gen.ToArbitrary(), property));
}
