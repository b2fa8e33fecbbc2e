using Microsoft.Extensions.Options;
using QuizOrleans.WebFront.Identity;
using QuizOrleans.WebFront.Relay;

namespace QuizOrleans.WebFront.Limits;

/// <summary>Ends connections that idle or have lasted too long. One slow round for all of them, where a timer each would cost more.</summary>
public sealed class ConnectionCare(Connections connections, Sessions sessions, RoomRelays rooms, QueueRelays queues, IOptions<LimitOptions> options, TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan Slowest = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Fastest = TimeSpan.FromMilliseconds(50);

    private readonly LimitOptions _limits = options.Value;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var shortest = _limits.Idle < _limits.Session ? _limits.Idle : _limits.Session;
        using var timer = new PeriodicTimer(TimeSpan.FromTicks(Math.Clamp((shortest / 10).Ticks, Fastest.Ticks, Slowest.Ticks)), time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken)) Look();
        }
        catch (OperationCanceledException)
        {
            // The process stops.
        }
    }

    private void Look()
    {
        foreach (var connection in connections.Open)
        {
            if (time.GetElapsedTime(connection.OpenedAt) > _limits.Session)
                _ = connections.End(connection, "session_over", "This connection has lasted as long as one may; open another.", mayReturn: true);
            else if (time.GetElapsedTime(connection.HeardAt) > _limits.Idle && !rooms.Listens(connection.Id) && !queues.Waits(connection.Id))
                _ = connections.End(connection, "idle", "Nothing has happened here for long; come back when you like.");
        }

        connections.ForgetRested();
        sessions.ForgetStale();
    }
}
