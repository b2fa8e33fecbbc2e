using QuizOrleans.Rules.Generation;
using Xunit.Abstractions;
using static QuizOrleans.Rules.Tests.Generation.Pools;

namespace QuizOrleans.Rules.Tests.Generation;

/// <summary>1,000 generations over five keys of four projects, against a provider that keeps its own quota and now and then fails. Virtual time.</summary>
public class KeyPoolSoakTests(ITestOutputHelper output)
{
    private const int Generations = 1_000;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_thousand_generations_get_through_without_a_key_used_while_it_rests_or_one_starved(bool limitsAreConfigured)
    {
        var perMinute = limitsAreConfigured ? 15 : (int?)null;
        var pool = new PoolScene(Of("best next", Key("a", perMinute), Key("b", perMinute), Key("c", perMinute), Key("d:shared", perMinute), Key("e:shared", perMinute)));
        var provider = new ScriptedProvider(perMinute: 15);
        var random = new Random(7);
        List<(string Lease, double At)> calls = [];
        Dictionary<string, int> ends = [];
        var (at, done, waited) = (0.0, 0, 0);
        while (done < Generations)
        {
            at += random.NextDouble();
            if (pool.Leased(at) is not { Lease: { } lease } none)
            {
                at = Math.Max(at, (pool.FreeAt(at) ?? throw new InvalidOperationException("only an operator could help")) + 0.001);
                waited++;
                continue;
            }

            var name = $"{lease.Entry}/{lease.Model}";
            provider.Resting(pool.State.Find(lease.Entry)!.Project, lease.Model, at).ShouldBeFalse($"{name} at {at}");
            calls.Add((name, at));
            var outcome = provider.Answer(pool.State.Find(lease.Entry)!.Project, lease.Model, at, random);
            var end = outcome is CallOutcome.Failed fault ? CallOutcome.NameOf(fault.Kind) : "ok";
            ends[end] = ends.GetValueOrDefault(end) + 1;
            if (outcome is CallOutcome.Succeeded) done++;
            pool.Report(at, name, outcome, random.NextDouble());
        }

        output.WriteLine($"limits configured: {limitsAreConfigured}; {Generations} generations in {at / 60:0.0} virtual minutes, {calls.Count} calls, waited {waited} times");
        foreach (var key in calls.GroupBy(c => c.Lease).OrderBy(g => g.Key, StringComparer.Ordinal)) output.WriteLine($"  {key.Key}: {key.Count()} calls");
        output.WriteLine($"  {string.Join(", ", ends.Select(e => $"{e.Key} {e.Value}"))}");

        var byProject = calls.GroupBy(c => pool.State.Find(c.Lease.Split('/')[0])!.Project).ToDictionary(g => g.Key, g => g.Count());
        byProject.Count.ShouldBe(4);
        byProject.Values.Min().ShouldBeGreaterThan(calls.Count / 8, "a project was starved");
        calls.GroupBy(c => c.Lease.Split('/')[0]).Select(g => g.Count()).Min().ShouldBeGreaterThan(calls.Count / 10, "a key was starved");
        if (limitsAreConfigured) ends.ShouldNotContainKey("rate_limited");
        else ends["rate_limited"].ShouldBeLessThan(calls.Count / 10);
    }

    /// <summary>15 calls a minute for each project and model, in minutes of the clock; one call in forty fails for no reason.</summary>
    private sealed class ScriptedProvider(int perMinute)
    {
        private readonly Dictionary<(string, string, long), int> _used = [];
        private readonly Dictionary<(string, string), double> _restUntil = [];

        public bool Resting(string project, string model, double at) => _restUntil.GetValueOrDefault((project, model)) > at;

        public CallOutcome Answer(string project, string model, double at, Random random)
        {
            var window = (project, model, (long)(at / 60));
            if (_used.GetValueOrDefault(window) >= perMinute)
            {
                var wait = 60 - (at % 60);
                _restUntil[(project, model)] = at + wait;
                return Limited(wait + 0.001, new QuotaHit("minute", perMinute, false));
            }

            _used[window] = _used.GetValueOrDefault(window) + 1;
            return random.Next(40) == 0 ? Fault(CallFaultKind.Unavailable) : Ok(500, 1500);
        }
    }
}
