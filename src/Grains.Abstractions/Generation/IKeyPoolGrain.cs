using System.Collections.Immutable;

namespace QuizOrleans.Grains.Generation;

/// <summary>
/// The keys of one provider, shared by all silos: who uses which next, and which must rest. Persisted. Key: <see cref="TenantKey"/> of
/// <see cref="Tenancy.System"/> and the provider's name.
/// </summary>
[Alias("quiz.IKeyPoolGrain")]
public interface IKeyPoolGrain : IGrainWithStringKey
{
    /// <summary>Takes the next key in turn and counts the call against its project's quota.</summary>
    /// <param name="besides">Entries that are not wanted: those this request has tried.</param>
    [Alias("Lease")]
    Task<KeyLeased> Lease(ImmutableArray<string> besides, CancellationToken cancellationToken);

    /// <summary>
    /// Tells what came of a leased call. Every lease is reported once; one that never is costs its share of the quota and nothing else. A rest or a block is kept
    /// when this returns, unless the store is slow or away: then it is kept later.
    /// </summary>
    [Alias("Report")]
    Task Report(KeyReport report, CancellationToken cancellationToken);

    /// <summary>For operators; holds no key.</summary>
    [Alias("View"), ReadOnly]
    Task<KeyPoolView> View(CancellationToken cancellationToken);

    /// <summary>Frees a blocked or resting key at an operator's word. Refusals: key_not_found.</summary>
    [Alias("Clear")]
    Task<Receipt> Clear(string entry, CancellationToken cancellationToken);
}

/// <summary>A key to use, or why there is none.</summary>
/// <param name="Lease">Null when none is free.</param>
/// <param name="Code">"ok", "no_keys" (none configured, or all blocked) or "keys_resting".</param>
/// <param name="RetryAfterMs">
/// When the first one will be free again: of those that are wanted, or where there is none, of all. Null when only an operator can free one.
/// </param>
[GenerateSerializer, Immutable, Alias("quiz.KeyLeased")]
public sealed record KeyLeased([property: Id(0)] KeyLease? Lease, [property: Id(1)] string Code, [property: Id(2)] int? RetryAfterMs);

/// <param name="Fingerprint">Of the key that was leased: what is reported of one that was replaced meanwhile does not touch its successor.</param>
[GenerateSerializer, Immutable, Alias("quiz.KeyLease")]
public sealed record KeyLease([property: Id(0)] string Entry, [property: Id(1)] string Model, [property: Id(2)] string Fingerprint = "");

/// <param name="Outcome">"ok", or the fault: rate_limited, unauthorized, forbidden, invalid, unavailable, blocked, unreadable, timed_out, cancelled (no longer wanted: nobody's fault).</param>
/// <param name="RetryAfterMs">What the provider said to wait.</param>
/// <param name="Quotas">Of rate_limited: what the provider says is used up.</param>
[GenerateSerializer, Immutable, Alias("quiz.KeyReport")]
public sealed record KeyReport(
    [property: Id(0)] KeyLease Lease,
    [property: Id(1)] string Outcome,
    [property: Id(2)] int? RetryAfterMs,
    [property: Id(3)] ImmutableArray<QuotaView> Quotas,
    [property: Id(4)] int PromptTokens,
    [property: Id(5)] int AnswerTokens);

/// <param name="Window">"minute", "day" or empty.</param>
[GenerateSerializer, Immutable, Alias("quiz.QuotaView")]
public sealed record QuotaView([property: Id(0)] string Window, [property: Id(1)] long? Limit, [property: Id(2)] bool IsTokens);

[GenerateSerializer, Immutable, Alias("quiz.KeyPoolView")]
public sealed record KeyPoolView([property: Id(0)] string Provider, [property: Id(1)] ImmutableArray<string> Models, [property: Id(2)] ImmutableArray<KeyView> Keys);

/// <summary>One key's figures.</summary>
/// <param name="Status">"ready", "resting", "blocked" (403, until <paramref name="RestingUntil"/>) or "invalid" (401, until an operator clears it).</param>
/// <param name="Errors">By outcome.</param>
/// <param name="Quotas">Of its project, by model.</param>
[GenerateSerializer, Immutable, Alias("quiz.KeyView")]
public sealed record KeyView(
    [property: Id(0)] string Entry,
    [property: Id(1)] string Fingerprint,
    [property: Id(2)] string Project,
    [property: Id(3)] string Status,
    [property: Id(4)] DateTimeOffset? RestingUntil,
    [property: Id(5)] DateTimeOffset? LastUsedAt,
    [property: Id(6)] long Calls,
    [property: Id(7)] long PromptTokens,
    [property: Id(8)] long AnswerTokens,
    [property: Id(9)] ImmutableDictionary<string, long> Errors,
    [property: Id(10)] ImmutableArray<QuotaUse> Quotas);

/// <param name="ThisMinute">Calls in the running minute.</param>
/// <param name="PerMinute">As configured, or as the provider told; null when not known.</param>
[GenerateSerializer, Immutable, Alias("quiz.QuotaUse")]
public sealed record QuotaUse(
    [property: Id(0)] string Model,
    [property: Id(1)] int ThisMinute,
    [property: Id(2)] int? PerMinute,
    [property: Id(3)] int Today,
    [property: Id(4)] int? PerDay,
    [property: Id(5)] DateTimeOffset? RestingUntil);
