using System.Collections.Immutable;
using QuizOrleans.Rules.Quizzes;

namespace QuizOrleans.Rules.Bank;

/// <summary>Part of a quiz that is drawn: "10 from History, medium, not seen by these players". What is empty or null does not matter.</summary>
public sealed record DrawRule
{
    public required int Count { get; init; }

    public string Category { get; init; } = "";

    public string Language { get; init; } = "";

    public Difficulty? Difficulty { get; init; }

    /// <summary>All of these.</summary>
    public ImmutableArray<string> Tags { get; init; } = [];

    /// <summary>One of these: "single", "typed" …</summary>
    public ImmutableArray<string> Kinds { get; init; } = [];

    public string ExamType { get; init; } = "";

    public string Subject { get; init; } = "";
}

/// <summary>How a draw picks from what fits.</summary>
public static class Drawing
{
    private static readonly string[] Kinds = ["single", "multiple", "trueFalse", "typed", "number", "order", "poll", "slide"];

    /// <summary>
    /// The bank's questions lie on a circle, each at a random place, and a draw looks at those that follow a random point. How many: enough
    /// that neighbours on the circle rarely come together again, and that each question is nearly as likely as any other (with a window of
    /// n the likelihoods differ by about 1/√n).
    /// </summary>
    /// <param name="isRotated">What was drawn is left out of the next draw: then a smaller one will do, since all come in turn.</param>
    public static int Window(int count, bool isRotated = false) => isRotated ? Math.Max(50, 3 * count) : Math.Max(200, 5 * count);

    /// <summary>The point on the circle, 0 (inclusive) to 1.</summary>
    public static double Point(ulong seed) => (new SplitMix64(seed).Next() >> 11) * (1.0 / (1UL << 53));

    /// <summary>So many of the candidates, each as likely, in random order; all of them when there are not more. The same seed picks the same.</summary>
    public static ImmutableArray<T> Pick<T>(ImmutableArray<T> candidates, int count, ulong seed)
    {
        int[] order = [.. Enumerable.Range(0, candidates.Length)];
        new SplitMix64(seed + 1).Shuffle(order);
        return [.. order.Take(count).Select(i => candidates[i])];
    }

    /// <summary>Why these rules cannot be drawn by; empty when they can.</summary>
    public static ImmutableArray<Fault> FaultsOf(ImmutableArray<DrawRule> rules)
    {
        var faults = new FaultList();
        faults.Count("rules", "rules in a draw", rules, 1, BankLimits.MaxRules);
        foreach (var rule in rules.IsDefault ? [] : rules)
        {
            faults.If(rule.Count is < 1 or > BankLimits.MaxDrawn, "count_out_of_range", $"A rule draws 1 to {BankLimits.MaxDrawn} questions.");
            faults.OptionalText("category", "The category", rule.Category, QuizLimits.MaxCategory);
            faults.If(rule.Language.Length > 0 && !BankFaults.IsLanguage(rule.Language), "language_invalid", "The language is a tag such as en or pt-BR.");
            faults.Count("tags", "tags", rule.Tags, 0, BankLimits.MaxFilterTexts);
            faults.Texts("tag", "A tag", rule.Tags, QuizLimits.MaxTag);
            faults.If(!rule.Kinds.IsDefault && !rule.Kinds.All(Kinds.Contains), "kind_unknown", $"The kinds are {string.Join(", ", Kinds)}.");
            faults.OptionalText("exam_type", "The exam type", rule.ExamType, BankLimits.MaxExamType);
            faults.OptionalText("subject", "The subject", rule.Subject, BankLimits.MaxSubject);
        }

        var drawn = rules.IsDefault ? 0 : rules.Sum(r => (long)r.Count);
        faults.If(drawn > BankLimits.MaxDrawn, "questions_too_many", $"A quiz has at most {BankLimits.MaxDrawn} questions, not {drawn}.");
        return faults.ToImmutable();
    }
}
