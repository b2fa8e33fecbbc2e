using System.Globalization;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;

namespace QuizOrleans.Writers.Http;

/// <summary>How long a provider says to wait, in the ways that they say it.</summary>
internal static partial class RetryTimes
{
    private static readonly TimeSpan Most = TimeSpan.FromDays(7);

    /// <summary>The header Retry-After, as seconds or as a date (RFC 9110, section 10.2.3).</summary>
    public static TimeSpan? OfHeader(HttpResponseHeaders headers, DateTimeOffset now) => headers.RetryAfter switch
    {
        { Delta: { } wait } => Within(wait),
        { Date: { } date } => Within(date - now),
        _ => null,
    };

    /// <summary>google.protobuf.Duration in JSON, such as "34.07s".</summary>
    public static TimeSpan? OfDuration(string? text) =>
        text is { Length: > 1 and < 30 } && text[^1] == 's'
        && double.TryParse(text[..^1], NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var seconds) && double.IsFinite(seconds)
            ? Within(TimeSpan.FromSeconds(Math.Clamp(seconds, 0, Most.TotalSeconds)))
            : null;

    /// <summary>
    /// Where a 429 has no Retry-After: the reset of the x-ratelimit pair that is used up, such as "2m59.56s" or "120ms"
    /// (https://console.groq.com/docs/rate-limits; OpenAI's are the same).
    /// </summary>
    public static TimeSpan? OfRateLimits(HttpResponseHeaders headers)
    {
        TimeSpan? longest = null;
        foreach (var unit in (string[])["requests", "tokens"])
        {
            if (One(headers, $"x-ratelimit-remaining-{unit}") != "0" || OfParts(One(headers, $"x-ratelimit-reset-{unit}")) is not { } wait) continue;
            if (longest is null || wait > longest) longest = wait;
        }

        return longest;
    }

    private static TimeSpan? OfParts(string? text)
    {
        if (text is not { Length: > 0 and < 30 } || Parts().Match(text) is not { Success: true } parts) return null;
        return Within(Part("d", 86_400) + Part("h", 3_600) + Part("m", 60) + Part("s", 1) + Part("ms", 0.001));

        TimeSpan Part(string name, double seconds) =>
            parts.Groups[name] is { Success: true } group ? TimeSpan.FromSeconds(Math.Min(double.Parse(group.ValueSpan, CultureInfo.InvariantCulture) * seconds, Most.TotalSeconds)) : TimeSpan.Zero;
    }

    private static string? One(HttpResponseHeaders headers, string name) => headers.TryGetValues(name, out var values) ? values.FirstOrDefault() : null;

    private static TimeSpan Within(TimeSpan wait) => wait < TimeSpan.Zero ? TimeSpan.Zero : wait > Most ? Most : wait;

    [GeneratedRegex(@"^(?:(?<d>\d+)d)?(?:(?<h>\d+)h)?(?:(?<m>\d+)m)?(?:(?<s>\d+(?:\.\d+)?)s)?(?:(?<ms>\d+(?:\.\d+)?)ms)?$", RegexOptions.CultureInvariant)]
    private static partial Regex Parts();
}
