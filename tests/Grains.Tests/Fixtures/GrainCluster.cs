using Microsoft.Extensions.DependencyInjection;
using QuizOrleans.Testing;

namespace QuizOrleans.Grains.Tests;

/// <summary>A silo (or several) with everything a grain test needs, the same on both engines. Each engine's half is in its folder. Storage,
/// reminders and the clock outlive restarts; services registered as instances do too.</summary>
public sealed partial class GrainCluster : IAsyncDisposable
{
    private readonly GrainClusterOptions _options;

    private GrainCluster(GrainClusterOptions options) => _options = options;

    public ManualTimeProvider Time { get; } = new();

    public SharedGrainStorage Storage { get; } = new();

    public static Task<GrainCluster> StartAsync(Action<IServiceCollection> services) => StartAsync(new GrainClusterOptions { Services = services });

    public static async Task<GrainCluster> StartAsync(GrainClusterOptions? options = null)
    {
        var cluster = new GrainCluster(options ?? new GrainClusterOptions());
        await cluster.StartEngineAsync();
        return cluster;
    }

    /// <summary>Advances the clock by <paramref name="step"/> until the condition holds: for what is due "about now", whose planning may still be
    /// under way on another thread.</summary>
    public Task AdvanceUntilAsync(TimeSpan step, Func<bool> condition) => AdvanceUntilAsync(step, () => Task.FromResult(condition()));

    public Task AdvanceUntilAsync(TimeSpan step, Func<Task<bool>> condition) => Eventually.IsTrueAsync(async () =>
    {
        if (!await condition())
            await AdvanceAsync(step);
        return await condition();
    });

    private void AddShared(IServiceCollection services)
    {
        services.AddSingleton<TimeProvider>(Time);
        services.AddSingleton<IGrainStorage>(Storage);
        services.AddKeyedSingleton<IGrainStorage>(KeyedService.AnyKey, (_, _) => Storage);
        _options.Services?.Invoke(services);
    }
}
