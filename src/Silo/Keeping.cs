using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using QuizOrleans.Grains;
using QuizOrleans.Grains.Matchmaking;
using QuizOrleans.Grains.Privacy;

namespace QuizOrleans.Silo;

/// <summary>Once the silo runs, makes sure that unfinished matches are looked after and old records forgotten; their reminders outlive the process.</summary>
internal sealed partial class Keeping(IGrainFactory grains, IHostApplicationLifetime lifetime, ILogger<Keeping> logger) : BackgroundService
{
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = lifetime.ApplicationStarted.Register(started.SetResult);
        try
        {
            await started.Task.WaitAsync(stoppingToken);
            while (!await TryStart()) await Task.Delay(Again, stoppingToken);
        }
        catch (OperationCanceledException)
        {
            // The process stops.
        }
    }

    private async Task<bool> TryStart()
    {
        try
        {
            Tenancy.Act(Tenancy.System);
            await grains.GetGrain<IMatchKeeperGrain>(new TenantKey(Tenancy.System, "matches").ToString()).Start();
            await grains.GetGrain<IRetentionGrain>(new TenantKey(Tenancy.System, "retention").ToString()).Start();
            return true;
        }
        catch (Exception e)
        {
            LogNotStarted(logger, e);
            return false;
        }
    }

    [LoggerMessage(3011, LogLevel.Warning, "Unfinished matches and old records are not looked after yet; trying again.")]
    private static partial void LogNotStarted(ILogger logger, Exception exception);
}
