using QuizOrleans.Rules.Rooms;
using static QuizOrleans.Rules.Tests.Rooms.Scene;

namespace QuizOrleans.Rules.Tests.Rooms;

/// <summary>Commands, short to write; <c>at</c> is in seconds after the scene's start.</summary>
internal static class Commands
{
    public static RoomCommand Join(double at, string id, string? name = null, string? team = null) => new RoomCommand.Join(At(at), id, name ?? id, team);

    /// <summary>A room for three questions within 20 s, and a slack of 3 s.</summary>
    public static RoomCommand Generate(double at, RoomSettings? settings = null) => new RoomCommand.OpenGenerating(
        At(at), "Rivers", Events.Plan, TimeSpan.FromSeconds(3), settings ?? Plain, "host", "key");

    public static RoomCommand Furnish(double at, params Rules.Quizzes.Question[] questions) =>
        new RoomCommand.Furnish(At(at), [.. questions], new Furnishing(QuestionSource.Model, "ok", ""));

    public static RoomCommand Rename(double at, string id, string name) => new RoomCommand.Rename(At(at), id, name);

    public static RoomCommand Leave(double at, string id) => new RoomCommand.Leave(At(at), id);

    /// <summary>Answers with a choice; the first is right unless a scene says otherwise.</summary>
    public static RoomCommand Choose(double at, string id, int choice = 0, int index = 0) => Answers(at, id, Quizzes.Given.Ids(choice), index);

    public static RoomCommand Answers(double at, string id, Rules.Quizzes.Answer answer, int index = 0) => new RoomCommand.Answer(At(at), id, index, answer);

    public static RoomCommand Arrive(double at, string id) => new RoomCommand.Arrive(At(at), id);

    public static RoomCommand GoAway(double at, string id) => new RoomCommand.GoAway(At(at), id);

    public static RoomCommand TakeOver(double at, string id, string key = "key") => new RoomCommand.TakeOver(At(at), id, key);

    public static RoomCommand Tick(double at) => new RoomCommand.Tick(At(at));

    public static RoomCommand Recover(double at) => new RoomCommand.Recover(At(at));

    public static RoomCommand Start(double at) => new RoomCommand.Start(At(at), "host");

    public static RoomCommand Next(double at) => new RoomCommand.Next(At(at), "host");

    public static RoomCommand Pause(double at) => new RoomCommand.Pause(At(at), "host");

    public static RoomCommand Resume(double at) => new RoomCommand.Resume(At(at), "host");

    public static RoomCommand Lock(double at, bool locked = true) => new RoomCommand.SetLock(At(at), "host", locked);

    public static RoomCommand Kick(double at, string id) => new RoomCommand.Kick(At(at), "host", id);

    public static RoomCommand ExtraTime(double at, string id, double factor) => new RoomCommand.SetTimeFactor(At(at), "host", id, factor);

    public static RoomCommand End(double at) => new RoomCommand.End(At(at), "host");
}
