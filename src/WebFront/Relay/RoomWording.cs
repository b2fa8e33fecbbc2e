using QuizOrleans.Grains.Rooms;
using QuizOrleans.WebFront.Hubs;

namespace QuizOrleans.WebFront.Relay;

/// <summary>Puts a room's updates into the words of the wire, once for each audience.</summary>
public sealed class RoomWording(Lines lines)
{
    public Words Of(RoomUpdate update, Audience audience)
    {
        var (pin, version, since) = (update.Pin, update.Version, update.Since);
        return update.Notice switch
        {
            QuestionClosed n when audience is Audience.Players => new ResultWords(lines, SharedOf(update, n), n.Results),
            OpponentAnswered n => Answered(update, n),
            PlayerChanged n => Changed(update, n.PlayerId),
            RematchReady n => Rematch(n),
            PlayersJoined n => All(nameof(IPlayClient.PlayerJoined), new PlayersMessage(pin, version, since, Listed(audience, n.PlayerCount) ? n.Players : [], n.PlayerCount)),
            PlayersUpdated n => All(
                nameof(IPlayClient.PlayerUpdated),
                new PlayersMessage(pin, version, since, Listed(audience, n.PlayerCount) ? n.Players : [], n.PlayerCount < 0 ? null : n.PlayerCount)),
            PlayerGone n => All(nameof(IPlayClient.PlayerLeft), new PlayerLeftMessage(pin, version, since, n.PlayerId, n.Reason, n.PlayerCount)),
            GenerationProgress { Writing: var w } => All(
                nameof(IPlayClient.GenerationProgress), new GenerationProgressMessage(pin, version, since, w.Done, w.Of, w.RemainingMs, w.Starts)),
            QuestionsReady n => Ready(update, n),
            CountdownStarted n => All(nameof(IPlayClient.CountdownStarted), new CountdownMessage(pin, version, since, n.Index, n.Of, n.RemainingMs)),
            QuestionOpened { Question: var q } => All(
                nameof(IPlayClient.QuestionOpened),
                new QuestionOpenedMessage(pin, version, since, q.Index, q.Of, q.Kind, q.Text, q.Choices, q.Points, q.TimeMs, q.RemainingMs, q.Unit, q.Category)),
            AnswerCount n => All(nameof(IPlayClient.AnswerCount), new AnswerCountMessage(pin, version, since, n.Index, n.Answered, n.Present)),
            QuestionClosed n => All(nameof(IPlayClient.QuestionClosed), new QuestionClosedMessage(SharedOf(update, n), null)),
            RoomPaused n => All(nameof(IPlayClient.RoomPaused), new RoomPausedMessage(pin, version, since, n.Reason)),
            RoomResumed n => All(nameof(IPlayClient.RoomResumed), new RoomResumedMessage(pin, version, since, n.Phase, n.RemainingMs)),
            RoomLocked n => All(nameof(IPlayClient.RoomLocked), new RoomLockedMessage(pin, version, since, n.Locked)),
            HostChanged n => All(nameof(IPlayClient.HostChanged), new HostChangedMessage(pin, version, since, n.HostId)),
            RoomFinished n => All(
                nameof(IPlayClient.RoomFinished), new RoomFinishedMessage(pin, version, since, n.Standings, n.Teams, n.Winner, n.Reason, n.Loser, n.Ratings)),
            TurnEnded n => All(nameof(IPlayClient.TurnEnded), new TurnEndedMessage(pin, version, since, n.PlayerId, n.Score, n.RemainingMs)),
            RematchWanted n => All(nameof(IPlayClient.RematchWanted), new RematchWantedMessage(pin, n.PlayerId, n.RemainingMs)),
            RematchOff n => All(nameof(IPlayClient.RematchOff), new RematchOffMessage(pin, n.PlayerId, n.Reason)),
            var other => throw new InvalidOperationException($"{other.GetType().Name} has no message."),
        };
    }

    private SharedWords All(string name, object message) => new(lines.Words(name, message));

    private static QuestionClosedMessage.Shared SharedOf(RoomUpdate update, QuestionClosed closed) => new(update.Pin, update.Version, update.Since, closed.Reveal);

    /// <summary>Where the questions came from is the host's to know, on whichever of his connections; nobody else's words hold it.</summary>
    private OwnWords Ready(RoomUpdate update, QuestionsReady ready)
    {
        var (pin, version, since) = (update.Pin, update.Version, update.Since);
        var all = lines.Words(nameof(IPlayClient.QuestionsReady), new QuestionsReadyMessage(pin, version, since, ready.Of));
        var host = lines.Words(nameof(IPlayClient.QuestionsReady), new HostQuestionsReadyMessage(pin, version, since, ready.Of, ready.Furnishing));
        return new OwnWords(member => member == ready.HostId ? host : all);
    }

    /// <summary>Who answered has his receipt.</summary>
    private OthersWords Answered(RoomUpdate update, OpponentAnswered answered) => new(
        lines,
        answered.PlayerId,
        nameof(IPlayClient.OpponentAnswered),
        new OpponentAnsweredMessage(update.Pin, update.Version, update.Since, answered.Index, answered.PlayerId));

    /// <summary>
    /// To all but one it says nothing, but the chain of versions must not break. The one is told of an update after a version he does not know:
    /// his client asks for a snapshot.
    /// </summary>
    private OwnWords Changed(RoomUpdate update, string playerId)
    {
        var nothing = lines.Words(nameof(IPlayClient.PlayerUpdated), new PlayersMessage(update.Pin, update.Version, update.Since, [], null));
        var unsettling = lines.Words(nameof(IPlayClient.PlayerUpdated), new PlayersMessage(update.Pin, update.Version, update.Version, [], null));
        return new OwnWords(member => member == playerId ? unsettling : nothing);
    }

    /// <summary>To each of the two, with the other as the opponent.</summary>
    private OwnWords Rematch(RematchReady ready) => new(member =>
        member is not null && ready.Players.Any(p => p.PlayerId == member) && ready.Players.FirstOrDefault(p => p.PlayerId != member) is { } opponent
            ? lines.Words(nameof(IPlayClient.MatchFound), new MatchFoundMessage(ready.MatchId, opponent, ready.SeatMs))
            : default);

    private static bool Listed(Audience audience, int playerCount) => audience == Audience.Stage || playerCount <= RoomLimits.LargeRoom;
}
