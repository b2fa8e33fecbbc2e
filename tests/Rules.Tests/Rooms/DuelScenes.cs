using System.Collections.Immutable;
using QuizOrleans.Rules.Matchmaking;
using QuizOrleans.Rules.Quizzes;
using QuizOrleans.Rules.Rooms;
using static QuizOrleans.Rules.Tests.Rooms.Scene;

namespace QuizOrleans.Rules.Tests.Rooms;

/// <summary>Duels to begin a scene with: of ada and bob, three single choices of 30 s and 3 s of reveal, 300 s in all, no countdown, not rated.</summary>
internal static class DuelScenes
{
    public static readonly Seat Ada = new("ada", "ada", Rating.Unknown);
    public static readonly Seat Bob = new("bob", "bob", Rating.Unknown with { Value = 1600, Deviation = 100, Games = 9, At = At(0) });

    public static RoomSettings Duel(params Seat[] seats) => new()
    {
        Kind = RoomKind.Duel,
        Pace = Pace.Auto,
        Scoring = ScoringRule.Flat,
        QuestionTime = TimeSpan.FromSeconds(30),
        MaxPlayers = 2,
        Countdown = TimeSpan.Zero,
        RevealTime = TimeSpan.FromSeconds(3),
        ReturnGrace = TimeSpan.Zero,
        Duel = new DuelSettings("science", false, seats.Length > 0 ? [.. seats] : [Ada, Bob]),
    };

    public static RoomSettings Rated(this RoomSettings settings) => settings with { Duel = settings.Duel! with { Rated = true } };

    public static RoomSettings Lasting(this RoomSettings settings, double seconds) =>
        settings with { Duel = settings.Duel! with { MatchTime = TimeSpan.FromSeconds(seconds) } };

    /// <summary>One after the other: the second has so many seconds to come.</summary>
    public static RoomSettings InTurns(this RoomSettings settings, double seconds = 1000) => settings with { Duel = settings.Duel! with { TurnTime = TimeSpan.FromSeconds(seconds) } };

    public static RoomSettings CountedDown(this RoomSettings settings, double seconds = 3) => settings with { Countdown = TimeSpan.FromSeconds(seconds) };

    /// <summary>Open, and nobody there yet but machines.</summary>
    public static Scene Open(RoomSettings settings, params Question[] questions) => new Scene().When(new RoomCommand.OpenDuel(
        Beginning, "Science", [.. (questions.Length > 0 ? questions : Three).Select(q => Quizzes.Given.Played(q))], settings));

    /// <summary>Ada and bob have taken their seats at the start.</summary>
    public static Scene Playing(RoomSettings settings, params Question[] questions) => Open(settings, questions).Players("ada", "bob");

    /// <summary>Each question in turn: ada answers half a second after its opening and bob a second; the next, or the end, comes three seconds later.</summary>
    public static Scene Rounds(this Scene scene, params (int Ada, int Bob)[] choices)
    {
        var at = 0;
        for (var i = 0; i < choices.Length; i++, at += 4)
            scene.When(Commands.Choose(at + 0.5, "ada", choices[i].Ada, i)).When(Commands.Choose(at + 1, "bob", choices[i].Bob, i)).When(Commands.Tick(at + 4));
        return scene;
    }

    public static Seat Machine(SeatKind kind, params (int Choice, double After)[] plan) =>
        new("bot", "Quizbot", Rating.Unknown, kind, [.. plan.Select(p => new PlannedAnswer(p.Choice < 0 ? null : Quizzes.Given.Ids(p.Choice), TimeSpan.FromSeconds(p.After)))]);

    public static Phase.Finished End(this Scene scene) => scene.State.Phase.ShouldBeOfType<Phase.Finished>();

    public static string? Winner(this Scene scene) => Duels.Winner(scene.State, scene.End().Reason, scene.End().Loser);

    public static ImmutableDictionary<string, RatingChange>? Ratings(this Scene scene) =>
        scene.End().Ratings is { IsDefault: false } ratings ? ratings.ToImmutableDictionary(r => r.PlayerId) : null;

    private static Question[] Three => [.. Enumerable.Repeat(Quizzes.Given.Single("*a", "b", "c"), 3)];
}
