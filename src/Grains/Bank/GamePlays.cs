using System.Collections.Immutable;
using QuizOrleans.Rules.Bank;

namespace QuizOrleans.Grains.Bank;

/// <summary>How a game is added to what play says of questions, whoever tallied it.</summary>
internal static class GamePlays
{
    /// <summary>The editions whose sums have changed.</summary>
    public static async Task<ImmutableArray<Guid>> Add(this IPlayStore plays, TenantKey game, GameTally tally, BankOptions options, CancellationToken cancellationToken)
    {
        if (tally.Items.IsEmpty && tally.Seen.IsEmpty) return [];
        if (tally.Seen.Count > options.MostRemembered) tally = tally with { Seen = ImmutableDictionary<string, ImmutableHashSet<Guid>>.Empty };
        await plays.Add(game, tally, cancellationToken);
        return [.. tally.Items.Keys];
    }
}
