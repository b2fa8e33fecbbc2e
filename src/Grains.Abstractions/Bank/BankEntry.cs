using System.Collections.Immutable;

namespace QuizOrleans.Grains.Bank;

/// <summary>The parts of a tenant's bank.</summary>
public static class BankSpaces
{
    /// <summary>What comes with the product: everybody reads it, nobody rewrites it.</summary>
    public const string BuiltIn = "";

    /// <summary>The tenant's own bank: read and written by its editors, drawn from by all its games.</summary>
    public const string Shared = "*";

    /// <summary>Every other space is a player's own, and named by his id.</summary>
    public static string Own(string playerId) => playerId;
}

/// <summary>Who reads or writes the bank.</summary>
/// <param name="IsEditor">A teacher or an administrator: may read and write the tenant's bank. All others have their own space and the built-in questions.</param>
[GenerateSerializer, Immutable, Alias("quiz.BankCaller")]
public sealed record BankCaller([property: Id(0)] string PlayerId, [property: Id(1)] bool IsEditor)
{
    /// <summary>The spaces he may read, and whose questions he may play.</summary>
    public ImmutableArray<string> Spaces() =>
        IsEditor ? [BankSpaces.BuiltIn, BankSpaces.Shared, BankSpaces.Own(PlayerId)] : [BankSpaces.BuiltIn, BankSpaces.Own(PlayerId)];

    public bool MayRead(string space) => space == BankSpaces.BuiltIn || space == BankSpaces.Own(PlayerId) || (IsEditor && space == BankSpaces.Shared);

    public bool MayWrite(string space) => space != BankSpaces.BuiltIn && MayRead(space);
}

/// <summary>A stored question, whole.</summary>
/// <param name="QuestionId">Its id within the tenant.</param>
/// <param name="Version">1 for the first text, one more for each change of any kind; an update must name the one it changes.</param>
/// <param name="Space">See <see cref="BankSpaces"/>.</param>
/// <param name="OwnerId">Who wrote it; empty for the built-in ones.</param>
/// <param name="EditorId">Who made this version; "rule" when it was retired by the rule.</param>
/// <param name="VerifiedBy">Who vouches for it as it is now; null when nobody does. A change of what players see ends it.</param>
[GenerateSerializer, Immutable, Alias("quiz.BankEntry")]
public sealed record BankEntry(
    [property: Id(0)] string QuestionId,
    [property: Id(1)] int Version,
    [property: Id(2)] string Space,
    [property: Id(3)] string OwnerId,
    [property: Id(4)] string EditorId,
    [property: Id(5)] DateTimeOffset CreatedAt,
    [property: Id(6)] DateTimeOffset UpdatedAt,
    [property: Id(7)] string? VerifiedBy,
    [property: Id(8)] DateTimeOffset? VerifiedAt,
    [property: Id(9)] Provenance? Provenance,
    [property: Id(10)] BankDraft Question);

/// <summary>One page of a list, newest first.</summary>
/// <param name="Next">Pass it back to get the next page; null at the end.</param>
[GenerateSerializer, Immutable, Alias("quiz.BankPage")]
public sealed record BankPage([property: Id(0)] ImmutableArray<BankEntry> Items, [property: Id(1)] string? Next);

/// <summary>All versions of a question that are kept, newest first.</summary>
[GenerateSerializer, Immutable, Alias("quiz.BankHistory")]
public sealed record BankHistory([property: Id(0)] ImmutableArray<BankEntry> Items);

/// <summary>What a list shows; what is empty or null does not matter.</summary>
[GenerateSerializer, Immutable, Alias("quiz.BankFilter")]
public sealed record BankFilter
{
    /// <summary>Words, "phrases", -exclusions; in any word form of <see cref="Language"/>.</summary>
    [Id(0)] public string Search { get; init; } = "";

    [Id(1)] public string Category { get; init; } = "";

    [Id(2)] public string Language { get; init; } = "";

    [Id(3)] public string Kind { get; init; } = "";

    [Id(4)] public string Difficulty { get; init; } = "";

    [Id(5)] public string Status { get; init; } = "";

    [Id(6)] public string ExamType { get; init; } = "";

    [Id(7)] public string Subject { get; init; } = "";

    /// <summary>All of these.</summary>
    [Id(8)] public ImmutableArray<string> Tags { get; init; } = [];

    /// <summary>"builtIn", "shared" or "own"; empty for all that the reader may read.</summary>
    [Id(9)] public string Space { get; init; } = "";

    [Id(10)] public bool? Verified { get; init; }

    /// <summary>"distractor_unused", "best_players_miss", or "any".</summary>
    [Id(11)] public string Flag { get; init; } = "";
}

/// <summary>What there is to filter by, with the number of questions that a reader sees of each.</summary>
[GenerateSerializer, Immutable, Alias("quiz.BankFacets")]
public sealed record BankFacets(
    [property: Id(0)] long Total,
    [property: Id(1)] ImmutableArray<Facet> Categories,
    [property: Id(2)] ImmutableArray<Facet> Languages,
    [property: Id(3)] ImmutableArray<Facet> Kinds,
    [property: Id(4)] ImmutableArray<Facet> Statuses,
    [property: Id(5)] ImmutableArray<Facet> Difficulties);

[GenerateSerializer, Immutable, Alias("quiz.Facet")]
public sealed record Facet([property: Id(0)] string Value, [property: Id(1)] long Count);
