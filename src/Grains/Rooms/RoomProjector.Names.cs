using QuizOrleans.Grains.Matchmaking;
using QuizOrleans.Rules.Quizzes;
using QuizOrleans.Rules.Rooms;

namespace QuizOrleans.Grains.Rooms;

/// <summary>The wire's words for kinds, phases and reasons.</summary>
internal static partial class RoomProjector
{
    public static string Name(RoomKind kind) => kind switch { RoomKind.Pub => "pub", RoomKind.Duel => "duel", _ => "party" };

    public static string Name(Phase phase) => phase switch
    {
        Phase.Lobby => "lobby",
        Phase.Generating => "generating",
        Phase.Countdown => "countdown",
        Phase.Asking => "question",
        Phase.Reveal => "reveal",
        Phase.Paused => "paused",
        Phase.Finished => "finished",
        _ => throw new InvalidOperationException($"Phase {phase.GetType().Name} is not shown to anybody."),
    };

    public static string Name(PauseReason reason) => reason == PauseReason.HostAway ? "host_away" : "host";

    public static string Name(RematchEndReason reason) => reason switch
    {
        RematchEndReason.Declined => "declined",
        RematchEndReason.Expired => "expired",
        RematchEndReason.Elsewhere => "elsewhere",
        _ => "withdrawn",
    };

    public static string Name(FinishReason reason) => Matches.Name(reason);

    public static string Name(Question question) => question switch
    {
        SingleChoice => "single",
        MultipleChoice => "multiple",
        TrueFalse => "trueFalse",
        Typed => "typed",
        Numeric => "number",
        Order => "order",
        Poll => "poll",
        _ => "slide",
    };
}
