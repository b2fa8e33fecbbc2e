using System.Collections.Immutable;

namespace QuizOrleans.Rules.Rooms;

/// <summary>What an event makes of a room. Never fails, whatever the event: one that does not fit changes nothing but <see cref="RoomState.LastAt"/>.</summary>
public static partial class RoomEvolution
{
    public static RoomState Evolve(RoomState state, RoomEvent @event)
    {
        var next = (state.Phase, @event) switch
        {
            (Phase.Unopened, RoomEvent.Opened e) => Opened(e),
            (Phase.Unopened or Phase.Finished, _) => state,

            (Phase.Asking p, RoomEvent.AnswerGiven e) when e.Index == p.Index => Answered(state, p, e),
            (_, RoomEvent.PlayerSeated e) => Seated(state, e),
            (_, RoomEvent.PlayerWentAway e) => Connected(state, e.PlayerId, false, e.At),
            (_, RoomEvent.PlayerCameBack e) => Connected(state, e.PlayerId, true, e.At),
            (_, RoomEvent.PlayerRenamed e) => Renamed(state, e),
            (_, RoomEvent.PlayerLeft e) => Removed(state, e.PlayerId),
            (_, RoomEvent.PlayerKicked e) => Removed(state, e.PlayerId) with { Kicked = state.Kicked.Add(e.PlayerId) },
            (_, RoomEvent.TimeFactorSet e) => WithPlayer(state, e.PlayerId, p => p with { TimeFactor = e.Factor }),
            (_, RoomEvent.LockSet e) => state with { Locked = e.Locked },
            (_, RoomEvent.HostWentAway e) => state with { Host = state.Host with { Connected = false, Since = e.At } },
            (_, RoomEvent.HostCameBack e) => state with { Host = state.Host with { Connected = true, Since = e.At } },
            (_, RoomEvent.HostReplaced e) => state with { Host = state.Host with { Id = e.HostId, Connected = true, Since = e.At } },

            (Phase.Lobby, RoomEvent.GenerationBegan e) => state with { Phase = new Phase.Generating(e.Plan, e.EndsAt, e.StandInsAt) },
            (Phase.Generating p, RoomEvent.StartRemembered) => state with { Phase = p with { IsStarted = true } },
            (Phase.Generating p, RoomEvent.GenerationOverdue) => state with { Phase = p with { IsOverdue = true } },
            (Phase.Generating, RoomEvent.Furnished e) => state with { Phase = new Phase.Lobby(), Questions = e.Questions, Furnishing = e.By },

            (Phase.Lobby, RoomEvent.CountdownBegan e) when IsQuestion(state, e.Index) => state with { Phase = new Phase.Countdown(e.Index, e.EndsAt), StartedAt = e.At },
            (Phase.Lobby or Phase.Countdown or Phase.Reveal, RoomEvent.QuestionOpened e) when IsQuestion(state, e.Index) => state with
            {
                Phase = new Phase.Asking(e.Index, e.At, e.Time, FactorsOf(state), ImmutableDictionary<string, GivenAnswer>.Empty, 0),
                // The second of two turns is begun anew.
                StartedAt = state is { MatchEndsAt: null, Settings.Duel.Played: not null } ? e.At : state.StartedAt ?? e.At,
                MatchEndsAt = state.MatchEndsAt ?? e.At + state.Settings.Duel?.MatchTime,
            },
            (Phase.Asking p, RoomEvent.QuestionClosed e) when e.Index == p.Index => Turns.Kept(Closed(state, p, e), p),
            (Phase.Countdown or Phase.Asking or Phase.Reveal, RoomEvent.Paused e) => state with { Phase = new Phase.Paused(state.Phase, e.At, e.Reason) },
            (Phase.Paused p, RoomEvent.Resumed e) => state with { Phase = Shifted(p.Within, e.At - p.At) },
            (_, RoomEvent.TurnEnded e) => Turns.Ended(state, e),
            (_, RoomEvent.Recovered e) => Recovered(state, e),
            (_, RoomEvent.Finished e) => Standings.Ranked(state with { Phase = new Phase.Finished(e.Reason, e.At, e.Loser, e.Ratings) }),
            _ => state,
        };
        if (next.Phase is Phase.Unopened) return next with { LastAt = @event.At };
        var isEmpty = !next.Host.Connected && HasNobody(next);
        return next with { LastAt = @event.At, EmptySince = isEmpty ? next.EmptySince ?? @event.At : null };
    }

    private static RoomState Opened(RoomEvent.Opened e) => RoomState.Initial with
    {
        QuizId = e.QuizId,
        Title = e.Title,
        Settings = e.Settings,
        Questions = e.Questions,
        Phase = new Phase.Lobby(),
        Host = new Host(e.HostId, e.HostKey, e.Settings.Duel is null, e.At),
        OpenedAt = e.At,
    };

    private static bool IsQuestion(RoomState state, int index) => index >= 0 && index < state.Questions.Length;

    private static RoomState Answered(RoomState state, Phase.Asking asking, RoomEvent.AnswerGiven e)
    {
        if (!state.Players.TryGetValue(e.PlayerId, out var player)) return state;
        var isFirst = player.Connected && !asking.Answers.ContainsKey(e.PlayerId);
        return state with
        {
            Phase = asking with
            {
                Answers = asking.Answers.SetItem(e.PlayerId, new GivenAnswer(e.Answer, e.At - asking.OpenedAt)),
                AnsweredPresent = asking.AnsweredPresent + (isFirst ? 1 : 0),
            },
        };
    }

    private static RoomState Recovered(RoomState state, RoomEvent.Recovered e) => state with
    {
        Phase = OnlyMachines(state, Shifted(state.Phase, e.Outage), e.At),
        Host = state.Host with { Connected = false, Since = e.At },
        // Who was away already gets the whole grace again: nobody could come back meanwhile.
        Players = state.Players.SetItems(state.Players.Where(p => !IsMachine(state, p.Key)).Select(p =>
            KeyValuePair.Create(p.Key, p.Value with { Connected = false, AwaySince = AwaySince(state, e.At) }))),
        Present = state.Players.Values.Count(p => p.Connected && IsMachine(state, p.Id)),
        MatchEndsAt = state.MatchEndsAt + e.Outage,
        // An outage empties every room; its people get the whole time to come back.
        EmptySince = e.At,
    };

    private static Phase OnlyMachines(RoomState state, Phase phase, DateTimeOffset now) => phase switch
    {
        Phase.Asking p => p with { AnsweredPresent = p.Answers.Keys.Count(id => IsMachine(state, id) && state.Players.TryGetValue(id, out var machine) && machine.Connected), WaitUntil = now + state.Settings.ReturnGrace },
        // Within a pause the clock stands where it began.
        Phase.Paused p => p with { Within = OnlyMachines(state, p.Within, p.At) },
        _ => phase,
    };

    /// <summary>A machine is no company; but a duel whose second turn is open waits for somebody.</summary>
    private static bool HasNobody(RoomState state) => state.Settings.Duel is null
        ? state.Present == 0
        : state.Present == state.Settings.Duel.Machines && !Turns.IsOpen(state);

    private static bool IsMachine(RoomState state, string playerId) => state.Settings.Duel?.SeatOf(playerId) is { IsPerson: false };

    private static DateTimeOffset? AwaySince(RoomState state, DateTimeOffset at) => state.Settings.Duel is null ? null : at;

    /// <summary>Few have more time than others, and where nobody has there is nothing to make.</summary>
    private static ImmutableDictionary<string, double> FactorsOf(RoomState state)
    {
        var factors = ImmutableDictionary<string, double>.Empty;
        foreach (var (id, player) in state.Players)
        {
            if (player.TimeFactor > 1) factors = factors.Add(id, player.TimeFactor);
        }

        return factors;
    }

    /// <summary>The phase as if everything in it had begun so much later.</summary>
    private static Phase Shifted(Phase phase, TimeSpan by) => phase switch
    {
        Phase.Generating p => p with { EndsAt = p.EndsAt + by, StandInsAt = p.StandInsAt + by },
        Phase.Countdown p => p with { EndsAt = p.EndsAt + by },
        Phase.Asking p => p with { OpenedAt = p.OpenedAt + by, WaitUntil = p.WaitUntil + by },
        Phase.Reveal p => p with { NextAt = p.NextAt + by },
        _ => phase,
    };
}
