namespace QuizOrleans.Storage.Database;

/// <summary>Growing pauses with jitter, so that the writers of many processes do not return to a starting server in step.</summary>
internal static class Backoff
{
    private const double FirstMs = 10;
    private const double LongestMs = 500;

    /// <param name="attempt">How many tries failed so far, from 1.</param>
    public static TimeSpan After(int attempt)
    {
        var full = Math.Min(LongestMs, FirstMs * Math.Pow(2, Math.Min(attempt, 10)));
#pragma warning disable CA5394 // Spreading load needs no secret.
        return TimeSpan.FromMilliseconds(full * (0.5 + (Random.Shared.NextDouble() / 2)));
#pragma warning restore CA5394
    }
}
