namespace QuizOrleans.Rules.Generation;

/// <summary>How long what rests. Growing rests double from the first to the longest, and are shortened by up to a half by chance, so that not all wake at once.</summary>
public sealed record KeyPoolRules
{
    /// <summary>Where a day of the quotas ends at midnight.</summary>
    public TimeZoneInfo Days { get; init; } = TimeZoneInfo.Utc;

    /// <summary>After a 429 that does not say how long to wait.</summary>
    public TimeSpan RefusedFirst { get; init; } = TimeSpan.FromSeconds(15);

    public TimeSpan RefusedMost { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>After a 403.</summary>
    public TimeSpan BlockedFirst { get; init; } = TimeSpan.FromMinutes(5);

    public TimeSpan BlockedMost { get; init; } = TimeSpan.FromHours(24);

    /// <summary>After a fault of the provider's: short, so that the next try takes another key or model.</summary>
    public TimeSpan TroubleFirst { get; init; } = TimeSpan.FromSeconds(1);

    public TimeSpan TroubleMost { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>What a provider says to wait is believed up to this: the longest day there is, and an hour.</summary>
    public TimeSpan LongestRest { get; init; } = TimeSpan.FromHours(26);

    public TimeSpan ShortestRest { get; init; } = TimeSpan.FromSeconds(1);

    /// <param name="times">The how-manieth in a row, from 1.</param>
    /// <param name="jitter">0 to below 1.</param>
    public static TimeSpan Growing(TimeSpan first, TimeSpan most, int times, double jitter)
    {
        var whole = Math.Min(first.TotalSeconds * Math.Pow(2, Math.Clamp(times, 1, 60) - 1), most.TotalSeconds);
        return TimeSpan.FromSeconds(whole * (0.5 + (Math.Clamp(jitter, 0, 1) / 2)));
    }

    /// <summary>What a provider says to wait, within bounds.</summary>
    public TimeSpan Bounded(TimeSpan said) => said < ShortestRest ? ShortestRest : said > LongestRest ? LongestRest : said;

    public DateOnly DayOf(DateTimeOffset at) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, Days).DateTime);

    /// <summary>The next midnight; where the clocks skip it, the moment after; where it comes twice, the first one.</summary>
    public DateTimeOffset EndOfDay(DateTimeOffset at)
    {
        var midnight = DayOf(at).AddDays(1).ToDateTime(TimeOnly.MinValue);
        while (Days.IsInvalidTime(midnight)) midnight = midnight.AddMinutes(15);
        var offset = Days.IsAmbiguousTime(midnight) ? Days.GetAmbiguousTimeOffsets(midnight).Max() : Days.GetUtcOffset(midnight);
        return new DateTimeOffset(midnight, offset).ToUniversalTime();
    }
}
