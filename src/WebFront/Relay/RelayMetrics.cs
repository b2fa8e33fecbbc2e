using System.Diagnostics.Metrics;

namespace QuizOrleans.WebFront.Relay;

/// <summary>The instruments of the meter <c>QuizOrleans.Relay</c>: what this front listens to, read when somebody asks.</summary>
public sealed class RelayMetrics
{
    public const string MeterName = "QuizOrleans.Relay";

    public RelayMetrics(IMeterFactory meters, RoomRelays relays)
    {
        var meter = meters.Create(MeterName);
        meter.CreateObservableGauge("quiz.relay.rooms", () => relays.Rooms, "{room}", "Rooms this front listens to.");
        meter.CreateObservableGauge("quiz.relay.connections", () => relays.Connections, "{connection}", "Connections that listen to a room.");
    }
}
