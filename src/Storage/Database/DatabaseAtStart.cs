using System.Diagnostics;
using System.Globalization;
using System.Numerics;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;

namespace QuizOrleans.Storage.Database;

/// <summary>The database is not there, or does not let us in; the message says which one and why. Stops the start.</summary>
public sealed class DatabaseNotThereException(string message, Exception innerException) : Exception(message, innerException);

/// <summary>What the start does with a database that starts together with this process and may need a moment: it tries again.</summary>
internal sealed class DatabaseAtStart(DatabaseAddress address, IOptions<StorageOptions> options, ILogger<PostgresDatabase> logger)
{
    /// <param name="work">Must be safe to begin anew.</param>
    /// <exception cref="DatabaseNotThereException">It did not answer within <see cref="StorageOptions.StartDeadline"/>, or refused us.</exception>
    public async Task Run(string operation, Func<CancellationToken, Task> work, CancellationToken cancellationToken)
    {
        var startedAt = Stopwatch.GetTimestamp();
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await work(cancellationToken);
                return;
            }
            catch (Exception e) when (IsRefusal(e))
            {
                throw new DatabaseNotThereException($"The {address.Place} does not let this program in: {((PostgresException)e).MessageText}.", e);
            }
            catch (Exception e) when (Faults.IsPassing(e) && !cancellationToken.IsCancellationRequested)
            {
                var patience = options.Value.StartDeadline;
                if (Stopwatch.GetElapsedTime(startedAt) >= patience)
                    throw new DatabaseNotThereException(string.Create(CultureInfo.InvariantCulture, $"The {address.Place} did not answer within {patience.TotalSeconds:0.#} s: {e.GetBaseException().Message.TrimEnd('.')}."), e);

                // Tries come twice a second: the first, the second, the fourth … are told.
                if (BitOperations.IsPow2(attempt)) DatabaseLog.Retrying(logger, operation, attempt, e.Message);
                await Task.Delay(Backoff.After(attempt), cancellationToken);
            }
        }
    }

    /// <summary>A wrong password, or no such database: waiting does not help.</summary>
    private static bool IsRefusal(Exception exception) =>
        exception is PostgresException e && (e.SqlState == PostgresErrorCodes.InvalidCatalogName || e.SqlState.StartsWith("28", StringComparison.Ordinal));
}
