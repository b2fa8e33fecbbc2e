using QuizOrleans.Rules.Rooms;

namespace QuizOrleans.Grains.Rooms;

/// <summary>What listeners are told of an event.</summary>
internal static class RoomNotices
{
    /// <summary>Null for events that nobody is told of by themselves.</summary>
    /// <param name="after">The state right after the event.</param>
    /// <param name="now">When it is told: durations count from here.</param>
    public static RoomNotice? For(RoomEvent @event, RoomState after, DateTimeOffset now) => @event switch
    {
        RoomEvent.PlayerLeft e => new PlayerGone(e.PlayerId, "left", after.Players.Count),
        RoomEvent.PlayerKicked e => new PlayerGone(e.PlayerId, "kicked", after.Players.Count),
        RoomEvent.TimeFactorSet e => new PlayerChanged(e.PlayerId),
        RoomEvent.LockSet e => new RoomLocked(e.Locked),
        RoomEvent.HostReplaced e => new HostChanged(e.HostId),
        RoomEvent.Furnished e => new QuestionsReady(e.Questions.Length, after.Host.Id, RoomProjector.Furnishing(after)!),
        RoomEvent.CountdownBegan e => new CountdownStarted(e.Index, after.Questions.Length, RoomProjector.Milliseconds(e.EndsAt - now)),
        RoomEvent.QuestionOpened e => new QuestionOpened(RoomProjector.Question(after, e.Index, e.Time, e.At + e.Time - now)),
        RoomEvent.QuestionClosed when after.Phase is Phase.Reveal reveal =>
            new QuestionClosed(RoomProjector.Reveal(after, reveal, now), RoomProjector.ResultsOf(after, reveal)),
        RoomEvent.TurnEnded e when after.Settings.Duel?.Played is { } played => new TurnEnded(e.PlayerId, played.Score, RoomProjector.Milliseconds(e.Until, now)),
        RoomEvent.Paused e => new RoomPaused(RoomProjector.Name(e.Reason)),
        RoomEvent.Resumed or RoomEvent.Recovered => new RoomResumed(RoomProjector.Name(after.Phase), Remaining(after, now)),
        RoomEvent.Finished when after.Phase is Phase.Finished finished => RoomProjector.Finished(after, finished),
        _ => null,
    };

    private static int? Remaining(RoomState state, DateTimeOffset now) => state.Phase switch
    {
        Phase.Generating p => RoomProjector.Milliseconds(p.EndsAt - now),
        Phase.Countdown p => RoomProjector.Milliseconds(p.EndsAt - now),
        Phase.Asking p => RoomProjector.Milliseconds(p.OpenedAt + p.Time - now),
        Phase.Reveal { NextAt: { } next } => RoomProjector.Milliseconds(next - now),
        _ => null,
    };
}
