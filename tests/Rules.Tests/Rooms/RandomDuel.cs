using System.Collections.Immutable;
using QuizOrleans.Rules.Matchmaking;
using QuizOrleans.Rules.Quizzes;
using QuizOrleans.Rules.Rooms;
using static QuizOrleans.Rules.Tests.Quizzes.Given;

namespace QuizOrleans.Rules.Tests.Rooms;

/// <summary>A random duel: of two persons, of one and whoever has the link (at the same time, or after him), or of one and a machine. The same seed plays the same duel.</summary>
internal sealed class RandomDuel
{
    private const int Commands = 70;

    private static readonly Question[] Pool =
    [
        Single("*a", "b", "c"), Single("*a", "b") with { Seconds = 5 }, Statement(true), Multiple("*a", "b", "*c"), Typed("yes"), Number(2, 1),
        Number(2, rule: NumberRule.Nearest), Items("a", "b", "c"), Poll("a", "b"), Slide(),
    ];

    private static readonly string[] Members = ["ada", "bob", "ada", "bob", "ada", "bob", "eve", ""];
    private static readonly int[] Waits = [0, 0, 1, 100, 500, 1000, 1000, 2500, 2500, 5000, 15_000, 30_250];

    private readonly Random _random;
    private DateTimeOffset _now = Scene.Beginning;

    private RandomDuel(ulong seed) => _random = new Random((int)(seed % int.MaxValue));

    public static ImmutableArray<Step> Play(ulong seed) => new RandomDuel(seed).Play();

    public static ImmutableArray<RoomEvent> Events(ulong seed) => [.. Play(seed).SelectMany(s => s.Decision.Events)];

    private ImmutableArray<Step> Play()
    {
        var steps = ImmutableArray.CreateBuilder<Step>();
        var state = RoomState.Initial;
        Take(Open());
        // Most duels are wanted: without a hurry to the seats few would begin.
        if (_random.Next(8) > 0)
        {
            Take(new RoomCommand.Join(_now, "ada", "Ada", null));
            Take(new RoomCommand.Join(_now, "bob", "Bob", null));
        }

        for (var i = 0; i < (state.Settings.Duel!.TurnTime is null ? Commands : 2 * Commands); i++)
        {
            if (_random.Next(5) == 0 && RoomClock.NextWake(state) is { } wake && wake > _now && wake - _now < TimeSpan.FromMinutes(1)) _now = wake;
            else _now += TimeSpan.FromMilliseconds(Pick(Waits));
            Take(Command(state));
        }

        return steps.ToImmutable();

        void Take(RoomCommand command)
        {
            var before = state;
            var decision = RoomDecider.Decide(state, command);
            state = decision.Events.Aggregate(state, RoomEvolution.Evolve);
            steps.Add(new Step(before, command, decision, state));
        }
    }

    private RoomCommand.OpenDuel Open()
    {
        ImmutableArray<PlayedQuestion> questions = [.. Enumerable.Range(0, 1 + _random.Next(4)).Select(_ => Played(Pick(Pool)))];
        var kind = _random.Next(6);
        var other = kind switch
        {
            0 or 5 => null,
            1 => new Seat("bot", "Quizbot", Rating.Unknown, SeatKind.Bot, Bot.Plan(questions, 1500, TimeSpan.FromSeconds(30), _random.NextDouble)),
            2 => new Seat("bot", "Ada", Rating.Unknown, SeatKind.Ghost, [.. Bot.Plan(questions, 1500, TimeSpan.FromSeconds(30), _random.NextDouble).Select(p => Pick(p, new PlannedAnswer(null, default), p with { After = TimeSpan.FromMilliseconds(30_250) }))]),
            _ => DuelScenes.Bob,
        };
        var settings = DuelScenes.Duel(other is null ? [DuelScenes.Ada] : [DuelScenes.Ada, other]);
        return new RoomCommand.OpenDuel(_now, "Science", questions, settings with
        {
            Countdown = TimeSpan.FromSeconds(Pick(0, 3)),
            ReturnGrace = TimeSpan.FromSeconds(Pick(0, 10)),
            Scoring = Pick(ScoringRule.Flat, ScoringRule.Flat, ScoringRule.Timed),
            Duel = settings.Duel! with { Rated = Pick(true, true, false), MatchTime = TimeSpan.FromSeconds(Pick(40, 300)), TurnTime = kind == 5 ? TimeSpan.FromMinutes(Pick(1, 600)) : null },
        });
    }

    private RoomCommand Command(RoomState state)
    {
        var member = Pick(Members);
        return _random.Next(40) switch
        {
            < 4 => new RoomCommand.Join(_now, member, member, null),
            < 20 => new RoomCommand.Answer(_now, member, _random.Next(12) == 0 ? _random.Next(4) : state.CurrentIndex, AnswerTo(state)),
            < 24 => new RoomCommand.GoAway(_now, member),
            < 29 => new RoomCommand.Arrive(_now, member),
            29 => _random.Next(4) == 0 ? new RoomCommand.Leave(_now, member) : new RoomCommand.Tick(_now),
            30 => new RoomCommand.Recover(_now),
            31 => new RoomCommand.TakeOver(_now, member, ""),
            32 => new RoomCommand.Pause(_now, member),
            33 => new RoomCommand.End(_now, member),
            34 => new RoomCommand.Rename(_now, member, "Eve"),
            35 => new RoomCommand.Kick(_now, member, "bob"),
            _ => new RoomCommand.Tick(_now),
        };
    }

    private Answer AnswerTo(RoomState state)
    {
        if (state.CurrentIndex is >= 0 and var index && _random.Next(2) == 0 && Judge.Correct(state.Questions[index]) is { } correct) return correct;
        return Pick<Answer>(new NumberAnswer(_random.Next(5)), new TextAnswer("no"), InOrder(2, 1, 0), Ids(0, 2), Ids(_random.Next(3)), Ids(_random.Next(3)));
    }

    private T Pick<T>(params T[] from) => from[_random.Next(from.Length)];
}
