using System.Diagnostics.Metrics;

namespace QuizOrleans.Grains.Rooms;

/// <summary>The instruments of the meter <c>QuizOrleans.Rooms</c>: the rooms whose activations live in this process.</summary>
public sealed class RoomMetrics
{
    public const string MeterName = "QuizOrleans.Rooms";

    private readonly UpDownCounter<int> _rooms;
    private readonly UpDownCounter<int> _players;
    private readonly Counter<long> _answers;
    private readonly Histogram<double> _answerDuration;

    public RoomMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(MeterName);
        _rooms = meter.CreateUpDownCounter<int>("quiz.rooms.active", "{room}", "Rooms that are open: from their lobby to their end.");
        _players = meter.CreateUpDownCounter<int>("quiz.players.present", "{player}", "Players connected to those rooms.");
        _answers = meter.CreateCounter<long>("quiz.answers", "{answer}", "Answers, by what became of them: ok, or the code of the refusal.");
        _answerDuration = meter.CreateHistogram(
            "quiz.answer.duration", "s", "Time from an answer's arrival at its room to its receipt, the commit included.",
            advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.001, 0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10] });
    }

    public void RoomsChanged(int by) => _rooms.Add(by);

    public void PlayersChanged(int by) => _players.Add(by);

    public void Answered(string code, TimeSpan took)
    {
        _answers.Add(1, new KeyValuePair<string, object?>("quiz.answer.code", code));
        _answerDuration.Record(took.TotalSeconds);
    }
}
