using QuizOrleans.Grains.Matchmaking;

namespace QuizOrleans.Grains.Players;

/// <content>Turns the player has had, and for which nobody has come yet.</content>
public sealed partial class PlayerGrain
{
    private const int MostTurns = 20;

    /// <summary>Nobody plays against who is forgotten: what waits for its second turn is taken back. One whose second turn has begun ends by itself.</summary>
    private async Task Withdraw(CancellationToken cancellationToken)
    {
        foreach (var matchId in await OpenTurns(cancellationToken)) await Room(matchId).Leave(Key.Id, cancellationToken);
    }

    /// <summary>Matches in which the player has had his turn and the second has not begun; they are as young as their time for it is long.</summary>
    private async Task<List<string>> OpenTurns(CancellationToken cancellationToken)
    {
        var oldest = time.GetUtcNow() - duels.Value.TurnTime - duels.Value.MatchTime - TimeSpan.FromHours(1);
        List<string> open = [];
        string? after = null;
        do
        {
            var (items, next) = await matches.Of(Key, after, 100, cancellationToken);
            open.AddRange(items.Where(m => m is { Status: MatchStatus.Waiting, WaitsUntil: not null }).Select(m => m.MatchId));
            after = items.Length > 0 && items[^1].CreatedAt >= oldest ? next : null;
        }
        while (after is not null);
        return open;
    }
}
