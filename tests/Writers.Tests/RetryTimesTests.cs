using System.Net.Http.Headers;
using QuizOrleans.Writers.Http;

namespace QuizOrleans.Writers.Tests;

public sealed class RetryTimesTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("34.07s", 34.07)]
    [InlineData("0s", 0.0)]
    [InlineData("-3s", 0.0)]
    [InlineData("1e9s", null)]
    [InlineData("99999999999s", 604_800.0)]
    [InlineData("34", null)]
    [InlineData("s", null)]
    [InlineData("NaNs", null)]
    [InlineData(null, null)]
    public void A_duration_of_google(string? text, double? seconds) =>
        RetryTimes.OfDuration(text).ShouldBe(seconds is { } known ? TimeSpan.FromSeconds(known) : null);

    [Theory]
    [InlineData("7", 7.0)]
    [InlineData("Sat, 21 Nov 2026 12:01:00 GMT", 60.0)]
    [InlineData("Sat, 21 Nov 2020 12:01:00 GMT", 0.0)]
    [InlineData("soon", null)]
    public void The_header_is_seconds_or_a_date(string text, double? seconds) =>
        RetryTimes.OfHeader(Headers(("Retry-After", text)), Now).ShouldBe(seconds is { } known ? TimeSpan.FromSeconds(known) : null);

    [Theory]
    [InlineData("0", "2m59.56s", "5", "7.66s", 179.56)]
    [InlineData("3", "2m59.56s", "0", "7.66s", 7.66)]
    [InlineData("0", "120ms", "0", "1h2m", 3720.0)]
    [InlineData("1", "1s", "1", "1s", null)]
    [InlineData("0", "whenever", "1", "1s", null)]
    public void What_is_used_up_says_when_it_comes_back(string requests, string requestsReset, string tokens, string tokensReset, double? seconds) =>
        RetryTimes.OfRateLimits(Headers(
            ("x-ratelimit-remaining-requests", requests), ("x-ratelimit-reset-requests", requestsReset), ("x-ratelimit-remaining-tokens", tokens), ("x-ratelimit-reset-tokens", tokensReset)))
            .ShouldBe(seconds is { } known ? TimeSpan.FromSeconds(known) : null);

    private static HttpResponseHeaders Headers(params (string Name, string Value)[] headers)
    {
        var response = new HttpResponseMessage();
        foreach (var (name, value) in headers) response.Headers.TryAddWithoutValidation(name, value);
        return response.Headers;
    }
}
