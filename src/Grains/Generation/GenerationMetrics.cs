using System.Diagnostics.Metrics;

namespace QuizOrleans.Grains.Generation;

/// <summary>The instruments of the meter <c>QuizOrleans.Generation</c>.</summary>
public sealed class GenerationMetrics
{
    public const string MeterName = "QuizOrleans.Generation";

    private readonly Histogram<double> _calls;
    private readonly Counter<int> _hedges;
    private readonly Histogram<double> _requests;
    private readonly Counter<int> _questions;

    public GenerationMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(MeterName);
        var seconds = new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.1, 0.25, 0.5, 1, 2, 4, 8, 15, 30, 60] };
        _calls = meter.CreateHistogram("quiz.generation.call.duration", "s", "Calls to language models.", advice: seconds);
        _hedges = meter.CreateCounter<int>("quiz.generation.hedges", "{call}", "Second calls made beside a slow one.");
        _hedges.Add(0);
        _requests = meter.CreateHistogram("quiz.generation.duration", "s", "From asking for questions to having them, stand-ins included.", advice: seconds);
        _questions = meter.CreateCounter<int>("quiz.generation.questions", "{question}", "Questions written or standing in, and those dropped, by what became of them.");
    }

    public void Called(string provider, string model, string outcome, TimeSpan took) =>
        _calls.Record(took.TotalSeconds, new("provider", provider), new("model", model), new("outcome", outcome));

    public void Hedged() => _hedges.Add(1);

    public void Ended(string status, string code, TimeSpan took) => _requests.Record(took.TotalSeconds, new("status", status), new KeyValuePair<string, object?>("code", code));

    public void Became(string what, int count) => _questions.Add(count, new KeyValuePair<string, object?>("result", what));
}
