using System.Collections.Immutable;
using QuizOrleans.Grains.Rooms;

namespace QuizOrleans.WebFront.Hubs;

public sealed record PlayersMessage(string Pin, long Version, long Since, ImmutableArray<PlayerView> Players, int? PlayerCount);

public sealed record PlayerLeftMessage(string Pin, long Version, long Since, string PlayerId, string Reason, int PlayerCount);

/// <summary>Changes no version.</summary>
public sealed record GenerationProgressMessage(string Pin, long Version, long Since, int Done, int Of, int RemainingMs, bool Starts);

public sealed record QuestionsReadyMessage(string Pin, long Version, long Since, int Of);

/// <summary>The same for the room's host, who alone is told where they came from.</summary>
public sealed record HostQuestionsReadyMessage(string Pin, long Version, long Since, int Of, FurnishingView Generation);

public sealed record CountdownMessage(string Pin, long Version, long Since, int Index, int Of, int RemainingMs);

public sealed record QuestionOpenedMessage(
    string Pin,
    long Version,
    long Since,
    int Index,
    int Of,
    string Kind,
    string Text,
    ImmutableArray<ChoiceView> Choices,
    int Points,
    int TimeMs,
    int RemainingMs,
    string Unit,
    string Category);

public sealed record AnswerCountMessage(string Pin, long Version, long Since, int Index, int Answered, int Present);

public sealed record RoomPausedMessage(string Pin, long Version, long Since, string Reason);

public sealed record RoomResumedMessage(string Pin, long Version, long Since, string Phase, int? RemainingMs);

public sealed record RoomLockedMessage(string Pin, long Version, long Since, bool Locked);

public sealed record HostChangedMessage(string Pin, long Version, long Since, string HostId);

public sealed record RoomFinishedMessage(
    string Pin,
    long Version,
    long Since,
    ImmutableArray<StandingView> Standings,
    ImmutableArray<TeamView> Teams,
    string? Winner,
    string Reason,
    string? Loser,
    ImmutableArray<RatingChangeView>? Ratings);

public sealed record ProblemMessage(string Code, string Message);

public sealed record Pong(DateTimeOffset ServerTime);
