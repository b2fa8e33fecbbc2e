using System.Text.Json;
using QuizOrleans.Rules.Quizzes;
using QuizOrleans.Rules.Rooms;

namespace QuizOrleans.Rules.Tests.Rooms;

/// <summary>Given events, when a command, then events. Goes on from there: every command's events become part of the scene.</summary>
internal sealed class Scene
{
    public static readonly DateTimeOffset Beginning = new(2026, 1, 1, 20, 0, 0, TimeSpan.Zero);

    /// <summary>No countdown and 20 s for each question: most scenes want to be in the question.</summary>
    public static readonly RoomSettings Plain = new() { Countdown = TimeSpan.Zero };

    private Decision<RoomEvent> _last;

    public RoomState State { get; private set; } = RoomState.Initial;

    public static DateTimeOffset At(double seconds) => Beginning + TimeSpan.FromMilliseconds(Math.Round(seconds * 1000));

    public static Scene Given(params RoomEvent[] events)
    {
        var scene = new Scene();
        foreach (var @event in events) scene.State = RoomEvolution.Evolve(scene.State, @event);
        return scene;
    }

    /// <summary>A room that "host" opened at the start, nothing shuffled; two single choices when no questions are told.</summary>
    public static Scene Lobby(RoomSettings settings, params Question[] questions) => new Scene().When(
        new RoomCommand.Open(Beginning, "quiz-1", Quizzes.Given.Quiz(questions.Length > 0 ? questions : TwoQuestions), settings, false, false, 1, "host", "key"));

    /// <summary>The first question, open since the start, with these players.</summary>
    public static Scene Question(RoomSettings settings, string[] players, params Question[] questions) =>
        Lobby(settings, questions).Players(players).When(Commands.Start(0));

    public Scene Players(params string[] ids) => ids.Aggregate(this, (scene, id) => scene.When(Commands.Join(0, id)));

    public Scene When(RoomCommand command)
    {
        _last = RoomDecider.Decide(State, command);
        foreach (var @event in _last.Events) State = RoomEvolution.Evolve(State, @event);
        return this;
    }

    public Scene Then(params RoomEvent[] events)
    {
        _last.Rejection.ShouldBeNull();
        Text(_last.Events).ShouldBe(Text(events));
        return this;
    }

    public Scene ThenNothing() => Then();

    public Scene ThenRejected(string code)
    {
        _last.Rejection.ShouldNotBeNull().Code.ShouldBe(code);
        _last.Events.ShouldBeEmpty();
        return this;
    }

    public Scene ThenIn<TPhase>() where TPhase : Phase
    {
        State.Phase.ShouldBeOfType<TPhase>();
        return this;
    }

    public Player Player(string id) => State.Players[id];

    /// <summary>What came of the last command in a word a fact: a rejection's code, the events' names in the journal, or "-" for nothing.</summary>
    public string Outcome => _last.Rejection?.Code
        ?? (_last.Events.IsEmpty ? "-" : string.Join('+', _last.Events.Select(e => JsonSerializer.SerializeToElement(e).GetProperty("e").GetString())));

    public QuestionResult Result(string id) => State.Phase switch
    {
        Phase.Reveal p => p.Results[id],
        _ => throw new InvalidOperationException("No question has just been closed."),
    };

    private static Question[] TwoQuestions => [Quizzes.Given.Single("*a", "b", "c"), Quizzes.Given.Single("*a", "b", "c")];

    private static string Text(IEnumerable<RoomEvent> events) => string.Join('\n', events.Select(e => JsonSerializer.Serialize(e)));
}
