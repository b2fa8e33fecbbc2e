using System.Collections.Immutable;

namespace QuizOrleans.Rules.Bank;

/// <summary>
/// Answer times as counts in classes that can be added up: class i ends at 250 ms · 1.2^i, the last has no end. A median read from them is
/// within a tenth of the true one.
/// </summary>
public static class AnswerTimes
{
    public const int Classes = 40;

    private const double FirstMs = 250;
    private const double Ratio = 1.2;

    public static int ClassOf(TimeSpan time) => time.TotalMilliseconds <= FirstMs
        ? 0
        : Math.Min(Classes - 1, (int)Math.Ceiling(Math.Log(time.TotalMilliseconds / FirstMs) / Math.Log(Ratio)));

    /// <summary>The median in milliseconds, by interpolation within its class; null when nobody answered.</summary>
    public static int? Median(ImmutableArray<int> counts)
    {
        var half = counts.Sum(c => (long)c) / 2.0;
        if (half == 0) return null;
        var below = 0L;
        for (var i = 0; ; i++)
        {
            if (below + counts[i] >= half)
            {
                var from = i == 0 ? 0 : EndOf(i - 1);
                return (int)Math.Round(from + ((EndOf(i) - from) * (half - below) / counts[i]));
            }

            below += counts[i];
        }
    }

    private static double EndOf(int index) => FirstMs * Math.Pow(Ratio, index);
}
