using System.Collections.Immutable;

namespace QuizOrleans.Grains.Identity;

/// <summary>Accounts.</summary>
public interface IAccountStore
{
    /// <summary>False when the tenant has the address, or the id, already.</summary>
    Task<bool> Add(Account account, CancellationToken cancellationToken);

    /// <summary>Null when there is none.</summary>
    Task<Account?> Find(TenantKey key, CancellationToken cancellationToken);

    /// <summary>Whose address it is; null when nobody's. The address in its one spelling.</summary>
    Task<Account?> FindByEmail(string tenant, string email, CancellationToken cancellationToken);

    /// <summary>Stores a change; the stored version must be the account's minus 1. False when it was not: nothing changed then.</summary>
    Task<bool> Save(Account account, CancellationToken cancellationToken);

    /// <summary>False when there was none.</summary>
    Task<bool> Delete(TenantKey key, CancellationToken cancellationToken);

    /// <summary>The tenant's accounts, newest first, then by id; paged by key.</summary>
    Task<(ImmutableArray<Account> Items, string? Next)> List(string tenant, string? after, int limit, CancellationToken cancellationToken);
}
