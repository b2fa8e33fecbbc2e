using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using QuizOrleans.Grains.Bank;
using QuizOrleans.Grains.Generation;
using QuizOrleans.Grains.Tests.Rooms;
using QuizOrleans.Rules.Generation;
using Xunit.Abstractions;

namespace QuizOrleans.Grains.Tests.Generation;

/// <summary>
/// 1,000 requests over five keys of five projects, whose provider enforces a quota that nobody told us of. They come 33 at a time, of two calls each: one call
/// more than 65 a minute, which is what five keys are allowed.
/// </summary>
/// <remarks>Alone: Orleans' response time-outs run in real time, and 2,000 calls at once need the machine.</remarks>
[Collection(nameof(Alone))]
public sealed class GenerationSoakTests(ITestOutputHelper output) : RoomTest
{
    private const int Requests = 1000;
    private const int PerMinute = 13;
    private const int AtOnce = 33;
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(75);

    private readonly ScriptedWriter _writer = new("soak", "k1", "k2", "k3", "k4", "k5");
    private readonly Dictionary<string, (DateTimeOffset Since, int Calls, DateTimeOffset RestFrom, DateTimeOffset RestUntil)> _quota = [];
    private readonly Dictionary<string, int> _used = [];
    private readonly Lock _gate = new();
    private int _whileResting;
    private int _refused;

    protected override void Configure(IServiceCollection services) => services
        .AddSingleton<IQuestionWriter>(_writer).AddSingleton(Options.Create(new GenerationOptions()))
        .AddSingleton<GenerationMetrics>().AddSingleton<KeyPools>().AddSingleton<ModelCalls>().AddSingleton<QuestionMaker>();

    [Fact]
    public async Task No_key_is_used_while_it_rests_and_none_starves()
    {
        _writer.Instead = (call, _) => Task.FromResult<WriterReply?>(Enforced(call.KeyEntry));
        for (var i = 0; i < Requests; i++)
        {
            (await Request(i).Start(new StartGeneration($"r{i}", Caller(i), new TopicView { Topic = "Volcanoes", Count = 2 }, null, AllowFallback: false), default)).Refusal.ShouldBeNull();
            if (i % AtOnce == AtOnce - 1) await Cluster.AdvanceAsync(Pace);
        }

        await Cluster.AdvanceAsync(TimeSpan.FromSeconds(40));
        var ends = new Dictionary<string, int>();
        for (var i = 0; i < Requests; i++)
        {
            var view = (await Request(i).Read(default)).Value.ShouldNotBeNull();
            ends[$"{view.Status} {view.Code}"] = ends.GetValueOrDefault($"{view.Status} {view.Code}") + 1;
        }

        output.WriteLine($"{Requests} requests: {string.Join(", ", ends.Select(e => $"{e.Value} {e.Key}"))}");
        output.WriteLine($"{_used.Values.Sum()} calls, {_refused} of them refused with 429, {_whileResting} by a key that was told to rest");
        foreach (var (key, calls) in _used.OrderBy(u => u.Key)) output.WriteLine($"{key}: {calls}");

        _whileResting.ShouldBe(0);
        _used.Count.ShouldBe(5);
        _used.Values.Min().ShouldBeGreaterThan(_used.Values.Max() * 8 / 10);
        // One call of each burst is one too many. Where calls really overlap it costs two requests: one without a first call, and one without a second pass.
        ends["done ok"].ShouldBeGreaterThan(Requests * (GrainCluster.IsOrleans ? 90 : 95) / 100);
        ends.Keys.ShouldBeSubsetOf(["done ok", "failed keys_resting", "failed provider_rate_limited", "failed timed_out"]);
        // The limit is learnt from the first refusals; after that it is kept to.
        _refused.ShouldBeInRange(1, 50);
    }

    private IGenerationGrain Request(int i) => Cluster.GrainFactory.GetGrain<IGenerationGrain>(GenerationKeys.Of("t", Caller(i).PlayerId, $"r{i}"));

    /// <summary>Each somebody else, so that the bank in memory need not compare each question with thousands.</summary>
    private static BankCaller Caller(int i) => new($"p{i}", IsEditor: false);

    /// <summary>A quota of fixed minutes as a provider keeps it, and what it says when it is used up.</summary>
    private WriterReply.Failed? Enforced(string key)
    {
        lock (_gate)
        {
            var now = Cluster.Time.GetUtcNow();
            _used[key] = _used.GetValueOrDefault(key) + 1;
            var (since, calls, from, rest) = _quota.GetValueOrDefault(key);
            // In the very instant of the refusal others may be on their way already.
            if (rest > now && from < now) _whileResting++;
            if (now - since >= TimeSpan.FromMinutes(1)) (since, calls) = (now, 0);
            if (calls < PerMinute)
            {
                _quota[key] = (since, calls + 1, from, rest);
                return null;
            }

            _refused++;
            var wait = since + TimeSpan.FromMinutes(1) - now;
            _quota[key] = (since, calls, now, now + wait);
            return new WriterReply.Failed(new CallFault(CallFaultKind.RateLimited, "as scripted", wait, [new QuotaHit("minute", PerMinute, false)]));
        }
    }
}
