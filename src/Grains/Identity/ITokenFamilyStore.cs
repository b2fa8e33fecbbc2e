using System.Collections.Immutable;
using QuizOrleans.Rules.Identity;

namespace QuizOrleans.Grains.Identity;

/// <summary>Sign-ins that go on. What has ended is not kept.</summary>
public interface ITokenFamilyStore
{
    Task Add(string tenant, TokenFamily family, CancellationToken cancellationToken);

    /// <summary>Null when there is none (any more).</summary>
    Task<TokenFamily?> Find(TenantKey key, CancellationToken cancellationToken);

    /// <summary>Stores the next state if <paramref name="current"/> is still the good token's hash; false when it is not.</summary>
    Task<bool> Replace(string tenant, TokenFamily next, string current, CancellationToken cancellationToken);

    /// <summary>False when there was none.</summary>
    Task<bool> Delete(TenantKey key, CancellationToken cancellationToken);

    /// <summary>Ends all of a player's; how many.</summary>
    Task<int> DeleteOf(TenantKey player, CancellationToken cancellationToken);

    /// <summary>A player's, newest first; at most 100.</summary>
    Task<ImmutableArray<TokenFamily>> Of(TenantKey player, CancellationToken cancellationToken);

    /// <summary>
    /// Takes those of all tenants that have expired, so many at most; how many. A guest whose last it was is marked as to be forgotten
    /// (<see cref="Privacy.IPersonalRecords"/>) in the same step.
    /// </summary>
    Task<int> DeleteExpired(DateTimeOffset now, int limit, CancellationToken cancellationToken);
}
