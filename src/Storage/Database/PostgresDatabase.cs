using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;
using QuizOrleans.Grains;

namespace QuizOrleans.Storage.Database;

/// <summary>The process's one door to PostgreSQL: runs an operation on a pooled connection, again after passing faults, until the deadline.</summary>
internal sealed class PostgresDatabase(NpgsqlDataSource source, IOptions<StorageOptions> options, StorageMetrics metrics, ILogger<PostgresDatabase> logger)
{
    public NpgsqlDataSource Source => source;

    /// <param name="operation">Names it in metrics and messages.</param>
    /// <param name="work">Gets whether an earlier try may have committed; it must be safe to repeat.</param>
    /// <exception cref="StorageUnavailableException">The deadline has passed.</exception>
    public async Task<T> Run<T>(string operation, Func<NpgsqlConnection, bool, CancellationToken, Task<T>> work, CancellationToken cancellationToken)
    {
        metrics.Runs(operation);
        var startedAt = Stopwatch.GetTimestamp();
        var deadline = options.Value.Deadline;
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(deadline);
        var mayHaveCommitted = false;

        for (var attempt = 1; ; attempt++)
        {
            var opened = false;
            try
            {
                await using var connection = await source.OpenConnectionAsync(timeout.Token);
                opened = true;
                return await work(connection, mayHaveCommitted, timeout.Token);
            }
            catch (Exception e) when (!cancellationToken.IsCancellationRequested && (Faults.IsPassing(e) || e is OperationCanceledException))
            {
                mayHaveCommitted |= opened;
                var pause = Backoff.After(attempt);
                if (Stopwatch.GetElapsedTime(startedAt) + pause >= deadline)
                    throw new StorageUnavailableException($"The database did not answer {operation} within {deadline.TotalSeconds:0.#} s.", e);

                DatabaseLog.Retrying(logger, operation, attempt, e.Message);
                metrics.Retried(operation);
                if (opened) source.Clear();
                await Task.Delay(pause, cancellationToken);
            }
        }
    }
}

internal static partial class DatabaseLog
{
    [LoggerMessage(4000, LogLevel.Warning, "{Operation} failed on try {Attempt} and is tried again: {Cause}")]
    public static partial void Retrying(ILogger logger, string operation, int attempt, string cause);
}
