using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace QuizOrleans.Grains.Quizzes;

/// <summary>
/// Sees to it that a tenant has the content that comes with the product, at its first use in this process. Whoever reads built-in quizzes or questions asks first; once a
/// tenant has them that costs a look into a dictionary.
/// </summary>
public sealed partial class BuiltInContent(
    ContentPacks packs, LoadedPacks loaded, IContentStore store, IOptions<ContentOptions> options, ILogger<BuiltInContent> logger)
{
    private readonly ConcurrentDictionary<string, Lazy<Task>> _tenants = new();

    /// <summary>Returns when the tenant has what this process read, or what a later one did.</summary>
    /// <exception cref="StorageUnavailableException">The database did not answer. That is not remembered: the next call tries again.</exception>
    public Task Ready(string tenant, CancellationToken cancellationToken)
    {
        if (loaded.Packs.IsEmpty || !(options.Value.EveryTenant || tenant == TenantKey.DefaultTenant)) return Task.CompletedTask;
        // Off the caller's scheduler: others wait for it too, and that of a grain may end before.
        var ready = _tenants.GetOrAdd(tenant, key => new Lazy<Task>(() => Task.Run(() => Bring(key), CancellationToken.None))).Value;
        return ready.IsCompletedSuccessfully ? Task.CompletedTask : ready.WaitAsync(cancellationToken);
    }

    private async Task Bring(string tenant)
    {
        try
        {
            var stamp = new ContentStamp(loaded.Digest, loaded.ReadAt);
            var known = await store.Find(tenant, CancellationToken.None);
            if (known?.Digest == stamp.Digest) return;
            if (known?.ReadAt > stamp.ReadAt)
            {
                LogNewer(logger, tenant);
                return;
            }

            await packs.Store(tenant, CancellationToken.None);
            // Last: what broke off before is done again, and changes nothing of what is there.
            await store.Save(tenant, stamp, CancellationToken.None);
        }
        catch
        {
            _tenants.TryRemove(tenant, out _);
            throw;
        }
    }

    [LoggerMessage(2015, LogLevel.Information, "Tenant {Tenant} has other built-in content, of a process that started later; it is left as it is.")]
    private static partial void LogNewer(ILogger logger, string tenant);
}
