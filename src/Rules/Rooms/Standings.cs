using System.Collections.Immutable;

namespace QuizOrleans.Rules.Rooms;

/// <summary>Who is ahead: higher score; at the same score the shorter total answer time; at the same time too, a shared rank. In a duel equal scores are a draw.</summary>
public static class Standings
{
    private const string ByTime = "Same score: the shorter total answer time is ahead; an unanswered question counts its whole time. Still equal: shared rank.";
    private const string Draw = "Same score: a draw.";

    /// <summary>The rule in a sentence, shown beside the table.</summary>
    public static string TieRule(RoomSettings settings) => settings.Kind is RoomKind.Duel ? Draw : ByTime;

    /// <summary>Sorts the table anew and gives every player his rank. Equals keep their order.</summary>
    public static RoomState Ranked(RoomState state) => Ranked(state, state.Table.Select(id => state.Players[id]));

    /// <summary>The same with new figures for the players, in the table's old order. Each is put into the state once: rooms are large.</summary>
    internal static RoomState Ranked(RoomState state, IEnumerable<Player> current)
    {
        var table = current.ToArray();
        // Few questions change the order of a small room, none of them where nothing is scored.
        var isSorted = IsSorted(table);
        if (!isSorted) table = [.. table.OrderByDescending(p => p.Score).ThenBy(p => p.AnswerTime)];
        var players = state.Players.ToBuilder();
        var rank = 1;
        for (var i = 0; i < table.Length; i++)
        {
            if (i > 0 && !Equal(state, table[i - 1], table[i])) rank = i + 1;
            var player = table[i].Rank == rank ? table[i] : table[i] with { Rank = rank };
            if (!ReferenceEquals(state.Players[player.Id], player)) players[player.Id] = player;
        }

        return state with { Players = players.ToImmutable(), Table = isSorted ? state.Table : [.. table.Select(p => p.Id)] };
    }

    private static bool IsSorted(Player[] table)
    {
        for (var i = 1; i < table.Length; i++)
        {
            if (table[i].Score > table[i - 1].Score || (table[i].Score == table[i - 1].Score && table[i].AnswerTime < table[i - 1].AnswerTime)) return false;
        }

        return true;
    }

    /// <summary>The rank of somebody who comes last into the table.</summary>
    public static int RankOfLast(RoomState state, Player newcomer) =>
        state.Table.Count > 0 && state.Players[state.Table[^1]] is var last && Equal(state, last, newcomer) ? last.Rank : state.Table.Count + 1;

    private static bool Equal(RoomState state, Player a, Player b) => a.Score == b.Score && (a.AnswerTime == b.AnswerTime || state.Settings.Kind is RoomKind.Duel);
}

/// <param name="Members">How many members the mean is taken over.</param>
public sealed record TeamStanding(int Rank, string Team, int Score, int Members);

/// <summary>
/// Teams: the rounded mean of the members who are present or have answered a scored question, so that neither a large team nor
/// somebody who looked in and left decides. Same score: shared rank.
/// </summary>
public static class TeamStandings
{
    public static ImmutableArray<TeamStanding> Of(RoomState state)
    {
        if (state.Settings.Teams == TeamRule.None) return [];
        var scores = state.Players.Values
            .Where(p => p.Team is not null && (p.Connected || p.Answered > 0))
            .GroupBy(p => p.Team!)
            .Select(g => (Team: g.Key, Score: (int)Math.Round(g.Average(p => p.Score), MidpointRounding.AwayFromZero), Members: g.Count()))
            .OrderByDescending(t => t.Score).ThenBy(t => t.Team, StringComparer.Ordinal)
            .ToArray();
        return [.. scores.Select(t => new TeamStanding(1 + scores.Count(o => o.Score > t.Score), t.Team, t.Score, t.Members))];
    }
}
