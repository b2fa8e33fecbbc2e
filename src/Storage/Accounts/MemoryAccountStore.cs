using System.Collections.Immutable;
using QuizOrleans.Grains;
using QuizOrleans.Grains.Identity;
using QuizOrleans.Storage.Database;

namespace QuizOrleans.Storage.Accounts;

/// <summary>Accounts that end with the process.</summary>
public sealed class MemoryAccountStore : IAccountStore
{
    private readonly Lock _lock = new();
    private readonly Dictionary<TenantKey, Account> _accounts = [];

    public Task<bool> Add(Account account, CancellationToken cancellationToken)
    {
        lock (_lock) return Task.FromResult(ByEmail(account.Key.Tenant, account.Email) is null && _accounts.TryAdd(account.Key, account));
    }

    public Task<Account?> Find(TenantKey key, CancellationToken cancellationToken)
    {
        lock (_lock) return Task.FromResult(_accounts.GetValueOrDefault(key));
    }

    public Task<Account?> FindByEmail(string tenant, string email, CancellationToken cancellationToken)
    {
        lock (_lock) return Task.FromResult(ByEmail(tenant, email));
    }

    public Task<bool> Save(Account account, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (!_accounts.TryGetValue(account.Key, out var known) || known.Version != account.Version - 1) return Task.FromResult(false);
            _accounts[account.Key] = account;
            return Task.FromResult(true);
        }
    }

    public Task<bool> Delete(TenantKey key, CancellationToken cancellationToken)
    {
        lock (_lock) return Task.FromResult(_accounts.Remove(key));
    }

    public Task<(ImmutableArray<Account> Items, string? Next)> List(string tenant, string? after, int limit, CancellationToken cancellationToken)
    {
        var start = Cursor.Read(after);
        var items = ImmutableArray.CreateBuilder<Account>();
        lock (_lock)
        {
            items.AddRange(_accounts.Values
                .Where(a => a.Key.Tenant == tenant && start.IsBefore(a.CreatedAt, a.Key.Id))
                .OrderByDescending(a => a.CreatedAt).ThenBy(a => a.Key.Id, StringComparer.Ordinal)
                .Take(Page.Ask(limit)));
        }

        var next = Page.Cut(items, limit, a => new Cursor(a.CreatedAt, a.Key.Id));
        return Task.FromResult((items.DrainToImmutable(), next));
    }

    private Account? ByEmail(string tenant, string email) => _accounts.Values.FirstOrDefault(a => a.Key.Tenant == tenant && a.Email == email);
}
