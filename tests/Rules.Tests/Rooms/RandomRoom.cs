using System.Collections.Immutable;
using QuizOrleans.Rules.Generation;
using QuizOrleans.Rules.Quizzes;
using QuizOrleans.Rules.Rooms;
using static QuizOrleans.Rules.Tests.Quizzes.Given;

namespace QuizOrleans.Rules.Tests.Rooms;

/// <summary>One command and what came of it.</summary>
internal sealed record Step(RoomState Before, RoomCommand Command, Decision<RoomEvent> Decision, RoomState After);

/// <summary>A random game: a small quiz, any settings, and members and a clock who do whatever they like. The same seed plays the same game.</summary>
internal sealed class RandomRoom
{
    private const int Commands = 90;

    private static readonly Question[] Pool =
    [
        Single("*a", "b", "c"), Single("*a", "b") with { Points = 2000, Seconds = 5 }, Single("*a", "b") with { Points = 0 }, Statement(true),
        Multiple("*a", "b", "*c", "d"), Typed("yes"), Number(2, 1), Number(2, rule: NumberRule.Nearest), Items("a", "b", "c"), Poll("a", "b"), Slide(),
    ];

    private static readonly string[] Members = ["ada", "bob", "carol", "dan", "host"];
    private static readonly string[] Names = ["Ada", "ada", "ＡＤＡ", "Ada 2", "Bob", "👨‍👩‍👧", "a name of 24 characters!", "", "\u200B"];
    private static readonly string?[] Teams = ["Red", "RED", "Blue", "Green", null];
    private static readonly int[] Waits = [0, 0, 0, 1, 100, 499, 500, 999, 1000, 2500, 5000, 19_000, 20_250, 20_251];

    private readonly Random _random;
    private DateTimeOffset _now = Scene.Beginning;

    private RandomRoom(ulong seed) => _random = new Random((int)(seed % int.MaxValue));

    public static ImmutableArray<Step> Play(ulong seed) => new RandomRoom(seed).Play();

    public static ImmutableArray<RoomEvent> Events(ulong seed) => [.. Play(seed).SelectMany(s => s.Decision.Events)];

    private ImmutableArray<Step> Play()
    {
        var steps = ImmutableArray.CreateBuilder<Step>();
        var state = RoomState.Initial;
        Take(Open());
        for (var i = 0; i < Commands; i++) Take(Next());
        return steps.ToImmutable();

        void Take(RoomCommand command)
        {
            var before = state;
            var decision = RoomDecider.Decide(state, command);
            state = decision.Events.Aggregate(state, RoomEvolution.Evolve);
            steps.Add(new Step(before, command, decision, state));
        }

        RoomCommand Next()
        {
            // Now and then the clock goes on to what is due next, at most a minute; it never goes back.
            if (_random.Next(8) == 0 && RoomClock.NextWake(state) is { } wake && wake > _now && wake - _now < TimeSpan.FromMinutes(1)) _now = wake;
            else _now += TimeSpan.FromMilliseconds(Pick(Waits));
            return Command(state);
        }
    }

    /// <summary>Every third room has its questions written.</summary>
    private RoomCommand Open()
    {
        var quiz = Quiz([.. Enumerable.Range(0, 1 + _random.Next(4)).Select(_ => Pick(Pool))]);
        var settings = new RoomSettings
        {
            Pace = Pick(Pace.Host, Pace.Auto),
            Scoring = Pick(ScoringRule.Timed, ScoringRule.Timed, ScoringRule.Flat, ScoringRule.NoSpeed),
            StreakBonus = Coin(),
            PartialCredit = Coin(),
            ChangeAnswers = _random.Next(3) == 0,
            Teams = Pick(TeamRule.None, TeamRule.None, TeamRule.Free, TeamRule.Fixed),
            TeamNames = ["Red", "Blue"],
            LateJoin = _random.Next(4) > 0,
            MaxPlayers = Pick(3, 2000),
            Countdown = TimeSpan.FromSeconds(Pick(0, 3)),
        };
        if (_random.Next(3) == 0)
        {
            var plan = new GenerationPlan(new Topic { Text = "Rivers", Count = 1 + _random.Next(4) }, TimeSpan.FromSeconds(20), "host", Coin(), Coin(), Coin(), (ulong)_random.Next());
            return new RoomCommand.OpenGenerating(_now, "Rivers", plan, TimeSpan.FromSeconds(3), settings, "host", "key");
        }

        return new RoomCommand.Open(_now, "quiz-1", quiz, settings, Coin(), Coin(), (ulong)_random.Next(), "host", "key");
    }

    private RoomCommand Command(RoomState state)
    {
        var member = Pick(Members);
        var host = _random.Next(20) == 0 ? member : state.Host.Id;
        return _random.Next(40) switch
        {
            < 6 => new RoomCommand.Join(_now, member, Pick(Names), Pick(Teams)),
            < 18 => new RoomCommand.Answer(_now, member, _random.Next(12) == 0 ? _random.Next(4) : state.CurrentIndex, AnswerTo(state)),
            < 20 => new RoomCommand.Tick(_now),
            < 23 => state.Phase is Phase.Lobby or Phase.Generating ? new RoomCommand.Start(_now, host) : new RoomCommand.Next(_now, host),
            < 25 when state.Phase is Phase.Generating => Furnish(),
            23 => new RoomCommand.Pause(_now, host),
            < 26 => new RoomCommand.Resume(_now, host),
            < 28 => new RoomCommand.GoAway(_now, member),
            < 31 => new RoomCommand.Arrive(_now, member),
            31 => new RoomCommand.Leave(_now, member),
            32 => _random.Next(3) == 0 ? new RoomCommand.Kick(_now, host, member) : new RoomCommand.Tick(_now),
            33 => new RoomCommand.SetLock(_now, host, _random.Next(4) == 0),
            34 => new RoomCommand.SetTimeFactor(_now, host, member, Pick(1, 1.25, 1.5, 2, 3, 4)),
            35 => new RoomCommand.Rename(_now, member, Pick(Names)),
            36 => new RoomCommand.TakeOver(_now, member, Pick("key", "guess")),
            37 => new RoomCommand.Recover(_now),
            38 => _random.Next(6) == 0 ? new RoomCommand.End(_now, host) : new RoomCommand.Start(_now, host),
            39 => Furnish(),
            _ => new RoomCommand.Tick(_now),
        };
    }

    private RoomCommand.Furnish Furnish() => new(
        _now, [.. Enumerable.Range(0, _random.Next(5)).Select(_ => Pick(Pool))], new Furnishing(Pick(Enum.GetValues<QuestionSource>()), "ok", ""));

    private Answer AnswerTo(RoomState state)
    {
        if (state.CurrentIndex is >= 0 and var index && Coin() && Judge.Correct(state.Questions[index]) is { } correct) return correct;
        return _random.Next(6) switch
        {
            0 => new NumberAnswer(_random.Next(5)),
            1 => new TextAnswer(Pick("yes", "no", "")),
            2 => InOrder(Pick<int[]>([0, 1, 2], [2, 1, 0], [1, 0, 2])),
            3 => Ids(0, 2),
            _ => Ids(_random.Next(4)),
        };
    }

    private bool Coin() => _random.Next(2) == 0;

    private T Pick<T>(params T[] from) => from[_random.Next(from.Length)];
}
