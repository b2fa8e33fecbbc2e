using System.Collections.Immutable;

namespace QuizOrleans.Grains.Generation;

/// <summary>
/// All key pools, for the administrators of the default tenant: the keys are the operator's, and a customer's administrator has no business with them. Stateless;
/// key: <see cref="TenantKey"/> of the caller's tenant and "keys".
/// </summary>
[Alias("quiz.IKeyPoolsGrain")]
public interface IKeyPoolsGrain : IGrainWithStringKey
{
    /// <summary>In the order of preference. Refusals: forbidden (another tenant's).</summary>
    [Alias("View"), ReadOnly]
    Task<Outcome<KeyPoolList>> View(CancellationToken cancellationToken);

    /// <summary>Frees a blocked, resting or invalid key, and the rest of its project. Audited. Refusals: forbidden, key_not_found.</summary>
    /// <param name="actor">The administrator.</param>
    /// <param name="address">From where, for the audit.</param>
    [Alias("Clear")]
    Task<Outcome<KeyView>> Clear(string provider, string entry, string actor, string? address, CancellationToken cancellationToken);
}

[GenerateSerializer, Immutable, Alias("quiz.KeyPoolList")]
public sealed record KeyPoolList([property: Id(0)] ImmutableArray<KeyPoolView> Providers);
