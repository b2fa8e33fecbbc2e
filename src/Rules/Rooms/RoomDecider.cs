using System.Security.Cryptography;
using System.Text;
using QuizOrleans.Rules.Quizzes;

namespace QuizOrleans.Rules.Rooms;

/// <summary>
/// What a command does to a room. Pure: the same state and command always give the same decision. <see cref="Decide"/> is the picture of
/// the state machine; the cases that need more than a line stand below it or in the other parts of this class.
/// </summary>
public static partial class RoomDecider
{
    public static Decision<RoomEvent> Decide(RoomState state, RoomCommand command) => (state.Phase, command) switch
    {
        (Phase.Unopened, RoomCommand.Open c) => OpenRoom(c),
        (Phase.Unopened, RoomCommand.OpenGenerating c) => Generating.Open(c),
        (Phase.Unopened, RoomCommand.OpenDuel c) => Duels.Open(c),
        (Phase.Unopened, RoomCommand.Tick or RoomCommand.Recover) => Decision<RoomEvent>.Nothing,
        (Phase.Unopened, _) => RoomRejections.NotFound,
        (_, RoomCommand.Open or RoomCommand.OpenGenerating or RoomCommand.OpenDuel) => RoomRejections.PinTaken,

        (Phase.Finished, RoomCommand.Tick or RoomCommand.Recover or RoomCommand.Arrive or RoomCommand.GoAway) => Decision<RoomEvent>.Nothing,
        (Phase.Finished, _) => RoomRejections.Over,

        (_, RoomCommand.ByHost c) when c.HostId != state.Host.Id || state.Settings.Duel is not null => RoomRejections.NotHost,
        (Phase.Lobby, RoomCommand.Start c) => Start(state, c),
        (Phase.Generating p, RoomCommand.Start c) => Generating.Start(p, c.Now),
        (Phase.Asking p, RoomCommand.Next c) => RoomClock.Close(state, p, c.Now),
        (Phase.Reveal p, RoomCommand.Next c) => RoomClock.GoOn(state, p.Index, c.Now),
        (Phase.Countdown or Phase.Asking or Phase.Reveal, RoomCommand.Pause c) => new RoomEvent.Paused(c.Now, PauseReason.Host),
        (Phase.Paused, RoomCommand.Resume c) => new RoomEvent.Resumed(c.Now),
        (_, RoomCommand.SetLock c) => state.Locked == c.Locked ? Decision<RoomEvent>.Nothing : new RoomEvent.LockSet(c.Now, c.Locked),
        (_, RoomCommand.Kick c) => Remove(state, c.PlayerId, new RoomEvent.PlayerKicked(c.Now, c.PlayerId), RoomRejections.PlayerNotFound),
        (_, RoomCommand.SetTimeFactor c) => SetTimeFactor(state, c),
        (_, RoomCommand.End c) => RoomClock.Finish(state, c.Now, FinishReason.Ended),
        (_, RoomCommand.ByHost) => RoomRejections.NotAllowedNow,

        (_, RoomCommand.Answer c) when !state.Players.ContainsKey(c.PlayerId) => RoomRejections.NotAMember,
        (_, RoomCommand.Answer c) when Turns.HasPlayed(state, c.PlayerId) => RoomRejections.NotYourTurn,
        (Phase.Asking p, RoomCommand.Answer c) => GiveAnswer(state, p, c),
        (_, RoomCommand.Answer c) when HasClosed(state, c.Index) => RoomRejections.TooLate,
        (_, RoomCommand.Answer) => RoomRejections.NotAllowedNow,

        (Phase.Generating p, RoomCommand.Furnish c) => Generating.Furnish(state, p, c),
        (_, RoomCommand.Furnish) => RoomRejections.NotAllowedNow,

        (_, RoomCommand.Join c) => Join(state, c),
        (_, RoomCommand.Leave c) when state.Settings.Duel is not null => Duels.Leave(state, c),
        (Phase.Lobby or Phase.Generating, RoomCommand.Rename c) => Rename(state, c),
        (_, RoomCommand.Rename) => RoomRejections.NotAllowedNow,
        (_, RoomCommand.Leave c) => Remove(state, c.PlayerId, new RoomEvent.PlayerLeft(c.Now, c.PlayerId), RoomRejections.NotAMember),
        (_, RoomCommand.Arrive c) => Arrive(state, c.MemberId, c.Now),
        (_, RoomCommand.GoAway c) => GoAway(state, c.MemberId, c.Now),
        (_, RoomCommand.TakeOver c) => TakeOver(state, c),
        (_, RoomCommand.Recover c) => new RoomEvent.Recovered(c.Now, RoomClock.OutageCredit(state, c.Now)),
        (_, RoomCommand.Tick c) => RoomClock.Due(state, c.Now),
        _ => RoomRejections.NotAllowedNow,
    };

    private static Decision<RoomEvent> OpenRoom(RoomCommand.Open c) => new RoomEvent.Opened(
        c.Now,
        c.QuizId,
        c.Quiz.Title,
        c.Settings,
        PlayedQuestions.Deal(c.Quiz, c.ShuffleQuestions, c.ShuffleChoices, c.Seed),
        c.HostId,
        c.HostKey);

    private static Decision<RoomEvent> Start(RoomState state, RoomCommand.Start c)
    {
        if (state.Players.IsEmpty) return RoomRejections.NoPlayers;
        return First(state, c.Now);
    }

    /// <summary>The first question, or the countdown to it.</summary>
    internal static RoomEvent First(RoomState state, DateTimeOffset now) => state.Settings.Countdown > TimeSpan.Zero
        ? new RoomEvent.CountdownBegan(now, 0, now + state.Settings.Countdown)
        : RoomClock.Opening(state, 0, now);

    private static Decision<RoomEvent> GiveAnswer(RoomState state, Phase.Asking asking, RoomCommand.Answer c)
    {
        if (c.Index != asking.Index) return c.Index < asking.Index ? RoomRejections.TooLate : RoomRejections.WrongQuestion;
        if (c.Now > asking.OpenedAt + asking.TimeOf(c.PlayerId) + state.Settings.Grace) return RoomRejections.TooLate;
        if (c.Now >= state.MatchEndsAt) return RoomRejections.TooLate;
        if (asking.Answers.ContainsKey(c.PlayerId) && !state.Settings.ChangeAnswers) return RoomRejections.AlreadyAnswered;
        if (Judge.Check(state.Questions[asking.Index], c.Given) is { } invalid) return invalid;
        return Answered(state, asking, c.PlayerId, c.Given, c.Now);
    }

    /// <summary>The answer, and the close if it was the last one missing.</summary>
    internal static Decision<RoomEvent> Answered(RoomState state, Phase.Asking asking, string playerId, Answer answer, DateTimeOffset now)
    {
        var given = new RoomEvent.AnswerGiven(now, playerId, asking.Index, answer);
        var isNew = !asking.Answers.ContainsKey(playerId);
        var isLast = isNew && RoomClock.MayCloseEarly(state, asking, now) && (state.Settings.Duel is null
            ? state.Players[playerId].Connected && asking.AnsweredPresent + 1 >= state.Present
            : asking.Answers.Count + 1 >= state.Players.Count);
        if (!isLast) return given;
        var answered = RoomEvolution.Evolve(state, given);
        return new Decision<RoomEvent>([given, .. RoomClock.Close(answered, (Phase.Asking)answered.Phase, now).Events], null);
    }

    private static bool HasClosed(RoomState state, int index) =>
        index < state.CurrentIndex || (index == state.CurrentIndex && state.Phase is Phase.Reveal or Phase.Paused { Within: Phase.Reveal });

    private static Decision<RoomEvent> SetTimeFactor(RoomState state, RoomCommand.SetTimeFactor c)
    {
        if (!state.Players.ContainsKey(c.PlayerId)) return RoomRejections.PlayerNotFound;
        return c.Factor is >= 1 and <= 3 ? new RoomEvent.TimeFactorSet(c.Now, c.PlayerId, c.Factor) : RoomRejections.BadTimeFactor;
    }

    private static Decision<RoomEvent> TakeOver(RoomState state, RoomCommand.TakeOver c)
    {
        // A duel has no host and so no key: an empty one must not open it.
        if (state.Settings.Duel is not null) return RoomRejections.WrongKey;
        if (!CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(c.HostKey), Encoding.UTF8.GetBytes(state.Host.Key))) return RoomRejections.WrongKey;
        var replaced = new RoomEvent.HostReplaced(c.Now, c.NewHostId);
        return IsPausedForHost(state) ? Decision<RoomEvent>.Of(replaced, new RoomEvent.Resumed(c.Now)) : replaced;
    }
}
