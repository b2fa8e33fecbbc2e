using System.Diagnostics.Metrics;

namespace QuizOrleans.WebFront.Relay;

/// <summary>The instruments of the meter <c>QuizOrleans.Relay</c>: what this front listens to, read when somebody asks.</summary>
public sealed class RelayMetrics
{
    public const string MeterName = "QuizOrleans.Relay";

    private readonly Meter _meter;
    private readonly Counter<int> _cutOff;

    public RelayMetrics(IMeterFactory meters)
    {
        _meter = meters.Create(MeterName);
        _cutOff = _meter.CreateCounter<int>("quiz.relay.cut_off", "{connection}", "Connections ended because they did not read what they were sent.");
        _cutOff.Add(0);
    }

    public void CutOff() => _cutOff.Add(1);

    /// <summary>The relays tell their own numbers.</summary>
    internal void Watch(RoomRelays relays)
    {
        _meter.CreateObservableGauge("quiz.relay.rooms", () => relays.Rooms, "{room}", "Rooms this front listens to.");
        _meter.CreateObservableGauge("quiz.relay.connections", () => relays.Connections, "{connection}", "Connections that listen to a room.");
    }
}
