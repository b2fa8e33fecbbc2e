using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using QuizOrleans.Grains;
using QuizOrleans.Grains.Health;

namespace QuizOrleans.Silo;

/// <summary>Ready when a grain answers within two seconds and the process is not stopping.</summary>
internal sealed class SiloHealthCheck(IGrainFactory grains, IHostApplicationLifetime lifetime) : IHealthCheck
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (lifetime.ApplicationStopping.IsCancellationRequested) return new HealthCheckResult(context.Registration.FailureStatus, "The process is stopping.");
        try
        {
            Tenancy.Act(Tenancy.System);
            await grains.GetGrain<IProbeGrain>(new TenantKey(Tenancy.System, "probe").ToString()).Answer().WaitAsync(Patience, cancellationToken);
            return HealthCheckResult.Healthy("The silo answers.");
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            return new HealthCheckResult(context.Registration.FailureStatus, $"The silo does not answer ({e.GetType().Name}).");
        }
    }
}
