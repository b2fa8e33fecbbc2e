using System.Collections.Immutable;
using QuizOrleans.Rules.Generation;

namespace QuizOrleans.Grains.Generation;

/// <summary>Between a pool's rules and what callers and operators see of it.</summary>
internal static class KeyPoolViews
{
    public static PooledKey ToPooled(WriterKey key) => new()
    {
        Entry = key.Entry,
        Fingerprint = key.Fingerprint,
        Project = key.Project,
        PerMinute = key.PerMinute,
        PerDay = key.PerDay,
    };

    public static KeyLeased Leased(PoolLeased leased, DateTimeOffset now) => leased switch
    {
        { Lease: { } lease } => new KeyLeased(new KeyLease(lease.Entry, lease.Model, lease.Fingerprint), "ok", null),
        { HasKeys: var has, FreeAt: var at } => new KeyLeased(null, has ? "keys_resting" : "no_keys", at is { } free ? Milliseconds(free - now) : null),
    };

    public static CallOutcome ToOutcome(KeyReport report)
    {
        var (prompt, answer) = (Math.Max(0, report.PromptTokens), Math.Max(0, report.AnswerTokens));
        if (report.Outcome == "ok") return new CallOutcome.Succeeded(prompt, answer);
        if (!CallOutcome.Names.TryGetValue(report.Outcome, out var kind)) return new CallOutcome.Cancelled();
        ImmutableArray<QuotaHit> quotas = report.Quotas.IsDefault ? [] : [.. report.Quotas.Select(q => new QuotaHit(q.Window, q.Limit, q.IsTokens))];
        return new CallOutcome.Failed(kind, report.RetryAfterMs is { } ms ? TimeSpan.FromMilliseconds(ms) : null, quotas, prompt, answer);
    }

    public static KeyPoolView Of(string provider, KeyPoolState pool, DateTimeOffset now, KeyPoolRules rules) =>
        new(provider, pool.Models, [.. pool.Keys.Select(key => Of(pool, key, now, rules))]);

    private static KeyView Of(KeyPoolState pool, PooledKey key, DateTimeOffset now, KeyPoolRules rules)
    {
        var free = KeyPool.FreeAt(pool, key, now, rules);
        var status = key.IsInvalid ? "invalid" : key.BlockedUntil > now ? "blocked" : free > now ? "resting" : "ready";
        return new KeyView(
            key.Entry, key.Fingerprint, key.Project, status, status is "blocked" or "resting" ? free : null, key.LastUsedAt, key.Calls, key.PromptTokens, key.AnswerTokens,
            key.Errors.ToImmutableDictionary(), [.. pool.Models.Select(model => Of(pool, pool.QuotaOf(key.Project, model), now, rules))]);
    }

    private static QuotaUse Of(KeyPoolState pool, ProjectQuota quota, DateTimeOffset now, KeyPoolRules rules)
    {
        var (perMinute, perDay) = KeyPoolQuotas.Limits(pool, quota, now, rules);
        return new QuotaUse(
            quota.Model, KeyPoolQuotas.ThisMinute(quota, now), perMinute, KeyPoolQuotas.Today(quota, now, rules), perDay, quota.RestUntil > now ? quota.RestUntil : null);
    }

    /// <summary>Rounded up: who comes back then must not be too early.</summary>
    private static int Milliseconds(TimeSpan wait) => (int)Math.Clamp(Math.Ceiling(wait.TotalMilliseconds), 1, int.MaxValue);
}
