using System.Collections.Immutable;

namespace QuizOrleans.Rules.Rooms;

/// <summary>Players coming, going and being away, and the counts that follow from it.</summary>
public static partial class RoomEvolution
{
    private static RoomState Seated(RoomState state, RoomEvent.PlayerSeated e)
    {
        if (state.Players.ContainsKey(e.PlayerId)) return state;
        var player = new Player(e.PlayerId, e.Nickname, e.Team, true, 1, 0, 1, 0, state.AskedTime, 0);
        return state with
        {
            Players = state.Players.Add(e.PlayerId, player with { Rank = Standings.RankOfLast(state, player) }),
            Table = state.Table.Add(e.PlayerId),
            Names = state.Names.Add(Nicknames.Fold(e.Nickname)),
            Present = state.Present + 1,
            Phase = WithAnswerBack(state.Phase, e.PlayerId),
        };
    }

    private static RoomState Connected(RoomState state, string playerId, bool connected, DateTimeOffset at = default)
    {
        if (!state.Players.TryGetValue(playerId, out var player) || player.Connected == connected) return state;
        var step = connected ? 1 : -1;
        return state with
        {
            Players = state.Players.SetItem(playerId, player with { Connected = connected, AwaySince = connected ? null : AwaySince(state, at) }),
            Present = state.Present + step,
            Phase = CountAnswered(state.Phase, playerId, step),
        };
    }

    private static RoomState Renamed(RoomState state, RoomEvent.PlayerRenamed e)
    {
        if (!state.Players.TryGetValue(e.PlayerId, out var player)) return state;
        return state with
        {
            Players = state.Players.SetItem(e.PlayerId, player with { Nickname = e.Nickname }),
            Names = state.Names.Remove(Nicknames.Fold(player.Nickname)).Add(Nicknames.Fold(e.Nickname)),
        };
    }

    private static RoomState Removed(RoomState state, string playerId)
    {
        if (!state.Players.TryGetValue(playerId, out var player)) return state;
        var away = Connected(state, playerId, false);
        var removed = away with
        {
            Players = away.Players.Remove(playerId),
            Table = away.Table.Remove(playerId),
            Names = away.Names.Remove(Nicknames.Fold(player.Nickname)),
            Phase = WithoutAnswer(away.Phase, playerId),
        };
        return state.Phase is Phase.Lobby or Phase.Generating ? removed : Standings.Ranked(removed);
    }

    private static RoomState WithPlayer(RoomState state, string playerId, Func<Player, Player> change) =>
        state.Players.TryGetValue(playerId, out var player) ? state with { Players = state.Players.SetItem(playerId, change(player)) } : state;

    private static Phase CountAnswered(Phase phase, string playerId, int step) => phase switch
    {
        Phase.Asking p when p.Answers.ContainsKey(playerId) => p with { AnsweredPresent = p.AnsweredPresent + step },
        Phase.Paused p => p with { Within = CountAnswered(p.Within, playerId, step) },
        _ => phase,
    };

    private static Phase WithoutAnswer(Phase phase, string playerId) => phase switch
    {
        Phase.Asking p when p.Answers.TryGetValue(playerId, out var given) => p with
        {
            Answers = p.Answers.Remove(playerId),
            Withdrawn = (p.Withdrawn ?? ImmutableDictionary<string, GivenAnswer>.Empty).SetItem(playerId, given),
        },
        Phase.Paused p => p with { Within = WithoutAnswer(p.Within, playerId) },
        _ => phase,
    };

    /// <summary>One answer each: leaving and joining again is not a second try.</summary>
    private static Phase WithAnswerBack(Phase phase, string playerId) => phase switch
    {
        Phase.Asking { Withdrawn: { } withdrawn } p when withdrawn.TryGetValue(playerId, out var given) => p with
        {
            Answers = p.Answers.SetItem(playerId, given),
            AnsweredPresent = p.AnsweredPresent + 1,
            Withdrawn = withdrawn.Remove(playerId),
        },
        Phase.Paused p => p with { Within = WithAnswerBack(p.Within, playerId) },
        _ => phase,
    };
}
