using Microsoft.Extensions.Hosting;

namespace QuizOrleans.Storage.LocalSilo;

/// <summary>Takes the lease before anything else starts, the migration included: who may not serve a database must not change it under the one who does.</summary>
internal sealed class LeaseAtStart(ISingleSiloLease lease) : IHostedLifecycleService
{
    public Task StartingAsync(CancellationToken cancellationToken) => lease.AcquireAsync(cancellationToken);

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>The silo gives it back once its grains are gone.</summary>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
