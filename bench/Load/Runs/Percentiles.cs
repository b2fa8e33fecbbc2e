using System.Diagnostics;

namespace QuizOrleans.Load.Runs;

/// <summary>A sample of durations, told in ms.</summary>
internal sealed class Percentiles
{
    private readonly long[] _sorted;

    /// <summary>Takes Stopwatch ticks.</summary>
    public Percentiles(List<long> ticks)
    {
        _sorted = [.. ticks];
        Array.Sort(_sorted);
    }

    public double P50 => At(0.50);

    public double P95 => At(0.95);

    public double P99 => At(0.99);

    public double Max => At(1);

    /// <summary>Nearest rank: the smallest value that this share of the sample does not exceed. NaN when the sample is empty.</summary>
    private double At(double share)
    {
        if (_sorted.Length == 0) return double.NaN;
        var rank = Math.Clamp((int)Math.Ceiling(share * _sorted.Length), 1, _sorted.Length);
        return Math.Round(_sorted[rank - 1] * 1000.0 / Stopwatch.Frequency, 2);
    }
}
