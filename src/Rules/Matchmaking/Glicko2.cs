namespace QuizOrleans.Rules.Matchmaking;

/// <summary>
/// The Glicko-2 system: Mark E. Glickman, "Example of the Glicko-2 system", Boston University, 2022 (glicko.net/glicko/glicko2.pdf). Symbols
/// and step numbers are the paper's.
/// </summary>
/// <remarks>
/// The paper updates once a rating period. Here every duel is a period of its own for its result, and uncertainty grows with the time
/// since the last one: by one period's worth in <see cref="Period"/>.
/// </remarks>
public static class Glicko2
{
    /// <summary>τ, which bounds the change of volatility; the paper finds 0.3 to 1.2 reasonable.</summary>
    public const double Tau = 0.5;

    /// <summary>In so long an idle player's uncertainty grows by one period: from 60 to 110, provisional again, takes about ten months of nothing.</summary>
    public static readonly TimeSpan Period = TimeSpan.FromDays(4);

    private const double Scale = 173.7178;
    private const double Epsilon = 0.000001;

    /// <param name="Opponent">As it was before the game.</param>
    /// <param name="Score">1 for a win, ½ for a draw, 0 for a loss.</param>
    public readonly record struct Result(Rating Opponent, double Score);

    /// <summary>The rating after one duel that ended <paramref name="now"/>.</summary>
    public static Rating After(Rating rating, Rating opponent, double score, DateTimeOffset now)
    {
        var updated = Update(Idle(rating, now), [new Result(Idle(opponent, now), score)]);
        return updated with { Games = rating.Games + 1, At = now };
    }

    /// <summary>The rating as it is <paramref name="now"/>, less certain for the time without a game (step 6 for a part of a period).</summary>
    public static Rating Idle(Rating rating, DateTimeOffset now)
    {
        if (rating.Games == 0 || now <= rating.At) return rating;
        var phi = rating.Deviation / Scale;
        var grown = Math.Sqrt((phi * phi) + ((now - rating.At) / Period * rating.Volatility * rating.Volatility)) * Scale;
        return rating with { Deviation = Math.Min(grown, Rating.MaxDeviation) };
    }

    /// <summary>Steps 2 to 8 for the games of one period.</summary>
    public static Rating Update(Rating rating, IReadOnlyCollection<Result> results)
    {
        if (results.Count == 0) return rating;
        var (mu, phi) = ((rating.Value - 1500) / Scale, rating.Deviation / Scale);
        var (information, improvement) = (0.0, 0.0);
        foreach (var (opponent, score) in results)
        {
            var g = G(opponent.Deviation / Scale);
            var expected = 1 / (1 + Math.Exp(-g * (mu - ((opponent.Value - 1500) / Scale))));
            information += g * g * expected * (1 - expected);
            improvement += g * (score - expected);
        }

        var v = 1 / information;
        var volatility = NewVolatility(rating.Volatility, phi, v, v * improvement);
        var before = Math.Sqrt((phi * phi) + (volatility * volatility));
        var after = 1 / Math.Sqrt((1 / (before * before)) + (1 / v));
        return rating with
        {
            Value = 1500 + (Scale * (mu + (after * after * improvement))),
            Deviation = Math.Clamp(after * Scale, Rating.MinDeviation, Rating.MaxDeviation),
            Volatility = volatility,
        };
    }

    /// <summary>What one is expected to score against the other, 0 to 1.</summary>
    public static double Expected(Rating one, Rating other)
    {
        var g = G(Math.Sqrt((one.Deviation * one.Deviation) + (other.Deviation * other.Deviation)) / Scale);
        return 1 / (1 + Math.Exp(-g * (one.Value - other.Value) / Scale));
    }

    private static double G(double phi) => 1 / Math.Sqrt(1 + (3 * phi * phi / (Math.PI * Math.PI)));

    /// <summary>Step 5: the root of f between two bounds, by the Illinois algorithm.</summary>
    private static double NewVolatility(double sigma, double phi, double v, double delta)
    {
        var a = Math.Log(sigma * sigma);
        var (low, high) = (a, 0.0);
        if (delta * delta > (phi * phi) + v)
        {
            high = Math.Log((delta * delta) - (phi * phi) - v);
        }
        else
        {
            var k = 1;
            while (F(a - (k * Tau)) < 0) k++;
            high = a - (k * Tau);
        }

        var (fLow, fHigh) = (F(low), F(high));
        while (Math.Abs(high - low) > Epsilon)
        {
            var next = low + ((low - high) * fLow / (fHigh - fLow));
            var fNext = F(next);
            if (fNext * fHigh <= 0) (low, fLow) = (high, fHigh);
            else fLow /= 2;
            (high, fHigh) = (next, fNext);
        }

        return Math.Exp(low / 2);

        double F(double x)
        {
            var ex = Math.Exp(x);
            var sum = (phi * phi) + v + ex;
            return (ex * ((delta * delta) - (phi * phi) - v - ex) / (2 * sum * sum)) - ((x - a) / (Tau * Tau));
        }
    }
}
