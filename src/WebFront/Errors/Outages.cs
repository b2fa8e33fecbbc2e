using QuizOrleans.Grains;

namespace QuizOrleans.WebFront.Errors;

/// <summary>The silo stops, or the database is away: what fails then, fails for all at once and is no fault of the program's.</summary>
internal sealed class Outages(TimeProvider time)
{
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(10);

    private long _saidAt = long.MinValue;

    public static bool IsOne(Exception exception) => exception is SiloUnavailableException or StorageUnavailableException or TimeoutException;

    /// <summary>What a log should have the stack of; null where the cause's name says all.</summary>
    public static Exception? Unforeseen(Exception exception) => IsOne(exception) ? null : exception;

    /// <summary>Whether one more word about an outage is worth a line: one in ten seconds is. What is unforeseen always is.</summary>
    public bool IsNews(Exception exception)
    {
        if (!IsOne(exception)) return true;
        var (said, now) = (Interlocked.Read(ref _saidAt), time.GetTimestamp());
        if (said != long.MinValue && time.GetElapsedTime(said, now) < Quiet) return false;
        return Interlocked.CompareExchange(ref _saidAt, now, said) == said;
    }
}
