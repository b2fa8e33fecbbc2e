using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;

namespace QuizOrleans.WebFront.Relay;

/// <summary>
/// The way to one connection. Sends without waiting: each connection keeps the order of its own messages, and one that cannot follow must not
/// hold the others up. What it does not take is bounded: a reader that falls too far behind is cut off, and comes back for a snapshot.
/// </summary>
public sealed partial class Line(HubConnectionContext connection, int mostUnsent, RelayMetrics metrics, ILogger<Line> logger)
{
    private int _unsent;

    public string ConnectionId => connection.ConnectionId;

    /// <summary>Whether the connection has ended. So it is before it is cleared away: whoever enters it somewhere, and finds only then that it has not, leaves the rest to that.</summary>
    public bool HasEnded => connection.ConnectionAborted.IsCancellationRequested;

    public void Send(HubMessage message) => Watch(connection.WriteAsync(message));

    public void Send(string name, object message) => Send(new InvocationMessage(name, [message]));

    private void Watch(ValueTask writing)
    {
        if (writing.IsCompletedSuccessfully) return;
        if (Interlocked.Increment(ref _unsent) == mostUnsent)
        {
            LogCutOff(logger, ConnectionId, mostUnsent);
            metrics.CutOff();
            connection.Abort();
        }

        _ = Observe(writing);
    }

    private async Task Observe(ValueTask writing)
    {
        try
        {
            await writing;
        }
        catch (Exception e)
        {
            LogNotSent(logger, e);
        }
        finally
        {
            Interlocked.Decrement(ref _unsent);
        }
    }

    [LoggerMessage(2211, LogLevel.Warning, "A message was not sent.")]
    private static partial void LogNotSent(ILogger logger, Exception exception);

    [LoggerMessage(2212, LogLevel.Warning, "Connection {ConnectionId} has not taken {Count} messages; it is cut off.")]
    private static partial void LogCutOff(ILogger logger, string connectionId, int count);
}
