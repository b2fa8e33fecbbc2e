using Microsoft.Extensions.Hosting;

namespace QuizOrleans.Storage.Database;

/// <summary>Migrates before anything else starts: "starting" comes before every service's "start". A migration that broke off begins again.</summary>
internal sealed class MigrateAtStart(SchemaMigrator migrator, DatabaseAtStart atStart) : IHostedLifecycleService
{
    public Task StartingAsync(CancellationToken cancellationToken) => atStart.Run("migration", migrator.Migrate, cancellationToken);

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
