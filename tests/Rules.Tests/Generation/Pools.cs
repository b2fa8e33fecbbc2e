using System.Text.Json;
using QuizOrleans.Rules.Generation;

namespace QuizOrleans.Rules.Tests.Generation;

/// <summary>Pools, leases and outcomes in few words.</summary>
internal static class Pools
{
    public static readonly DateTimeOffset Noon = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

    public static readonly KeyPoolRules Utc = new();

    public static readonly KeyPoolRules Pacific = new() { Days = TimeZoneInfo.FindSystemTimeZoneById("America/Los_Angeles") };

    public static DateTimeOffset At(double seconds) => Noon.AddSeconds(seconds);

    /// <summary>"k1" is a key of its own project, "k1:p" one of project p.</summary>
    public static PooledKey Key(string text, int? perMinute = null, int? perDay = null, string? fingerprint = null) => new()
    {
        Entry = text.Split(':')[0],
        Project = text.Split(':')[^1],
        Fingerprint = fingerprint ?? $"print-{text.Split(':')[0]}",
        PerMinute = perMinute,
        PerDay = perDay,
    };

    public static KeyPoolState Of(string models, params PooledKey[] keys) => KeyPool.Configure(KeyPoolState.Empty, [.. models.Split(' ')], [.. keys]);

    public static CallOutcome Ok(int prompt = 0, int answer = 0) => new CallOutcome.Succeeded(prompt, answer);

    public static CallOutcome Fault(CallFaultKind kind, double? retryAfter = null, params QuotaHit[] quotas) =>
        new CallOutcome.Failed(kind, retryAfter is { } s ? TimeSpan.FromSeconds(s) : null, [.. quotas]);

    public static CallOutcome Limited(double? retryAfter = null, params QuotaHit[] quotas) => Fault(CallFaultKind.RateLimited, retryAfter, quotas);

    /// <summary>As it comes back from the store.</summary>
    public static KeyPoolState Stored(KeyPoolState state) => JsonSerializer.Deserialize<KeyPoolState>(JsonSerializer.Serialize(state))!;
}

/// <summary>A pool over time: each step changes it and says what came of it.</summary>
internal sealed class PoolScene(KeyPoolState state, KeyPoolRules? rules = null)
{
    public KeyPoolState State { get; set; } = state;

    public KeyPoolRules Rules { get; } = rules ?? Pools.Utc;

    /// <returns>"key/model", or null.</returns>
    public string? Lease(double at, params string[] besides) => Leased(at, besides).Lease is { } lease ? $"{lease.Entry}/{lease.Model}" : null;

    public PoolLeased Leased(double at, params string[] besides)
    {
        var leased = KeyPool.Lease(State, Pools.At(at), [.. besides], Rules);
        State = leased.State;
        return leased;
    }

    public PoolScene Report(double at, string lease, CallOutcome outcome, double jitter = 0)
    {
        var (entry, model) = (lease.Split('/')[0], lease.Split('/')[1]);
        State = KeyPool.Report(State, Pools.At(at), new PoolLease(entry, State.Find(entry)?.Fingerprint ?? "", model), outcome, jitter, Rules);
        return this;
    }

    /// <summary>In seconds after noon; null when only an operator can free one.</summary>
    public double? FreeAt(double at)
    {
        var leased = KeyPool.Lease(State, Pools.At(at), [], Rules);
        leased.Lease.ShouldBeNull();
        return leased.FreeAt is { } free ? (free - Pools.Noon).TotalSeconds : null;
    }
}
