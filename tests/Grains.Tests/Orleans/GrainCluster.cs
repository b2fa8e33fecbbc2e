using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Orleans.Reminders;

namespace QuizOrleans.Grains.Tests;

/// <content>On Orleans, in process. Grains' timers and reminders read the cluster's clock; idleness and response time-outs run in real time, so
/// the fixture makes them short.</content>
public sealed partial class GrainCluster
{
    private readonly SharedReminderTable _reminders = new();
    private InProcessTestCluster? _cluster;

    public IGrainFactory GrainFactory => _cluster!.Client;

    public static bool IsOrleans => true;

    /// <summary>Advances the clock from timer to timer. Nothing tells when Orleans has come to rest, so it gets a moment each time; what a test
    /// expects of it, it awaits with <see cref="Eventually"/> or AdvanceUntilAsync. Over days that would take hours, for Orleans has timers of
    /// its own that fire every second: there the clock leaps from hour to hour.</summary>
    public async Task AdvanceAsync(TimeSpan by)
    {
        var until = Time.GetUtcNow() + by;
        await Moment();
        for (var (hour, rest) = (TimeSpan.FromHours(1), TimeSpan.FromSeconds(1)); by > hour && until - Time.GetUtcNow() > rest; await Moment())
            Time.Leap(TimeSpan.FromTicks(Math.Min(hour.Ticks, (until - Time.GetUtcNow() - rest).Ticks)));
        while (Time.NextDue is { } due && due < until)
        {
            Time.Advance(due > Time.GetUtcNow() ? due - Time.GetUtcNow() : TimeSpan.Zero);
            await Moment();
        }
        Time.Advance(until - Time.GetUtcNow());
        await Moment();
    }

    /// <summary>Long enough for what is under way when little is, and longer while work is queued.</summary>
    private static async Task Moment()
    {
        for (var i = 0; i < 20; i++)
        {
            await Task.Delay(3);
            if (ThreadPool.PendingWorkItemCount == 0) return;
        }
    }

    public async Task RestartAsync()
    {
        await StopAsync(gracefully: true);
        await StartEngineAsync();
    }

    public async Task KillAsync(Action? whileDown = null)
    {
        await StopAsync(gracefully: false);
        whileDown?.Invoke();
        await StartEngineAsync();
    }

    public async ValueTask DisposeAsync() => await StopAsync(gracefully: false);

    private async Task StopAsync(bool gracefully)
    {
        if (_cluster is not { } cluster)
            return;
        _cluster = null;
        if (gracefully)
            await cluster.StopAllSilosAsync();
        else
            foreach (var silo in cluster.Silos.ToArray())
                await cluster.KillSiloAsync(silo);
        await cluster.DisposeAsync();
    }

    private async Task StartEngineAsync()
    {
        var builder = new InProcessTestClusterBuilder((short)_options.Silos);
        builder.ConfigureSilo((_, silo) =>
        {
            var services = silo.Services;
            // Grains read the test's clock; membership, messaging and the rest of Orleans keep the real one.
            services.AddKeyedSingleton(KeyedService.AnyKey, TimeProvider.System);
            services.AddKeyedSingleton<TimeProvider>(TimeProviderNames.Grains, Time);
            services.AddKeyedSingleton<TimeProvider>(ReminderTimeProviderNames.Reminders, Time);
            silo.AddReminders();
            // One that is due beyond the window is loaded with a refresh before it, which a leap of the clock passes by.
            services.Configure<ReminderOptions>(reminders => reminders.ReminderLoadingWindow = TimeSpan.FromDays(40));
            services.Replace(ServiceDescriptor.Singleton<IReminderTable>(_reminders));
            services.Configure<SiloMessagingOptions>(options => options.ResponseTimeout = _options.ResponseTimeout);
            if (_options.CollectionAge < TimeSpan.FromMinutes(15))
            {
                services.Configure<GrainCollectionOptions>(options =>
                {
                    options.CollectionQuantum = TimeSpan.FromSeconds(1);
                    options.CollectionAge = TimeSpan.FromSeconds(2);
                });
            }
        });
        builder.ConfigureSiloHost((_, host) => AddShared(host.Services));
        builder.ConfigureClient(client => client.Services.Configure<ClientMessagingOptions>(options => options.ResponseTimeout = _options.ResponseTimeout));
        _cluster = builder.Build();
        await _cluster.DeployAsync();
    }
}
