using Microsoft.Extensions.DependencyInjection;

namespace QuizOrleans.Grains.Tests;

/// <summary>How a test's cluster differs from the default. What an engine cannot do is left out silently: LocalSilo has one silo.</summary>
public sealed record GrainClusterOptions
{
    public int Silos { get; init; } = 1;

    /// <summary>Orleans counts it in real time, LocalSilo on the cluster's clock.</summary>
    public TimeSpan ResponseTimeout { get; init; } = TimeSpan.FromSeconds(30);

    public TimeSpan CollectionAge { get; init; } = TimeSpan.FromMinutes(15);

    public Action<IServiceCollection>? Services { get; init; }
}
