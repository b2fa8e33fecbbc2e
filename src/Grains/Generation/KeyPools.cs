using System.Collections.Immutable;

namespace QuizOrleans.Grains.Generation;

/// <summary>The key pools as grains of any tenant use them: calls act for the deployment, whose the keys are, and for nobody else.</summary>
public sealed class KeyPools(IGrainFactory grains)
{
    public async Task<KeyLeased> Lease(string provider, ImmutableArray<string> besides, CancellationToken cancellationToken)
    {
        Tenancy.Act(Tenancy.System);
        return await grains.GetGrain<IKeyPoolGrain>(GenerationKeys.Pool(provider)).Lease(besides, cancellationToken);
    }

    public async Task Report(string provider, KeyReport report)
    {
        Tenancy.Act(Tenancy.System);
        await grains.GetGrain<IKeyPoolGrain>(GenerationKeys.Pool(provider)).Report(report, CancellationToken.None);
    }

    /// <summary>For operators: who may ask is the caller's to decide.</summary>
    public async Task<KeyPoolView> View(string provider, CancellationToken cancellationToken)
    {
        Tenancy.Act(Tenancy.System);
        return await grains.GetGrain<IKeyPoolGrain>(GenerationKeys.Pool(provider)).View(cancellationToken);
    }

    /// <summary>As <see cref="View"/>.</summary>
    public async Task<Receipt> Clear(string provider, string entry, CancellationToken cancellationToken)
    {
        Tenancy.Act(Tenancy.System);
        return await grains.GetGrain<IKeyPoolGrain>(GenerationKeys.Pool(provider)).Clear(entry, cancellationToken);
    }
}
