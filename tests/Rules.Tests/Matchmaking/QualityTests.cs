using QuizOrleans.Rules.Matchmaking;
using Xunit.Abstractions;
using static QuizOrleans.Rules.Tests.Matchmaking.Tickets;

namespace QuizOrleans.Rules.Tests.Matchmaking;

/// <summary>
/// What the rules mean to those who wait: 10,000 players, ratings N(1500, 300), arriving at random at a steady rate, swept every 250 ms. All in
/// virtual time and from a fixed seed. Nobody takes the help, and everybody who is matched sits down. The table is in docs/matchmaking.md.
/// </summary>
public class QualityTests(ITestOutputHelper output)
{
    private const int Players = 10_000;
    private const double SweepEvery = 0.25;

    /// <summary>Seconds, rating points, and shares of all players.</summary>
    private sealed record Quality(double[] Waits, double[] Gaps, double Offered, double Expired);

    [Theory]
    [InlineData(0.5, 20, 300, 0.08, 0.002)]
    [InlineData(2, 8, 200, 0.02, 0.002)]
    [InlineData(10, 2.5, 130, 0.005, 0.002)]
    [InlineData(50, 1, 110, 0.002, 0.002)]
    public void Waits_are_short_and_opponents_near(double perSecond, double wait90, double gap90, double offered, double expired)
    {
        var quality = Simulate(perSecond);
        output.WriteLine("| arrivals/s | wait p50 | p90 | p99 | gap p50 | p90 | p99 | offered help | expired |");
        output.WriteLine(FormattableString.Invariant($"| {perSecond} ")
            + FormattableString.Invariant($"| {At(quality.Waits, 50):0.0} s | {At(quality.Waits, 90):0.0} s | {At(quality.Waits, 99):0.0} s ")
            + FormattableString.Invariant($"| {At(quality.Gaps, 50):0} | {At(quality.Gaps, 90):0} | {At(quality.Gaps, 99):0} ")
            + FormattableString.Invariant($"| {quality.Offered * 100:0.00} % | {quality.Expired * 100:0.00} % |"));
        At(quality.Waits, 90).ShouldBeLessThan(wait90);
        At(quality.Gaps, 90).ShouldBeLessThan(gap90);
        quality.Offered.ShouldBeLessThan(offered);
        quality.Expired.ShouldBeLessThan(expired);
    }

    private static Quality Simulate(double perSecond)
    {
        var random = new Random(2026);
        var (rules, state) = (new QueueRules(), QueueState.Initial);
        var (waits, gaps) = (new List<double>(), new List<double>());
        var (joined, offered, expired, matches) = (0, 0, 0, 0);
        var arrival = Gap();
        for (var now = SweepEvery; joined < Players || !state.Tickets.IsEmpty; now += SweepEvery)
        {
            for (; joined < Players && arrival <= now; arrival += Gap(), joined++)
                Do(new QueueCommand.Join(Tickets.At(arrival), $"p{joined}", "x", Rated(Normal()), null, [], Tickets.At(arrival)));
            var found = QueueDecider.Pairs(state, Tickets.At(now), rules);
            Do(new QueueCommand.Sweep(Tickets.At(now), found));
            foreach (var (first, second) in found) Do(new QueueCommand.Match(Tickets.At(now), first, second, $"m{++matches}"));
        }

        return new Quality([.. waits.Order()], [.. gaps.Order()], offered / (double)Players, expired / (double)Players);

        double Gap() => -Math.Log(1 - random.NextDouble()) / perSecond;

        double Normal() => 1500 + (300 * Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()));

        void Do(QueueCommand command)
        {
            foreach (var @event in QueueDecider.Decide(state, command, rules).Events)
            {
                state = QueueEvolution.Evolve(state, @event);
                switch (@event)
                {
                    case QueueEvent.HelpOffered e: offered += e.Players.Length; break;
                    case QueueEvent.TicketWithdrawn: expired++; break;
                    case QueueEvent.Paired { Pairing: var pairing } e:
                        var (one, other) = (state.Tickets[pairing.First], state.Tickets[pairing.Second]);
                        waits.AddRange([one.WaitAt(e.At).TotalSeconds, other.WaitAt(e.At).TotalSeconds]);
                        gaps.Add(Math.Abs(one.Rating.Value - other.Rating.Value));
                        state = QueueEvolution.Evolve(state, new QueueEvent.MatchSeated(e.At, pairing));
                        break;
                }
            }
        }
    }

    private static double At(double[] sorted, int percent) => sorted[(sorted.Length - 1) * percent / 100];
}
