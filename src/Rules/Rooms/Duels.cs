using System.Collections.Immutable;
using QuizOrleans.Rules.Matchmaking;

namespace QuizOrleans.Rules.Rooms;

/// <summary>
/// The rules that are a duel's own. Two seats, no host: it begins when both are taken, goes on by itself, and ends with the last question,
/// the match time, or somebody's going. Leaving forfeits at once, a lost connection after a grace; when both are gone nobody wins.
/// </summary>
public static class Duels
{
    /// <summary>Takes a seat that is his, or the open one; the duel begins with the last of them.</summary>
    internal static Decision<RoomEvent> Join(RoomState state, DuelSettings duel, RoomCommand.Join c)
    {
        var seat = duel.SeatOf(c.PlayerId);
        if (seat is null && duel.IsFirstTurn) return RoomRejections.NotYourTurn;
        if (state.Phase is not Phase.Lobby) return RoomRejections.NotInvited;
        if (duel.Played is { Until: var until } && c.Now >= until) return RoomRejections.Over;
        if (seat is null && duel.Seats.Length > 1) return RoomRejections.NotInvited;
        // The open seat is one: the challenger's own stays his.
        if (seat is null && state.Players.Keys.Any(id => duel.SeatOf(id) is null)) return RoomRejections.Full;
        var (name, invalid) = Nicknames.Clean(seat?.Nickname ?? c.Nickname);
        if (invalid is not null) return invalid;
        return Begun(state, duel, new RoomEvent.PlayerSeated(c.Now, c.PlayerId, Nicknames.Free(name, state.Names.Contains), null));
    }

    /// <summary>Opening seats whoever is no person: he is always there.</summary>
    internal static Decision<RoomEvent> Open(RoomCommand.OpenDuel c)
    {
        var machines = c.Settings.Duel!.Seats.Where(s => !s.IsPerson);
        return new Decision<RoomEvent>(
            [
                new RoomEvent.Opened(c.Now, "", c.Title, c.Settings, c.Questions, "", ""),
                .. machines.Select(s => new RoomEvent.PlayerSeated(c.Now, s.PlayerId, s.Nickname, null)),
            ],
            null);
    }

    internal static Decision<RoomEvent> Leave(RoomState state, RoomCommand.Leave c)
    {
        if (state.Settings.Duel!.SeatOf(c.PlayerId) is null && !state.Players.ContainsKey(c.PlayerId)) return RoomRejections.NotAMember;
        // Whoever has had his turn may take it back until somebody plays against it.
        if (Turns.HasPlayed(state, c.PlayerId) && !Turns.IsOpen(state)) return RoomRejections.NotYourTurn;
        return Without(state, c.PlayerId, c.Now);
    }

    /// <summary>When something that is a duel's own is due.</summary>
    internal static DateTimeOffset? NextWake(RoomState state, DuelSettings duel)
    {
        if (state.Phase is Phase.Lobby) return SeatBy(state, duel);
        var wake = Earlier(state.MatchEndsAt, MissedAt(state, duel));
        return state.Phase is Phase.Asking asking ? Earlier(wake, NextPlanned(state, duel, asking)?.At) : wake;
    }

    /// <summary>One step of what is due; nothing when nothing of a duel's own is.</summary>
    internal static Decision<RoomEvent> Due(RoomState state, DuelSettings duel, DateTimeOffset now)
    {
        if (state.Phase is Phase.Lobby) return now >= SeatBy(state, duel) ? new RoomEvent.Finished(now, FinishReason.NoShow, Missing(state, duel)) : Decision<RoomEvent>.Nothing;
        if (now >= state.MatchEndsAt) return Finish(state, now, FinishReason.TimeUp);
        if (now >= MissedAt(state, duel))
        {
            var away = state.Players.Values.Where(p => !p.Connected).OrderBy(p => p.AwaySince).ToArray();
            return away.Length > 1 ? Finish(state, now, FinishReason.Abandoned) : Without(state, away[0].Id, now);
        }

        return state.Phase is Phase.Asking asking && NextPlanned(state, duel, asking) is { } planned && now >= planned.At
            ? RoomDecider.Answered(state, asking, planned.PlayerId, planned.Answer, now)
            : Decision<RoomEvent>.Nothing;
    }

    /// <summary>Ends it for one of the two has gone. Before the first question it is no game yet, and nobody loses one; nor while there is nobody to win it.</summary>
    private static Decision<RoomEvent> Without(RoomState state, string playerId, DateTimeOffset now) =>
        Finish(state, now, !HasBegun(state) ? FinishReason.Declined : state.Settings.Duel!.IsFirstTurn ? FinishReason.Abandoned : FinishReason.Forfeited, playerId);

    /// <summary>Ends it, or the first of its turns, from any phase; what has been answered to an open question counts, and ratings move if they should.</summary>
    internal static Decision<RoomEvent> Finish(RoomState state, DateTimeOffset now, FinishReason reason, string? loser = null)
    {
        var events = ImmutableArray.CreateBuilder<RoomEvent>();
        if (state.Phase is Phase.Asking asking)
        {
            events.Add(RoomClock.Closing(state, asking, now));
            state = RoomEvolution.Evolve(state, events[0]);
        }

        var duel = state.Settings.Duel!;
        events.Add(Turns.IsOver(duel, reason) ? Turns.End(duel, now) : new RoomEvent.Finished(now, reason, loser, Rate(state, reason, loser, now)));
        return new Decision<RoomEvent>(events.ToImmutable(), null);
    }

    /// <summary>The winner's id; null for a draw, and where nobody wins.</summary>
    public static string? Winner(RoomState state, FinishReason reason, string? loser)
    {
        if (reason is FinishReason.Abandoned or FinishReason.Declined or FinishReason.NoShow) return null;
        if (loser is not null) return state.Players.Keys.FirstOrDefault(id => id != loser);
        var first = state.Players.Values.Where(p => p.Score == state.Players.Values.Max(o => o.Score)).ToArray();
        return first.Length == 1 ? first[0].Id : null;
    }

    /// <summary>
    /// Whether its first question has been opened; the countdown to it is not yet the game. But whoever comes for the second of two turns has begun it: the first's must not be undone by somebody's looking in.
    /// </summary>
    public static bool HasBegun(RoomState state) => state.MatchEndsAt is not null || (state.Settings.Duel?.Played is not null && state.Players.Count > 1);

    /// <summary>Whether it waits for whoever has its link, to be played at once. Its challenger is bound to nobody yet.</summary>
    public static bool IsOpenChallenge(RoomState state) =>
        state is { Phase: Phase.Lobby, Settings.Duel: { Seats.Length: 1, TurnTime: null } duel } && state.Players.Keys.All(id => duel.SeatOf(id) is not null);

    private static Decision<RoomEvent> Begun(RoomState state, DuelSettings duel, RoomEvent.PlayerSeated seated)
    {
        if (state.Players.Count < 1 && !duel.IsFirstTurn) return seated;
        var full = RoomEvolution.Evolve(state, seated);
        return Decision<RoomEvent>.Of(seated, RoomDecider.First(full, seated.At));
    }

    /// <summary>Between persons, after a question at least, and with an outcome. A draw is a draw: half a point each.</summary>
    private static ImmutableArray<RatingChange> Rate(RoomState state, FinishReason reason, string? loser, DateTimeOffset now)
    {
        if (state.Settings.Duel is not { Rated: true, Seats: [{ IsPerson: true } one, { IsPerson: true } other] } || !HasBegun(state)) return default;
        if (reason is FinishReason.Abandoned or FinishReason.Declined or FinishReason.NoShow) return default;
        var winner = Winner(state, reason, loser);
        var score = winner is null ? 0.5 : winner == one.PlayerId ? 1 : 0;
        return
        [
            new RatingChange(one.PlayerId, one.Rating, Glicko2.After(one.Rating, other.Rating, score, now)),
            new RatingChange(other.PlayerId, other.Rating, Glicko2.After(other.Rating, one.Rating, 1 - score, now)),
        ];
    }

    /// <summary>A friend with a link takes his time, and he who plays second a limited one; whoever was matched takes none.</summary>
    /// <remarks>The host of a duel is nobody, away since the opening or the last outage: after one, seats are waited for anew.</remarks>
    public static DateTimeOffset? SeatBy(RoomState state, DuelSettings duel) =>
        duel.Played is { Until: var until } ? until : duel.Seats.Length > 1 && duel.Seats.All(s => s.IsPerson) ? state.Host.Since + duel.SeatTime : null;

    private static string? Missing(RoomState state, DuelSettings duel) =>
        duel.Seats.Where(s => !state.Players.ContainsKey(s.PlayerId)).ToArray() is [var one] ? one.PlayerId : null;

    /// <summary>When the first who is away forfeits. Whoever went before it began has the whole grace from there.</summary>
    private static DateTimeOffset? MissedAt(RoomState state, DuelSettings duel)
    {
        DateTimeOffset? first = null;
        if (state.Present == state.Players.Count) return first;
        foreach (var player in state.Players.Values)
        {
            if (!player.Connected) first = Earlier(first, (player.AwaySince > state.StartedAt ? player.AwaySince : state.StartedAt) + duel.DropGrace);
        }

        return first;
    }

    /// <summary>A machine's next answer. What a person gave within the grace, and so counted, counts when it is played again.</summary>
    private static (string PlayerId, Quizzes.Answer Answer, DateTimeOffset At)? NextPlanned(RoomState state, DuelSettings duel, Phase.Asking asking)
    {
        foreach (var seat in duel.Seats)
        {
            if (seat.IsPerson || seat.Plan.IsDefault || asking.Index >= seat.Plan.Length || asking.Answers.ContainsKey(seat.PlayerId)) continue;
            if (seat.Plan[asking.Index] is { Answer: { } answer, After: var after } && after <= asking.Time + state.Settings.Grace) return (seat.PlayerId, answer, asking.OpenedAt + after);
        }

        return null;
    }

    private static DateTimeOffset? Earlier(DateTimeOffset? a, DateTimeOffset? b) => a is null ? b : b is null || a < b ? a : b;
}
