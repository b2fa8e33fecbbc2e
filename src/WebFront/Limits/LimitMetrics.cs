using System.Diagnostics.Metrics;

namespace QuizOrleans.WebFront.Limits;

/// <summary>The instruments of the meter <c>QuizOrleans.Limits</c>.</summary>
public sealed class LimitMetrics
{
    public const string MeterName = "QuizOrleans.Limits";

    private readonly Counter<long> _refused;
    private readonly Counter<long> _closed;

    public LimitMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(MeterName);
        _refused = meter.CreateCounter<long>("quiz.limits.refused", "{call}", "Calls and requests over a limit, by the limit.");
        _closed = meter.CreateCounter<long>("quiz.connections.closed", "{connection}", "Connections that the server ended, by the code they were told.");
    }

    public void Refused(string limit) => _refused.Add(1, new KeyValuePair<string, object?>("quiz.limit", limit));

    public void Closed(string code) => _closed.Add(1, new KeyValuePair<string, object?>("quiz.code", code));
}
