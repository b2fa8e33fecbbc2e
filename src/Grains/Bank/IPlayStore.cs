using System.Collections.Immutable;
using QuizOrleans.Rules.Bank;

namespace QuizOrleans.Grains.Bank;

/// <summary>What finished games say of questions.</summary>
public interface IPlayStore
{
    /// <summary>Adds a game's counts and remembers who saw what, in one transaction. A game that was added already changes nothing.</summary>
    Task Add(TenantKey game, GameTally tally, CancellationToken cancellationToken);

    /// <summary>What has been added up, by edition; those never played are left out.</summary>
    Task<ImmutableDictionary<Guid, PlayedItem>> Find(string tenant, ImmutableArray<Guid> editions, CancellationToken cancellationToken);
}

/// <param name="Games">In how many games it was asked.</param>
public sealed record PlayedItem(int Games, ItemCounts Counts);
