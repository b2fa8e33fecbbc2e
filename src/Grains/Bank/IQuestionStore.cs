using System.Collections.Immutable;
using QuizOrleans.Rules.Bank;

namespace QuizOrleans.Grains.Bank;

/// <summary>The questions of all tenants' banks, and their versions. No call crosses a tenant.</summary>
public interface IQuestionStore
{
    /// <summary>Those that are there, in no promised order.</summary>
    Task<ImmutableArray<BankEntry>> Find(string tenant, ImmutableArray<string> ids, CancellationToken cancellationToken);

    /// <summary>Those whose content is one of these editions.</summary>
    Task<ImmutableArray<BankEntry>> FindByEdition(string tenant, ImmutableArray<Guid> editions, CancellationToken cancellationToken);

    /// <summary>Inserts; returns the ids that were free. Every version stored stays in the history.</summary>
    Task<ImmutableArray<string>> Add(string tenant, ImmutableArray<IndexedQuestion> questions, CancellationToken cancellationToken);

    /// <summary>Replaces where the stored version is the entry's minus 1; returns the ids of those.</summary>
    Task<ImmutableArray<string>> Update(string tenant, ImmutableArray<IndexedQuestion> questions, CancellationToken cancellationToken);

    /// <summary>Deletes with all versions; returns the ids that were there, in one of the spaces.</summary>
    Task<ImmutableArray<string>> Delete(string tenant, ImmutableArray<string> ids, ImmutableArray<string> spaces, CancellationToken cancellationToken);

    /// <summary>All versions that were stored, newest first. Empty when there is no such question.</summary>
    Task<ImmutableArray<BankEntry>> History(TenantKey key, CancellationToken cancellationToken);

    /// <summary>Newest first, then by id; paged by key.</summary>
    /// <param name="spaces">Only these.</param>
    /// <param name="after">A page's Next; null for the first. An unreadable one reads as null.</param>
    Task<BankPage> List(string tenant, ImmutableArray<string> spaces, BankFilter filter, string? after, int limit, CancellationToken cancellationToken);

    Task<BankFacets> Facets(string tenant, ImmutableArray<string> spaces, CancellationToken cancellationToken);

    /// <summary>How many questions of these kinds are ready, by category and language.</summary>
    Task<ImmutableArray<CategoryCount>> Categories(string tenant, ImmutableArray<string> spaces, ImmutableArray<string> kinds, CancellationToken cancellationToken);

    /// <summary>For each probe the nearest in these spaces: the same ones, and those at least so similar; nearest first, at most so many.</summary>
    Task<ImmutableArray<ImmutableArray<SimilarQuestion>>> Similar(
        string tenant, ImmutableArray<string> spaces, ImmutableArray<Likeness> probes, double least, int most, CancellationToken cancellationToken);

    /// <summary>The ids of those that fit and follow a point on the circle (<see cref="Drawing"/>), at most so many.</summary>
    Task<ImmutableArray<string>> Around(string tenant, ImmutableArray<string> spaces, DrawQuery query, CancellationToken cancellationToken);

    /// <summary>What play found wrong with a question; no change of its version.</summary>
    Task SetFlags(string tenant, ImmutableArray<string> ids, ImmutableArray<string> flags, CancellationToken cancellationToken);
}

/// <summary>A question with what stores index it by.</summary>
/// <param name="Words">All that a search looks at.</param>
public sealed record IndexedQuestion(BankEntry Entry, Guid Edition, Likeness Likeness, string Words);

/// <param name="Point">Where on the circle.</param>
/// <param name="Most">How many at most.</param>
/// <param name="UnseenBy">Players who must not have seen them.</param>
public sealed record DrawQuery(DrawRule Rule, double Point, int Most, ImmutableArray<string> UnseenBy);

public sealed record CategoryCount(string Category, string Language, long Count);
