namespace QuizOrleans.WebFront.Limits;

/// <summary>
/// A token bucket, kept as the instant at which it will be full (the virtual schedule of ITU-T I.371, known as GCRA): a token taken puts that instant off by
/// the time one token takes to come. One number instead of a count that must be topped up, so a call needs one compare-and-swap and no lock; thousands
/// behind one address share a bucket.
/// </summary>
/// <param name="permits">The most that may be taken at once.</param>
/// <param name="window">The time in which so many come again, one by one.</param>
/// <param name="frequency">Of the timestamps: how many make a second.</param>
internal sealed class TokenBucket(int permits, TimeSpan window, long frequency)
{
    private readonly long _interval = Math.Max(1, (long)(window.TotalSeconds * frequency / permits));
    private long _fullAt = long.MinValue;

    public bool IsFull(long now) => Volatile.Read(ref _fullAt) <= now;

    /// <summary>Null when a token was taken; else how long until there is one.</summary>
    public TimeSpan? Take(long now)
    {
        while (true)
        {
            var fullAt = Volatile.Read(ref _fullAt);
            var next = Math.Max(fullAt, now) + _interval;
            var missing = next - now - (_interval * permits);
            if (missing > 0) return TimeSpan.FromSeconds((double)missing / frequency);
            if (Interlocked.CompareExchange(ref _fullAt, next, fullAt) == fullAt) return null;
        }
    }

    /// <summary>Puts back a token that was taken. A bucket never holds more than it did when it was full.</summary>
    public void GiveBack() => Interlocked.Add(ref _fullAt, -_interval);
}
