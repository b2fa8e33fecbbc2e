using System.Diagnostics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace QuizOrleans.Storage.Database;

/// <summary>Migrates before anything else starts: "starting" comes before every service's "start".</summary>
internal sealed class MigrateAtStart(SchemaMigrator migrator, IOptions<StorageOptions> options, ILogger<PostgresDatabase> logger) : IHostedLifecycleService
{
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        // A database that starts together with this process may need a moment; a migration that broke off begins again.
        var startedAt = Stopwatch.GetTimestamp();
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await migrator.Migrate(cancellationToken);
                return;
            }
            catch (Exception e) when (Faults.IsPassing(e) && Stopwatch.GetElapsedTime(startedAt) < options.Value.StartDeadline)
            {
                DatabaseLog.Retrying(logger, "migration", attempt, e.Message);
                await Task.Delay(Backoff.After(attempt), cancellationToken);
            }
        }
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
