using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using QuizOrleans.Grains.Matchmaking;

namespace QuizOrleans.Grains.Tests.Matchmaking;

/// <summary>A queue among grains and a database that fail, hang, and forget: nobody is lost, thrown out without fault, or in two matches.</summary>
public sealed partial class MatchmakingFaultTests : MatchmakingTest
{
    private readonly TestTroubles _troubles = new();
    private readonly List<(TestQueueEar Ear, IQueueObserver Reference)> _ears = [];
    private readonly ConcurrentQueue<IMeterFactory> _meters = new();
    private TestClock _clock = null!;

    private IMatchmakingGrain Band => QueueOf($"{QueueName}--1");

    protected override void Add(IServiceCollection services)
    {
        _clock = new TestClock((TimeProvider)services.Last(s => !s.IsKeyedService && s.ServiceType == typeof(TimeProvider)).ImplementationInstance!);
        services.AddSingleton<TimeProvider>(_clock);
        services.AddSingleton(provider =>
        {
            var meters = provider.GetRequiredService<IMeterFactory>();
            _meters.Enqueue(meters);
            return new QueueMetrics(meters);
        });
        services.AddSingleton<IIncomingGrainCallFilter>(_troubles);
    }

    private async Task<TestQueueEar> Listen(IMatchmakingGrain queue, string front, params string[] players)
    {
        var ear = new TestQueueEar();
        var reference = Cluster.GrainFactory.CreateObjectReference<IQueueObserver>(ear);
        _ears.Add((ear, reference));
        await queue.Subscribe(front, reference);
        await queue.ReportPresence(front, [.. players], []);
        return ear;
    }

    private Task<TestQueueEar> Listen(params string[] players) => Listen(Queue, "front", players);

    private static async Task Join(IMatchmakingGrain queue, params string[] players)
    {
        foreach (var player in players) (await queue.Join(new JoinQueue(player, player, new DuelistProfile(Unknown, null, [], null)), default)).Value.ShouldNotBeNull();
    }

    private async Task<string> Found(TestQueueEar ear, string one, string other)
    {
        await Cluster.AdvanceUntilAsync(Step, () => ear.Of<MatchFound>(one).Length > 0 && ear.Of<MatchFound>(other).Length > 0);
        return ear.Of<MatchFound>(one)[^1].Pin;
    }
}
