using System.Collections.Immutable;

namespace QuizOrleans.Grains.Audit;

/// <summary>Who did what to whom, when, from where, and what came of it. Holds no secret.</summary>
/// <param name="Actor">A player or account id; null when nobody was signed in.</param>
/// <param name="Action">One of <see cref="AuditActions"/>.</param>
/// <param name="Target">Whom or what: an account, a room's pin, an address of the API; null when it is the actor himself.</param>
/// <param name="Outcome">"ok", or the refusal's code.</param>
/// <param name="Address">From where; null when that is not known.</param>
/// <param name="Details">A few words, or empty.</param>
[GenerateSerializer, Immutable, Alias("quiz.AuditEntry")]
public sealed record AuditEntry(
    [property: Id(0)] DateTimeOffset At,
    [property: Id(1)] string? Actor,
    [property: Id(2)] string Action,
    [property: Id(3)] string? Target,
    [property: Id(4)] string Outcome,
    [property: Id(5)] string? Address,
    [property: Id(6)] string Details);

/// <summary>Which entries; null members do not choose.</summary>
/// <param name="From">Not before.</param>
/// <param name="To">Before.</param>
/// <param name="After">A page's Next, or null.</param>
/// <param name="Limit">1–100.</param>
[GenerateSerializer, Immutable, Alias("quiz.AuditQuery")]
public sealed record AuditQuery(
    [property: Id(0)] string? Actor = null,
    [property: Id(1)] string? Action = null,
    [property: Id(2)] string? Target = null,
    [property: Id(3)] string? Outcome = null,
    [property: Id(4)] DateTimeOffset? From = null,
    [property: Id(5)] DateTimeOffset? To = null,
    [property: Id(6)] string? After = null,
    [property: Id(7)] int Limit = 50);

/// <summary>Entries, newest first.</summary>
[GenerateSerializer, Immutable, Alias("quiz.AuditPage")]
public sealed record AuditPage([property: Id(0)] ImmutableArray<AuditEntry> Items, [property: Id(1)] string? Next);
