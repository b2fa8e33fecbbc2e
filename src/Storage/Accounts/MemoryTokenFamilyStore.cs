using System.Collections.Immutable;
using QuizOrleans.Grains;
using QuizOrleans.Grains.Identity;
using QuizOrleans.Grains.Privacy;
using QuizOrleans.Rules.Identity;

namespace QuizOrleans.Storage.Accounts;

/// <summary>Sign-ins that end with the process.</summary>
public sealed class MemoryTokenFamilyStore(IPersonalRecords records) : ITokenFamilyStore
{
    private readonly Lock _lock = new();
    private readonly Dictionary<TenantKey, TokenFamily> _families = [];

    public Task Add(string tenant, TokenFamily family, CancellationToken cancellationToken)
    {
        lock (_lock) _families.TryAdd(new TenantKey(tenant, family.Id), family);
        return Task.CompletedTask;
    }

    public Task<TokenFamily?> Find(TenantKey key, CancellationToken cancellationToken)
    {
        lock (_lock) return Task.FromResult(_families.GetValueOrDefault(key));
    }

    public Task<bool> Replace(string tenant, TokenFamily next, string current, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            var key = new TenantKey(tenant, next.Id);
            if (!_families.TryGetValue(key, out var known) || known.Current != current) return Task.FromResult(false);
            _families[key] = next;
            return Task.FromResult(true);
        }
    }

    public Task<bool> Delete(TenantKey key, CancellationToken cancellationToken)
    {
        lock (_lock) return Task.FromResult(_families.Remove(key));
    }

    public Task<int> DeleteOf(TenantKey player, CancellationToken cancellationToken)
    {
        lock (_lock) return Task.FromResult(OfPlayer(player).Count(f => _families.Remove(f.Key)));
    }

    public Task<ImmutableArray<TokenFamily>> Of(TenantKey player, CancellationToken cancellationToken)
    {
        lock (_lock) return Task.FromResult<ImmutableArray<TokenFamily>>([.. OfPlayer(player).Select(f => f.Value).OrderByDescending(f => f.OpenedAt).Take(100)]);
    }

    public async Task<int> DeleteExpired(DateTimeOffset now, int limit, CancellationToken cancellationToken)
    {
        List<KeyValuePair<TenantKey, TokenFamily>> expired;
        List<TenantKey> guests;
        lock (_lock)
        {
            expired = [.. _families.Where(f => f.Value.ExpiresAt <= now).OrderBy(f => f.Value.ExpiresAt).Take(limit)];
            foreach (var family in expired) _families.Remove(family.Key);
            guests = [.. expired.Where(f => f.Value.IsGuest).Select(f => new TenantKey(f.Key.Tenant, f.Value.Subject)).Distinct().Where(guest => OfPlayer(guest).Length == 0)];
        }

        foreach (var guest in guests) await records.Request(guest, nameless: false, now, cancellationToken);
        return expired.Count;
    }

    private KeyValuePair<TenantKey, TokenFamily>[] OfPlayer(TenantKey player) =>
        [.. _families.Where(f => f.Key.Tenant == player.Tenant && f.Value.Subject == player.Id)];
}
