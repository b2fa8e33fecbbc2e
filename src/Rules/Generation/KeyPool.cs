using System.Collections.Immutable;

namespace QuizOrleans.Rules.Generation;

/// <summary>A key to call a model with.</summary>
public sealed record PoolLease(string Entry, string Fingerprint, string Model);

/// <summary>What came of asking for a key.</summary>
/// <param name="Lease">Null when none is free.</param>
/// <param name="FreeAt">Without a lease: when the first key is free again; null when only an operator can free one.</param>
/// <param name="HasKeys">Without a lease: whether there are keys that are neither invalid nor blocked.</param>
public sealed record PoolLeased(KeyPoolState State, PoolLease? Lease, DateTimeOffset? FreeAt, bool HasKeys);

/// <summary>
/// Who calls a provider next. Quota is counted when a key is leased, so that calls under way at once cannot exceed it together. Keys take turns: of those that are
/// free for the best model that has any, the one that has waited longest.
/// </summary>
public static class KeyPool
{
    /// <summary>
    /// Takes what the configuration says: keys and models that it no longer names are forgotten, and a changed key begins anew under its old name, with its project unless
    /// another key holds that.
    /// </summary>
    public static KeyPoolState Configure(KeyPoolState state, ImmutableArray<string> models, ImmutableArray<PooledKey> configured)
    {
        var stay = state.Keys.Where(k => configured.Any(c => c.Entry == k.Entry && c.Fingerprint == k.Fingerprint)).ToDictionary(k => k.Entry);
        var keys = configured.Select(c => stay.TryGetValue(c.Entry, out var known)
            ? known with { Project = c.Project, PerMinute = c.PerMinute, PerDay = c.PerDay, Troubles = [.. known.Troubles.Where(t => models.Contains(t.Model))] }
            : c).ToImmutableArray();
        var projects = stay.Values.Select(k => k.Project).Intersect(keys.Where(k => stay.ContainsKey(k.Entry)).Select(k => k.Project)).ToHashSet();
        return state with { Models = models, Keys = keys, Quotas = [.. state.Quotas.Where(q => projects.Contains(q.Project) && models.Contains(q.Model))] };
    }

    /// <param name="besides">Entries that are not wanted.</param>
    public static PoolLeased Lease(KeyPoolState state, DateTimeOffset now, ImmutableArray<string> besides, KeyPoolRules rules)
    {
        foreach (var model in state.Models)
        {
            var free = state.Keys.Where(k => !besides.Contains(k.Entry) && FreeAt(state, k, model, now, rules) <= now).MinBy(k => k.Turn);
            if (free is null) continue;
            var next = state with { Turns = state.Turns + 1 };
            next = next.With(free with { Turn = next.Turns, LastUsedAt = now, Calls = free.Calls + 1 }).With(KeyPoolQuotas.Counted(state.QuotaOf(free.Project, model), now, rules));
            return new PoolLeased(next, new PoolLease(free.Entry, free.Fingerprint, model), null, true);
        }

        // What is not wanted now may do later, when nothing else is there.
        var at = Earliest(state, state.Keys.Where(k => !besides.Contains(k.Entry)), now, rules) ?? Earliest(state, state.Keys, now, rules);
        return new PoolLeased(state, null, at, state.Keys.Any(k => !k.IsInvalid && !(k.BlockedUntil > now)));
    }

    /// <summary>When a key may call a model; null when only an operator can free it.</summary>
    public static DateTimeOffset? FreeAt(KeyPoolState state, PooledKey key, string model, DateTimeOffset now, KeyPoolRules rules)
    {
        if (key.IsInvalid) return null;
        var at = KeyPoolQuotas.FreeAt(state, state.QuotaOf(key.Project, model), now, rules);
        at = KeyPoolQuotas.Later(at, key.BlockedUntil ?? at);
        return key.Troubles.FirstOrDefault(t => t.Model == model) is { } trouble ? KeyPoolQuotas.Later(at, trouble.RestUntil) : at;
    }

    /// <summary>When a key may call any model; null when only an operator can free it.</summary>
    public static DateTimeOffset? FreeAt(KeyPoolState state, PooledKey key, DateTimeOffset now, KeyPoolRules rules) => Earliest(state, [key], now, rules);

    /// <summary>Takes in what came of a call. A lease of a key that is no longer the same changes nothing.</summary>
    /// <param name="jitter">By chance, 0 to below 1.</param>
    public static KeyPoolState Report(KeyPoolState state, DateTimeOffset now, PoolLease lease, CallOutcome outcome, double jitter, KeyPoolRules rules)
    {
        if (state.Find(lease.Entry) is not { } key || (lease.Fingerprint.Length > 0 && lease.Fingerprint != key.Fingerprint)) return state;
        key = KeyPoolFaults.Charged(key, outcome);
        var quota = state.QuotaOf(key.Project, lease.Model);
        return outcome switch
        {
            CallOutcome.Succeeded => Recovered(state, key, quota, now),
            CallOutcome.Failed { Kind: CallFaultKind.RateLimited } fault => state.With(key).With(KeyPoolQuotas.Refused(quota, now, fault, jitter, rules)),
            CallOutcome.Failed fault => state.With(KeyPoolFaults.Failed(key, lease.Model, now, fault, jitter, rules)),
            _ => state.With(key),
        };
    }

    /// <summary>An operator's word: the key and its project begin anew, their figures stay. Null when there is no such key.</summary>
    public static KeyPoolState? Clear(KeyPoolState state, string entry)
    {
        if (state.Find(entry) is not { } key) return null;
        return state.With(key with { IsInvalid = false, BlockedUntil = null, Blocks = 0, Troubles = [] }) with
        {
            Quotas = [.. state.Quotas.Select(q => q.Project == key.Project ? q with { RestUntil = null, Refusals = 0, LearnedPerMinute = null, LearnedPerDay = null } : q)],
        };
    }

    /// <summary>What began to rest after this call was leased goes on resting.</summary>
    private static KeyPoolState Recovered(KeyPoolState state, PooledKey key, ProjectQuota quota, DateTimeOffset now)
    {
        var recovered = state.With(KeyPoolFaults.Recovered(key, quota.Model, now));
        return quota.Refusals > 0 && !(quota.RestUntil > now) ? recovered.With(quota with { Refusals = 0, RestUntil = null }) : recovered;
    }

    private static DateTimeOffset? Earliest(KeyPoolState state, IEnumerable<PooledKey> keys, DateTimeOffset now, KeyPoolRules rules) =>
        keys.SelectMany(k => state.Models.Select(m => FreeAt(state, k, m, now, rules))).Min();
}
