using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace QuizOrleans.Rules.Bank;

/// <summary>What play has shown of one edition of a question: sums only, so that games can be added up in any order.</summary>
public sealed record ItemCounts
{
    private static readonly ImmutableArray<int> NoTimes = [.. new int[AnswerTimes.Classes]];

    public static readonly ItemCounts None = new();

    /// <summary>Players who had the chance to answer.</summary>
    public int Shown { get; init; }

    public int Answered { get; init; }

    public int Right { get; init; }

    /// <summary>By <see cref="AnswerTimes"/>.</summary>
    public ImmutableArray<int> Times { get; init; } = NoTimes;

    /// <summary>How often each choice was picked, in authored order (true before false); empty for kinds without choices.</summary>
    public ImmutableArray<int> Choices { get; init; } = [];

    /// <summary>The answers of players whose result in the rest of their game is known, and the sums over those results.</summary>
    public Criterion Criterion { get; init; } = new(0, 0, 0, 0, 0);

    public ItemCounts Plus(ItemCounts other) => new()
    {
        Shown = Shown + other.Shown,
        Answered = Answered + other.Answered,
        Right = Right + other.Right,
        Times = Sum(Times, other.Times),
        Choices = Sum(Choices, other.Choices),
        Criterion = Criterion.Plus(other.Criterion),
    };

    private static ImmutableArray<int> Sum(ImmutableArray<int> a, ImmutableArray<int> b)
    {
        var (longer, shorter) = a.Length < b.Length ? (b, a) : (a, b);
        var sum = longer.ToArray();
        for (var i = 0; i < shorter.Length; i++) sum[i] += shorter[i];
        return ImmutableCollectionsMarshal.AsImmutableArray(sum);
    }
}

/// <summary>The sums behind a point-biserial correlation of a right answer with x, the share of the rest of the game the player got right.</summary>
/// <param name="Answers">How many answers.</param>
/// <param name="Right">How many of them were right.</param>
/// <param name="Sum">Σx over all.</param>
/// <param name="SumOfSquares">Σx² over all.</param>
/// <param name="SumOfRight">Σx over the right ones.</param>
public readonly record struct Criterion(int Answers, int Right, double Sum, double SumOfSquares, double SumOfRight)
{
    public Criterion Plus(Criterion other) =>
        new(Answers + other.Answers, Right + other.Right, Sum + other.Sum, SumOfSquares + other.SumOfSquares, SumOfRight + other.SumOfRight);

    public Criterion With(bool right, double rest) =>
        new(Answers + 1, Right + (right ? 1 : 0), Sum + rest, SumOfSquares + (rest * rest), SumOfRight + (right ? rest : 0));

    /// <summary>
    /// The point-biserial correlation r = (M₁ − M₀) / s · √(n₁ n₀ / n²), with M₁ and M₀ the means of x over right and wrong answers and s
    /// the standard deviation of all (Tate 1954, "Correlation between a discrete and a continuous variable", Annals of Mathematical
    /// Statistics 25:603–607). The question itself is not in x: the item-rest correlation (Henrysson 1963, "Correction of item-total
    /// correlations in item analysis", Psychometrika 28:211–218). Null when all answers, or all results, are alike.
    /// </summary>
    public double? PointBiserial()
    {
        var wrong = Answers - Right;
        if (Right == 0 || wrong == 0) return null;
        var n = (double)Answers;
        var variance = (SumOfSquares / n) - (Sum / n * (Sum / n));
        // Below this there is nothing but rounding.
        if (variance < 1e-9) return null;
        var difference = (SumOfRight / Right) - ((Sum - SumOfRight) / wrong);
        return Math.Clamp(difference / Math.Sqrt(variance) * Math.Sqrt(Right / n * (wrong / n)), -1, 1);
    }
}
