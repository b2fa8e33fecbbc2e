using System.Diagnostics.Metrics;

namespace QuizOrleans.Grains.Matchmaking;

/// <summary>The instruments of the meter <c>QuizOrleans.Queues</c>.</summary>
public sealed class QueueMetrics
{
    public const string MeterName = "QuizOrleans.Queues";

    private readonly UpDownCounter<int> _tickets;
    private readonly Histogram<double> _waits;

    public QueueMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(MeterName);
        _tickets = meter.CreateUpDownCounter<int>("quiz.queue.tickets", "{ticket}", "Players who look for an opponent.");
        _waits = meter.CreateHistogram(
            "quiz.queue.wait", "s", "How long those waited who were matched.",
            advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.25, 0.5, 1, 2, 5, 10, 20, 40, 80, 160, 320] });
    }

    public void TicketsChanged(int by) => _tickets.Add(by);

    public void Matched(TimeSpan wait) => _waits.Record(wait.TotalSeconds);
}
