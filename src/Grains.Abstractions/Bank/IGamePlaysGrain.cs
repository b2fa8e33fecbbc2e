using System.Collections.Immutable;

namespace QuizOrleans.Grains.Bank;

/// <summary>What finished games say of the bank's questions. Stateless; key: <see cref="TenantKey"/> of the tenant and "plays".</summary>
[Alias("quiz.IGamePlaysGrain")]
public interface IGamePlaysGrain : IGrainWithStringKey
{
    /// <summary>
    /// Reads a finished room's journal and adds what its players did: for a room that cannot add it itself any more. Nothing of it lies on the path of an
    /// answer. Harmless when done again. Throws what the storage throws: the caller tries again.
    /// </summary>
    /// <param name="gameId">The room's id within the tenant.</param>
    [Alias("Add")]
    Task Add(string gameId, CancellationToken cancellationToken);

    /// <summary>A game of these editions has been added: what the sums say of them is looked at in a while.</summary>
    [Alias("Played"), OneWay]
    Task Played(ImmutableArray<Guid> editions);
}
