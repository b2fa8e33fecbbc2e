using System.Diagnostics.Metrics;

namespace QuizOrleans.WebFront.Limits;

/// <summary>The instruments of the meter <c>QuizOrleans.Limits</c>.</summary>
public sealed class LimitMetrics
{
    public const string MeterName = "QuizOrleans.Limits";

    /// <summary>What is known before anything is over a limit.</summary>
    private static readonly string[] Limits =
    [
        "messages", "answers", "tickets", "address_messages", "account", "requests", RateLimits.Ai, RateLimits.SignIn, RateLimits.Accounts, RateLimits.Passwords,
        RateLimits.Exports, RateLimits.Guests, RateLimits.Connections,
    ];

    private static readonly string[] Codes = [RetryAfter.Code, "too_many_connections", "session_over", "idle", "signed_out"];

    private readonly Counter<long> _refused;
    private readonly Counter<long> _closed;

    public LimitMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(MeterName);
        _refused = meter.CreateCounter<long>("quiz.limits.refused", "{call}", "Calls and requests over a limit, by the limit.");
        _closed = meter.CreateCounter<long>("quiz.connections.closed", "{connection}", "Connections that the server ended, by the code they were told.");
        // There before the first event: what is not there yet does not grow by it.
        foreach (var limit in Limits) Count(_refused, "quiz.limit", limit, 0);
        foreach (var code in Codes) Count(_closed, "quiz.code", code, 0);
    }

    public void Refused(string limit) => Count(_refused, "quiz.limit", limit, 1);

    public void Closed(string code) => Count(_closed, "quiz.code", code, 1);

    private static void Count(Counter<long> counter, string label, string value, int by) => counter.Add(by, new KeyValuePair<string, object?>(label, value));
}
