namespace QuizOrleans.Rules.Rooms;

/// <summary>Coming, going, names and teams.</summary>
public static partial class RoomDecider
{
    private static Decision<RoomEvent> Join(RoomState state, RoomCommand.Join c)
    {
        if (state.Players.ContainsKey(c.PlayerId)) return Arrive(state, c.PlayerId, c.Now);
        if (state.Settings.Duel is { } duel) return Duels.Join(state, duel, c);
        if (state.Kicked.Contains(c.PlayerId)) return RoomRejections.Kicked;
        if (state.Locked) return RoomRejections.Locked;
        if (state.Phase is not (Phase.Lobby or Phase.Generating) && !state.Settings.LateJoin) return RoomRejections.LateJoinClosed;
        if (state.Players.Count >= state.Settings.MaxPlayers) return RoomRejections.Full;
        var (name, invalid) = Nicknames.Clean(c.Nickname);
        if (invalid is not null) return invalid;
        var (team, wrongTeam) = ChooseTeam(state, c.Team);
        if (wrongTeam is not null) return wrongTeam;
        return new RoomEvent.PlayerSeated(c.Now, c.PlayerId, Nicknames.Free(name, state.Names.Contains), team);
    }

    private static (string? Team, Rejection? Rejection) ChooseTeam(RoomState state, string? wanted)
    {
        if (state.Settings.Teams == TeamRule.None) return (null, null);
        var (team, invalid) = Nicknames.Clean(wanted);
        if (invalid is not null) return (null, RoomRejections.TeamNeeded);
        var folded = Nicknames.Fold(team);
        var isFree = state.Settings.Teams == TeamRule.Free;
        var names = isFree ? state.Players.Values.Select(p => p.Team).OfType<string>().Distinct() : state.Settings.TeamNames;
        var known = names.FirstOrDefault(t => Nicknames.Fold(t) == folded);
        if (isFree) return (known ?? team, null);
        return known is null ? (null, RoomRejections.NoSuchTeam) : (known, null);
    }

    private static Decision<RoomEvent> Rename(RoomState state, RoomCommand.Rename c)
    {
        if (!state.Players.TryGetValue(c.PlayerId, out var player)) return RoomRejections.NotAMember;
        var (name, invalid) = Nicknames.Clean(c.Nickname);
        if (invalid is not null) return invalid;
        if (name == player.Nickname) return Decision<RoomEvent>.Nothing;
        var own = Nicknames.Fold(player.Nickname);
        return new RoomEvent.PlayerRenamed(c.Now, c.PlayerId, Nicknames.Free(name, folded => folded != own && state.Names.Contains(folded)));
    }

    private static Decision<RoomEvent> Arrive(RoomState state, string memberId, DateTimeOffset now)
    {
        var isHost = memberId == state.Host.Id;
        var isPlayer = state.Players.TryGetValue(memberId, out var player);
        if (!isHost && !isPlayer) return state.Kicked.Contains(memberId) ? RoomRejections.Kicked : RoomRejections.NotAMember;
        var events = new List<RoomEvent>(3);
        if (isPlayer && !player!.Connected) events.Add(new RoomEvent.PlayerCameBack(now, memberId));
        if (isHost && !state.Host.Connected)
        {
            events.Add(new RoomEvent.HostCameBack(now));
            if (IsPausedForHost(state)) events.Add(new RoomEvent.Resumed(now));
        }

        return new Decision<RoomEvent>([.. events], null);
    }

    private static Decision<RoomEvent> GoAway(RoomState state, string memberId, DateTimeOffset now)
    {
        var events = new List<RoomEvent>(3);
        if (state.Players.TryGetValue(memberId, out var player) && player.Connected && !Turns.HasPlayed(state, memberId))
        {
            events.Add(new RoomEvent.PlayerWentAway(now, memberId));
            if (IsLastMissing(state, memberId, now) is { } asking) events.Add(RoomClock.Closing(state, asking, now));
        }

        if (memberId == state.Host.Id && state.Host.Connected) events.Add(new RoomEvent.HostWentAway(now));
        return new Decision<RoomEvent>([.. events], null);
    }

    private static Decision<RoomEvent> Remove(RoomState state, string playerId, RoomEvent gone, Rejection unknown)
    {
        if (!state.Players.ContainsKey(playerId)) return unknown;
        return IsLastMissing(state, playerId, gone.At) is { } asking ? Decision<RoomEvent>.Of(gone, RoomClock.Closing(state, asking, gone.At)) : gone;
    }

    /// <summary>The open question, when this player's is the only answer that those present are waiting for.</summary>
    private static Phase.Asking? IsLastMissing(RoomState state, string playerId, DateTimeOffset now) =>
        state.Settings.Duel is null && state.Phase is Phase.Asking asking && RoomClock.MayCloseEarly(state, asking, now) && state.Players[playerId].Connected
        && !asking.Answers.ContainsKey(playerId) && asking.AnsweredPresent > 0 && asking.AnsweredPresent == state.Present - 1 ? asking : null;

    private static bool IsPausedForHost(RoomState state) => state.Phase is Phase.Paused { Reason: PauseReason.HostAway };
}
