using QuizOrleans.Rules.Generation;
using QuizOrleans.Rules.Rooms;
using static QuizOrleans.Rules.Tests.Rooms.Scene;

namespace QuizOrleans.Rules.Tests.Rooms;

/// <summary>Events, short to write; <c>at</c> is in seconds after the scene's start.</summary>
internal static class Events
{
    public static RoomEvent Opened(RoomSettings settings, params Rules.Quizzes.Question[] questions) => new RoomEvent.Opened(
        At(0), "quiz-1", "A quiz", settings, [.. questions.Select(q => Quizzes.Given.Played(q))], "host", "key");

    /// <summary>Three questions about rivers within 20 s.</summary>
    public static GenerationPlan Plan { get; } = new(new Topic { Text = "Rivers", Count = 3 }, TimeSpan.FromSeconds(20), "host", false, false, false, 1);

    /// <summary>As <see cref="Commands.Generate"/> begins it.</summary>
    public static RoomEvent Began(double at) => new RoomEvent.GenerationBegan(At(at), Plan, At(at + 20), At(at + 23));

    public static RoomEvent StartRemembered(double at) => new RoomEvent.StartRemembered(At(at));

    public static RoomEvent Overdue(double at) => new RoomEvent.GenerationOverdue(At(at));

    public static RoomEvent Furnished(double at, params Rules.Quizzes.Question[] questions) => new RoomEvent.Furnished(
        At(at), [.. questions.Select(q => Quizzes.Given.Played(q))], new Furnishing(QuestionSource.Model, "ok", ""));

    public static RoomEvent Seated(double at, string id, string? name = null, string? team = null) => new RoomEvent.PlayerSeated(At(at), id, name ?? id, team);

    public static RoomEvent Away(double at, string id) => new RoomEvent.PlayerWentAway(At(at), id);

    public static RoomEvent Back(double at, string id) => new RoomEvent.PlayerCameBack(At(at), id);

    public static RoomEvent Left(double at, string id) => new RoomEvent.PlayerLeft(At(at), id);

    public static RoomEvent Kicked(double at, string id) => new RoomEvent.PlayerKicked(At(at), id);

    public static RoomEvent Asked(double at, int index, double seconds = 20) => new RoomEvent.QuestionOpened(At(at), index, TimeSpan.FromSeconds(seconds));

    public static RoomEvent Chose(double at, string id, int choice = 0, int index = 0) =>
        new RoomEvent.AnswerGiven(At(at), id, index, Quizzes.Given.Ids(choice));

    public static RoomEvent Closed(double at, int index = 0, double? next = null) =>
        new RoomEvent.QuestionClosed(At(at), index, next is { } seconds ? At(seconds) : null);

    public static RoomEvent CountedDown(double at, double ends) => new RoomEvent.CountdownBegan(At(at), 0, At(ends));

    public static RoomEvent Paused(double at, PauseReason reason = PauseReason.Host) => new RoomEvent.Paused(At(at), reason);

    public static RoomEvent Resumed(double at) => new RoomEvent.Resumed(At(at));

    public static RoomEvent HostAway(double at) => new RoomEvent.HostWentAway(At(at));

    public static RoomEvent HostBack(double at) => new RoomEvent.HostCameBack(At(at));

    public static RoomEvent HostIs(double at, string id) => new RoomEvent.HostReplaced(At(at), id);

    public static RoomEvent TurnEnded(double at, string id, double until) => new RoomEvent.TurnEnded(At(at), id, At(until));

    public static RoomEvent Recovered(double at, double outage) => new RoomEvent.Recovered(At(at), TimeSpan.FromSeconds(outage));

    public static RoomEvent Finished(double at, FinishReason reason = FinishReason.Completed, string? loser = null) => new RoomEvent.Finished(At(at), reason, loser);
}
