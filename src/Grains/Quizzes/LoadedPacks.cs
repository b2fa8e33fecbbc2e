using System.Collections.Immutable;
using QuizOrleans.Grains.Bank;
using QuizOrleans.Grains.Generation;

namespace QuizOrleans.Grains.Quizzes;

/// <summary>The questions of the packs that this silo read at its start: what there is to play when nothing else answers.</summary>
public sealed class LoadedPacks
{
    /// <summary>With their ids in the bank.</summary>
    internal ImmutableArray<StandIn> Questions { get; private set; } = [];

    /// <summary>In place of those it had.</summary>
    public void Keep(IEnumerable<ContentPack> packs) => Questions =
        [.. packs.SelectMany(BuiltInQuestions.Of).DistinctBy(q => q.Id).Select(q => new StandIn(q.Id, BankMapping.ToDraft(q.Question)))];
}
