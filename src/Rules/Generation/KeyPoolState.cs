using System.Collections.Immutable;

namespace QuizOrleans.Rules.Generation;

/// <summary>The keys of one provider and what is known of their quotas. Holds no key, only names and fingerprints.</summary>
public sealed record KeyPoolState
{
    public static KeyPoolState Empty { get; } = new();

    /// <summary>In order of preference.</summary>
    public ImmutableArray<string> Models { get; init; } = [];

    /// <summary>In the order of the configuration.</summary>
    public ImmutableArray<PooledKey> Keys { get; init; } = [];

    public ImmutableArray<ProjectQuota> Quotas { get; init; } = [];

    /// <summary>How many keys have been leased; numbers the turns.</summary>
    public long Turns { get; init; }

    public PooledKey? Find(string entry) => Keys.FirstOrDefault(k => k.Entry == entry);

    /// <summary>What a project has used of a model; nothing yet, when it was never leased.</summary>
    public ProjectQuota QuotaOf(string project, string model) =>
        Quotas.FirstOrDefault(q => q.Project == project && q.Model == model) ?? new ProjectQuota { Project = project, Model = model };

    public KeyPoolState With(PooledKey key) => this with { Keys = [.. Keys.Select(k => k.Entry == key.Entry ? key : k)] };

    public KeyPoolState With(ProjectQuota quota) => this with { Quotas = [.. Quotas.Where(q => q.Project != quota.Project || q.Model != quota.Model), quota] };
}

/// <summary>A key by its name in the configuration.</summary>
public sealed record PooledKey
{
    public required string Entry { get; init; }

    /// <summary>Of the key itself: another one under the same name is another key.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>Quota is a project's, not a key's.</summary>
    public required string Project { get; init; }

    public int? PerMinute { get; init; }

    public int? PerDay { get; init; }

    /// <summary>The number of its last lease; 0 when it never had one.</summary>
    public long Turn { get; init; }

    public DateTimeOffset? LastUsedAt { get; init; }

    /// <summary>The provider does not know it: an operator must see to it.</summary>
    public bool IsInvalid { get; init; }

    public DateTimeOffset? BlockedUntil { get; init; }

    /// <summary>Blocks in a row.</summary>
    public int Blocks { get; init; }

    /// <summary>Models that failed with it lately.</summary>
    public ImmutableArray<ModelTrouble> Troubles { get; init; } = [];

    public long Calls { get; init; }

    public long PromptTokens { get; init; }

    public long AnswerTokens { get; init; }

    /// <summary>How often a call ended with each fault, by <see cref="CallOutcome.Names"/>.</summary>
    public ImmutableSortedDictionary<string, long> Errors { get; init; } = ImmutableSortedDictionary<string, long>.Empty;
}

/// <param name="Failures">In a row.</param>
public sealed record ModelTrouble(string Model, int Failures, DateTimeOffset RestUntil);

/// <summary>What a project has used of one model's quota.</summary>
public sealed record ProjectQuota
{
    public required string Project { get; init; }

    public required string Model { get; init; }

    /// <summary>Leases of the last minute, by the second; oldest first.</summary>
    public ImmutableArray<SecondCount> Recent { get; init; } = [];

    /// <summary>The day that <see cref="Today"/> and what was learned belong to, in the provider's time zone.</summary>
    public DateOnly Day { get; init; }

    public int Today { get; init; }

    /// <summary>As the provider told when it refused; believed for the day, as plans change.</summary>
    public int? LearnedPerMinute { get; init; }

    public int? LearnedPerDay { get; init; }

    /// <summary>Refusals in a row.</summary>
    public int Refusals { get; init; }

    public DateTimeOffset? RestUntil { get; init; }
}

/// <param name="Second">Since 1970.</param>
public sealed record SecondCount(long Second, int Calls);
