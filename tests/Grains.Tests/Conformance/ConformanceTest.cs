using Microsoft.Extensions.DependencyInjection;

namespace QuizOrleans.Grains.Tests.Conformance;

/// <summary>A fresh cluster a test, with a probe. What these tests say holds on Orleans and on LocalSilo alike.</summary>
public abstract class ConformanceTest : IAsyncLifetime
{
    protected Probe Probe { get; } = new();

    protected GrainCluster Cluster { get; private set; } = null!;

    protected static TimeSpan Second { get; } = TimeSpan.FromSeconds(1);

    protected static TimeSpan Minute { get; } = TimeSpan.FromMinutes(1);

    protected virtual GrainClusterOptions Options => new();

    public async Task InitializeAsync() => Cluster = await GrainCluster.StartAsync(Options with
    {
        Services = services =>
        {
            services.AddSingleton(Probe);
            Options.Services?.Invoke(services);
        },
    });

    public async Task DisposeAsync() => await Cluster.DisposeAsync();

    protected T Grain<T>(string key = "a") where T : IGrainWithStringKey => Cluster.GrainFactory.GetGrain<T>(key);
}
