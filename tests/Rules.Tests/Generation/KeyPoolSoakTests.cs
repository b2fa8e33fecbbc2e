using QuizOrleans.Rules.Generation;
using Xunit.Abstractions;
using static QuizOrleans.Rules.Tests.Generation.Pools;

namespace QuizOrleans.Rules.Tests.Generation;

/// <summary>
/// 1,000 generations over five keys of four projects, eight at once, against a provider that keeps its own quota in minutes of the clock and now and then fails.
/// Calls overlap: each takes 0.5 to 8 s. Virtual time.
/// </summary>
public class KeyPoolSoakTests(ITestOutputHelper output)
{
    private const int Generations = 1_000;
    private const int AtOnce = 8;
    private const int PerMinute = 15;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_thousand_generations_get_through_without_a_key_used_while_it_rests_or_one_starved(bool limitsAreConfigured)
    {
        var soak = new Soak(limitsAreConfigured ? PerMinute : null);
        soak.Run();

        output.WriteLine($"limits configured: {limitsAreConfigured}; {Generations} generations, {AtOnce} at once, in {soak.At / 60:0.0} virtual minutes; {soak.Calls.Count} calls, {soak.Waits} waits for a key");
        foreach (var key in soak.Calls.GroupBy(c => c).OrderBy(g => g.Key, StringComparer.Ordinal)) output.WriteLine($"  {key.Key}: {key.Count()} calls");
        output.WriteLine($"  {string.Join(", ", soak.Ends.OrderBy(e => e.Key, StringComparer.Ordinal).Select(e => $"{e.Key} {e.Value}"))}");

        soak.UsedWhileResting.ShouldBe(0);
        var (all, byKey) = (soak.Calls.Count, soak.Calls.GroupBy(c => c.Split('/')[0]).ToDictionary(g => g.Key, g => g.Count()));
        byKey.Count.ShouldBe(5);
        byKey.Values.Min().ShouldBeGreaterThan(all / 10, "a key was starved");
        (byKey["d"] + byKey["e"]).ShouldBeGreaterThan(all / 8, "a project was starved");
        if (limitsAreConfigured) soak.Ends.ShouldNotContainKey("rate_limited");
        else soak.Ends["rate_limited"].ShouldBeLessThan(all / 10);
    }

    private sealed class Soak(int? perMinute)
    {
        private readonly PoolScene _pool = new(Of("best next", Key("a", perMinute), Key("b", perMinute), Key("c", perMinute), Key("d:shared", perMinute), Key("e:shared", perMinute)));
        private readonly Random _random = new(7);
        private readonly PriorityQueue<Action, double> _due = new();
        private readonly Dictionary<(string, string, long), int> _used = [];
        private readonly Dictionary<(string, string), double> _refusedUntil = [];
        private int _left = Generations;

        public double At { get; private set; }

        public List<string> Calls { get; } = [];

        public Dictionary<string, int> Ends { get; } = [];

        public int UsedWhileResting { get; private set; }

        public int Waits { get; private set; }

        public void Run()
        {
            for (var i = 0; i < AtOnce; i++) Later(0, Begin);
            while (_due.TryDequeue(out var next, out var at))
            {
                At = at;
                next();
            }
        }

        private void Begin()
        {
            if (_left > 0 && _left-- > 0) Call();
        }

        private void Call()
        {
            if (_pool.Lease(At) is not { } lease)
            {
                Waits++;
                Later(_pool.FreeAt(At)!.Value - At + 0.001, Call);
                return;
            }

            Calls.Add(lease);
            var (project, model) = (_pool.State.Find(lease.Split('/')[0])!.Project, lease.Split('/')[1]);
            if (_refusedUntil.GetValueOrDefault((project, model)) > At) UsedWhileResting++;
            var outcome = Answer(project, model);
            Later(outcome is CallOutcome.Succeeded ? 0.5 + (7.5 * _random.NextDouble()) : 0.2, () => End(lease, project, model, outcome));
        }

        private void End(string lease, string project, string model, CallOutcome outcome)
        {
            _pool.Report(At, lease, outcome, _random.NextDouble());
            var end = outcome is CallOutcome.Failed fault ? CallOutcome.NameOf(fault.Kind) : "ok";
            Ends[end] = Ends.GetValueOrDefault(end) + 1;
            // From here on the pool has been told: a lease of this project and model before that time would break the promise.
            if (outcome is CallOutcome.Failed { RetryAfter: { } wait }) _refusedUntil[(project, model)] = Math.Max(_refusedUntil.GetValueOrDefault((project, model)), At + wait.TotalSeconds);
            if (outcome is CallOutcome.Succeeded) Begin();
            else Call();
        }

        /// <summary>15 calls a minute for each project and model; one call in forty fails for no reason.</summary>
        private CallOutcome Answer(string project, string model)
        {
            var window = (project, model, (long)(At / 60));
            if (_used.GetValueOrDefault(window) >= PerMinute) return Limited(60 - (At % 60), new QuotaHit("minute", PerMinute, false));
            _used[window] = _used.GetValueOrDefault(window) + 1;
            return _random.Next(40) == 0 ? Fault(CallFaultKind.Unavailable) : Ok(500, 1500);
        }

        private void Later(double wait, Action what) => _due.Enqueue(what, At + Math.Max(0, wait));
    }
}
