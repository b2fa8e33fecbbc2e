using System.Globalization;

namespace QuizOrleans.Testing.LanguageModels;

/// <summary>A project's quota for each model, in the provider's own windows: a minute begins at its second 0, a day at midnight of its time zone.</summary>
internal sealed class ModelQuota(IReadOnlySet<string> keys, int? perMinute, int? perDay, TimeZoneInfo zone)
{
    private readonly Dictionary<(string Model, string Window), int> _counts = [];

    /// <summary>Null when the call is within the quota, and counted; else the refusal.</summary>
    public ModelReply? Take(ModelAsk ask)
    {
        if (!keys.Contains(ask.Key)) return null;
        var (minute, day) = (Minute(ask.At), Day(ask.At));
        if (_counts.GetValueOrDefault((ask.Model, day)) >= perDay) return ModelReply.RateLimited(TimeSpan.FromSeconds(30), "day", perDay);
        if (_counts.GetValueOrDefault((ask.Model, minute)) >= perMinute)
            return ModelReply.RateLimited(TimeSpan.FromTicks(TimeSpan.TicksPerMinute - (ask.At.UtcTicks % TimeSpan.TicksPerMinute)), "minute", perMinute);
        foreach (var window in (string[])[minute, day]) _counts[(ask.Model, window)] = _counts.GetValueOrDefault((ask.Model, window)) + 1;
        return null;
    }

    private static string Minute(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-ddTHH:mm", CultureInfo.InvariantCulture);

    private string Day(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, zone).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
