using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;

namespace QuizOrleans.Storage.Database;

/// <summary>Ready when the database answers a query within two seconds. One query at a time: while one hangs, all who ask wait for that one.</summary>
internal sealed class DatabaseHealthCheck(NpgsqlDataSource source) : IHealthCheck
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly Lock _lock = new();
    private Task _query = Task.CompletedTask;

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            // Not left to cancellation: the driver takes seconds to give up a connection that is silent.
            await Query().WaitAsync(Patience, cancellationToken);
            return HealthCheckResult.Healthy("The database answers.");
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            return new HealthCheckResult(context.Registration.FailureStatus, $"The database does not answer ({e.GetType().Name}).");
        }
    }

    private Task Query()
    {
        lock (_lock) return _query.IsCompleted ? _query = Task.Run(Ask) : _query;
    }

    private async Task Ask()
    {
        using var timeout = new CancellationTokenSource(Patience);
        await using var command = source.CreateCommand("SELECT 1");
        await command.ExecuteScalarAsync(timeout.Token);
    }
}
