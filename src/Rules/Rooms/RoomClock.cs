namespace QuizOrleans.Rules.Rooms;

/// <summary>What time does to a room: the next instant at which something must happen, and what happens then.</summary>
public static class RoomClock
{
    /// <summary>When <see cref="Due"/> has something to do next; null when only somebody's command goes on.</summary>
    public static DateTimeOffset? NextWake(RoomState state)
    {
        if (state.Phase is Phase.Unopened or Phase.Finished) return null;
        var wake = state.OpenedAt + state.Settings.Lifetime;
        Earlier(PhaseEnds(state));
        Earlier(HostMissedAt(state));
        Earlier(state.EmptySince + state.Settings.EmptyClose);
        if (state.Settings.Duel is { } duel) Earlier(Duels.NextWake(state, duel));
        return wake;

        void Earlier(DateTimeOffset? other)
        {
            if (other < wake) wake = other.Value;
        }
    }

    /// <summary>One step of what is due, the most pressing first.</summary>
    internal static Decision<RoomEvent> Due(RoomState state, DateTimeOffset now)
    {
        if (now >= state.OpenedAt + state.Settings.Lifetime || now >= state.EmptySince + state.Settings.EmptyClose)
            return Finish(state, now, FinishReason.Abandoned);
        if (state.Settings.Duel is { } duel && Duels.Due(state, duel, now) is { Events.IsEmpty: false } due) return due;
        if (now >= PhaseEnds(state))
        {
            return state.Phase switch
            {
                Phase.Generating => new RoomEvent.GenerationOverdue(now),
                Phase.Countdown p => Opening(state, p.Index, now),
                Phase.Asking p => Close(state, p, now),
                Phase.Reveal p => GoOn(state, p.Index, now),
                _ => Decision<RoomEvent>.Nothing,
            };
        }

        return now >= HostMissedAt(state) ? new RoomEvent.Paused(now, PauseReason.HostAway) : Decision<RoomEvent>.Nothing;
    }

    /// <summary>A slide has nothing to reveal, and some duels take no time for it: what follows comes at once.</summary>
    internal static Decision<RoomEvent> Close(RoomState state, Phase.Asking asking, DateTimeOffset now)
    {
        var closed = Closing(state, asking, now);
        var isShown = state.Questions[asking.Index].Question.TakesAnswers && (state.Settings.Pace == Pace.Host || state.Settings.RevealTime > TimeSpan.Zero);
        return isShown
            ? closed
            : new Decision<RoomEvent>([closed, .. GoOn(RoomEvolution.Evolve(state, closed), asking.Index, now).Events], null);
    }

    /// <summary>Ends the game from any phase. A question that is open closes first: what has been answered, and acknowledged, counts.</summary>
    internal static Decision<RoomEvent> Finish(RoomState state, DateTimeOffset now, FinishReason reason)
    {
        if (state.Settings.Duel is not null) return Duels.Finish(state, now, reason);
        var finished = new RoomEvent.Finished(now, reason);
        return state.Phase switch
        {
            Phase.Asking p => Decision<RoomEvent>.Of(Closing(state, p, now), finished),
            Phase.Paused { Within: Phase.Asking p } => Decision<RoomEvent>.Of(new RoomEvent.Resumed(now), Closing(state, p, now), finished),
            _ => finished,
        };
    }

    internal static RoomEvent Closing(RoomState state, Phase.Asking asking, DateTimeOffset now) =>
        new RoomEvent.QuestionClosed(now, asking.Index, state.Settings.Pace == Pace.Auto ? now + state.Settings.RevealTime : null);

    internal static RoomEvent Opening(RoomState state, int index, DateTimeOffset now) =>
        new RoomEvent.QuestionOpened(now, index, state.TimeFor(index));

    /// <summary>
    /// How much of the time since the room's last event is given back to what was running: all of it where a clock was running, so that
    /// players find what was left at the last thing that is known to have happened, however long the outage was.
    /// </summary>
    internal static TimeSpan OutageCredit(RoomState state, DateTimeOffset now) =>
        state.Phase is Phase.Generating { IsOverdue: false } or Phase.Countdown or Phase.Asking or Phase.Reveal { NextAt: not null } && now > state.LastAt ? now - state.LastAt : TimeSpan.Zero;

    internal static Decision<RoomEvent> GoOn(RoomState state, int index, DateTimeOffset now) =>
        index + 1 < state.Questions.Length ? Opening(state, index + 1, now) : Finish(state, now, FinishReason.Completed);

    private static DateTimeOffset? PhaseEnds(RoomState state) => state.Phase switch
    {
        Phase.Generating { IsOverdue: false } p => p.StandInsAt,
        Phase.Countdown p => p.EndsAt,
        Phase.Asking p when state.Settings.Pace == Pace.Host && !state.Questions[p.Index].Question.TakesAnswers => null,
        Phase.Asking p when HaveAllAnswered(state, p) && (p.WaitUntil ?? state.LastAt) is var early && early < LastAnswerAt(state, p) => early,
        Phase.Asking p => LastAnswerAt(state, p),
        Phase.Reveal p => p.NextAt,
        _ => null,
    };

    /// <summary>
    /// When nobody can answer any more, the grace included. Extra time holds the question open for as long as its owner may still use it,
    /// be he away for a moment; not once he has answered or left.
    /// </summary>
    private static DateTimeOffset LastAnswerAt(RoomState state, Phase.Asking asking)
    {
        var time = asking.Time;
        foreach (var (id, factor) in asking.Factors)
        {
            var mayAnswer = state.Players.ContainsKey(id) && (state.Settings.ChangeAnswers || !asking.Answers.ContainsKey(id));
            if (mayAnswer && asking.Time * factor > time) time = asking.Time * factor;
        }

        return asking.OpenedAt + time + state.Settings.Grace;
    }

    /// <summary>
    /// Whether the last answer closes the question. Not where answers may be changed, somebody may still think again; and not right after an
    /// outage, when those who are back are few.
    /// </summary>
    internal static bool MayCloseEarly(RoomState state, Phase.Asking asking, DateTimeOffset now) =>
        !state.Settings.ChangeAnswers && (asking.WaitUntil is not { } until || now >= until);

    /// <summary>True of an open question only when the last one missing went while nothing could close: in a pause, or right after an outage.</summary>
    private static bool HaveAllAnswered(RoomState state, Phase.Asking asking) =>
        !state.Settings.ChangeAnswers && (state.Settings.Duel is null
            ? asking.AnsweredPresent > 0 && asking.AnsweredPresent >= state.Present
            : asking.Answers.Count >= state.Players.Count);

    private static DateTimeOffset? HostMissedAt(RoomState state) =>
        state.Settings.Pace == Pace.Host && !state.Host.Connected && state.Phase is (Phase.Countdown or Phase.Asking or Phase.Reveal)
            ? state.Host.Since + state.Settings.HostGrace
            : null;
}
