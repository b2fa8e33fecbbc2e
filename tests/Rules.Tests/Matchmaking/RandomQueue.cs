using System.Collections.Immutable;
using QuizOrleans.Rules.Matchmaking;
using static QuizOrleans.Rules.Tests.Matchmaking.Tickets;

namespace QuizOrleans.Rules.Tests.Matchmaking;

/// <summary>One command to a queue and what came of it.</summary>
internal sealed record QueueStep(QueueState Before, QueueCommand Command, Decision<QueueEvent> Decision, QueueState After);

/// <summary>A random queue: a dozen players, matches and a clock who do whatever they like. The same seed plays the same.</summary>
internal sealed class RandomQueue(ulong seed)
{
    private const int Commands = 120;

    private static readonly double[] Waits = [0, 0, 0.1, 0.25, 1, 3, 10, 19, 20, 60];

    private readonly Random _random = new((int)(seed % int.MaxValue));
    private double _now;
    private int _matches;

    public static QueueRules Rules { get; } = new() { MostTickets = 9, TicketLife = TimeSpan.FromSeconds(90) };

    public static ImmutableArray<QueueStep> Play(ulong seed) => new RandomQueue(seed).Play();

    public static ImmutableArray<QueueEvent> Events(ulong seed) => [.. Play(seed).SelectMany(s => s.Decision.Events)];

    private ImmutableArray<QueueStep> Play()
    {
        var steps = ImmutableArray.CreateBuilder<QueueStep>();
        var state = QueueState.Initial;
        for (var i = 0; i < Commands; i++)
        {
            _now += Waits[_random.Next(Waits.Length)];
            Take(Command(state));
            if (steps[^1].Command is not QueueCommand.Sweep { Found: var found }) continue;
            // Some time may pass before those found are matched, and things happen meanwhile.
            foreach (var (first, second) in found)
            {
                if (_random.Next(4) == 0) Take(Command(state));
                Take(new QueueCommand.Match(At(_now), first, second, $"m{++_matches}"));
            }
        }

        return steps.ToImmutable();

        void Take(QueueCommand command)
        {
            var (before, decision) = (state, QueueDecider.Decide(state, command, Rules));
            state = decision.Events.Aggregate(state, QueueEvolution.Evolve);
            steps.Add(new QueueStep(before, command, decision, state));
        }
    }

    private QueueCommand Command(QueueState state) => _random.Next(20) switch
    {
        < 7 => new QueueCommand.Join(
            At(_now), Player(), "x", Rated(_random.Next(1200, 1800)), Coin() ? Player() : null, [.. Some()], At(_now - _random.Next(-5, 10))),
        < 8 => new QueueCommand.Leave(At(_now), Player()),
        < 9 => new QueueCommand.Settle(At(_now), Player()),
        < 12 => new QueueCommand.Presence(At(_now), [.. Some(), .. Some()], [.. Some()]),
        < 13 => new QueueCommand.Recover(At(_now)),
        < 14 => new QueueCommand.Seated(At(_now), Match()),
        < 16 => new QueueCommand.Failed(At(_now), Match(), [.. Some(), .. Some(), .. Some(), .. Some()]),
        < 17 => new QueueCommand.Match(At(_now), Player(), Player(), Coin() ? Match() : $"m{++_matches}"),
        _ => new QueueCommand.Sweep(At(_now), QueueDecider.Pairs(state, At(_now), Rules)),
    };

    private string Player() => $"p{_random.Next(12)}";

    private string Match() => $"m{Math.Max(1, _matches - _random.Next(4))}";

    private IEnumerable<string> Some() => Enumerable.Range(0, _random.Next(3)).Select(_ => Player());

    private bool Coin() => _random.Next(2) == 0;
}
