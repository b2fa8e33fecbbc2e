using System.Diagnostics;
using QuizOrleans.WebFront.Errors;
using QuizOrleans.WebFront.Limits;

namespace QuizOrleans.WebFront.Hosting;

/// <summary>
/// Ends every hub connection in order when the process is told to stop, while the silo still runs: calls get a moment to finish, then each client hears
/// that it may come back, and its WebSocket is closed. Left to itself the framework drops the connections at this point, which clients cannot tell from a crash.
/// </summary>
public sealed partial class HubDrain(Connections connections, IHostApplicationLifetime lifetime, ILogger<HubDrain> logger) : IHostedService
{
    /// <summary>Calls that take longer are not waited for: what they do is done or not, as after any lost connection.</summary>
    private static readonly TimeSpan CallsEnd = TimeSpan.FromSeconds(2);

    /// <summary>Who has not taken the last word by then is dropped.</summary>
    private static readonly TimeSpan AllEnd = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(20);

    private readonly HashSet<string> _quiet = [];
    private readonly HashSet<string> _told = [];
    private int _requests;

    /// <summary>Registered after the framework's own, so it runs before: registrations are called in reverse order, each to its end.</summary>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        lifetime.ApplicationStopping.Register(() => Drain().GetAwaiter().GetResult());
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Counts the requests that connections live in, so that their end is known, and opens none when the process stops.</summary>
    public async Task Pass(HttpContext context, RequestDelegate next)
    {
        if (lifetime.ApplicationStopping.IsCancellationRequested)
        {
            await Problems.Of(503, "server_unavailable", "This server is stopping; try again in a moment.").ExecuteAsync(context);
            return;
        }

        Interlocked.Increment(ref _requests);
        try
        {
            await next(context);
        }
        finally
        {
            Interlocked.Decrement(ref _requests);
        }
    }

    private async Task Drain()
    {
        // The system's clock: the end of the process waits for nobody's game.
        var clock = Stopwatch.StartNew();
        while ((Volatile.Read(ref _requests) > 0 || connections.Open.Count > 0) && clock.Elapsed < AllEnd)
        {
            foreach (var connection in connections.Open) TellOnceQuiet(connection, late: clock.Elapsed >= CallsEnd);
            await Task.Delay(Look).ConfigureAwait(false);
        }

        LogDrained(logger, _told.Count, connections.Open.Count, (int)clock.ElapsedMilliseconds);
    }

    /// <summary>Quiet at two looks in a row: the answer to a call goes out just after the call has ended.</summary>
    private void TellOnceQuiet(OpenConnection connection, bool late)
    {
        if (_told.Contains(connection.Id)) return;
        if (!connection.IsQuiet) _quiet.Remove(connection.Id);
        else if (!_quiet.Add(connection.Id)) late = true;
        if (!late) return;
        _told.Add(connection.Id);
        connection.TryEnd();
        connection.Close();
    }

    [LoggerMessage(2501, LogLevel.Information, "Stopping: {Count} hub connections were told to come back later, {Left} did not take it in time ({Elapsed} ms).")]
    private static partial void LogDrained(ILogger logger, int count, int left, int elapsed);
}
