using Microsoft.Extensions.DependencyInjection;
using QuizOrleans.Testing;

namespace QuizOrleans.Grains.Tests;

/// <content>On LocalSilo.</content>
public sealed partial class GrainCluster
{
    private readonly MemoryReminderTable _reminders = new();
    private CountingScheduler _scheduler = new();
    private ServiceProvider? _services;
    private LocalSiloHost? _silo;

    public IGrainFactory GrainFactory => _silo!;

    public static bool IsOrleans => false;

    /// <summary>Advances the clock from timer to timer, and lets everything that each one sets off come to rest.</summary>
    public async Task AdvanceAsync(TimeSpan by)
    {
        var until = Time.GetUtcNow() + by;
        await _scheduler.WhenIdleAsync();
        while (Time.NextDue is { } due && due < until)
        {
            Time.Advance(due > Time.GetUtcNow() ? due - Time.GetUtcNow() : TimeSpan.Zero);
            await _scheduler.WhenIdleAsync();
        }
        Time.Advance(until - Time.GetUtcNow());
        await _scheduler.WhenIdleAsync();
    }

    public async Task RestartAsync()
    {
        await _silo!.StopAsync(CancellationToken.None);
        await StartEngineAsync();
    }

    public async Task KillAsync(Action? whileDown = null)
    {
        _silo!.Kill();
        whileDown?.Invoke();
        await StartEngineAsync();
    }

    public async ValueTask DisposeAsync()
    {
        _silo?.Kill();
        if (_services is not null)
            await _services.DisposeAsync();
    }

    private async Task StartEngineAsync()
    {
        _scheduler = new CountingScheduler();
        var services = new ServiceCollection();
        AddShared(services);
        services.AddSingleton<IReminderTable>(_reminders);
        services.AddLocalSilo(options =>
        {
            options.TaskScheduler = _scheduler;
            options.ResponseTimeout = _options.ResponseTimeout;
            options.CollectionAge = _options.CollectionAge;
            options.GrainAssemblies.Add(typeof(GrainCluster).Assembly);
            options.GrainAssemblies.Add(typeof(QuizOrleans.Grains.EventSourcing.IJournal).Assembly);
        });
        _services = services.BuildServiceProvider();
        _silo = _services.GetRequiredService<LocalSiloHost>();
        await _silo.StartAsync(CancellationToken.None);
    }
}
