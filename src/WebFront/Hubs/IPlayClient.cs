using QuizOrleans.Grains.Matchmaking;

namespace QuizOrleans.WebFront.Hubs;

/// <summary>What the play hub tells its clients; shapes in docs/protocol.md.</summary>
public interface IPlayClient : IHubClient
{
    Task PlayerJoined(PlayersMessage message);

    Task PlayerUpdated(PlayersMessage message);

    Task PlayerLeft(PlayerLeftMessage message);

    Task GenerationProgress(GenerationProgressMessage message);

    /// <summary>The host gets <see cref="HostQuestionsReadyMessage"/>.</summary>
    Task QuestionsReady(QuestionsReadyMessage message);

    Task CountdownStarted(CountdownMessage message);

    Task QuestionOpened(QuestionOpenedMessage message);

    Task AnswerCount(AnswerCountMessage message);

    Task QuestionClosed(QuestionClosedMessage message);

    Task RoomPaused(RoomPausedMessage message);

    Task RoomResumed(RoomResumedMessage message);

    Task RoomLocked(RoomLockedMessage message);

    Task HostChanged(HostChangedMessage message);

    Task RoomFinished(RoomFinishedMessage message);

    Task OpponentAnswered(OpponentAnsweredMessage message);

    Task TurnEnded(TurnEndedMessage message);

    Task RematchWanted(RematchWantedMessage message);

    Task RematchOff(RematchOffMessage message);

    Task MatchFound(MatchFoundMessage message);

    Task QueueStatus(QueueTicket ticket);

    /// <summary>The opponent did not come: waiting goes on.</summary>
    Task QueueReturned(QueueTicket ticket);

    Task QueueLeft(QueueLeftMessage message);

    Task SubstituteOffered(SubstituteOfferedMessage message);
}
