using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using QuizOrleans.Grains.EventSourcing;
using QuizOrleans.Grains.Matchmaking;
using QuizOrleans.Grains.Players;
using QuizOrleans.Grains.Rooms;
using QuizOrleans.Grains.Tests.Bank;
using QuizOrleans.Grains.Tests.Rooms;
using QuizOrleans.Storage.Bank;
using QuizOrleans.Storage.Matches;

namespace QuizOrleans.Grains.Tests.Matchmaking;

/// <summary>A queue among grains and a database that fail, hang, and forget: nobody is lost, thrown out without fault, or in two matches.</summary>
public sealed partial class MatchmakingFaultTests : IAsyncLifetime
{
    private static readonly TimeSpan s_step = TimeSpan.FromMilliseconds(250);
    private static readonly RatingView s_unknown = new(1500, 350, 0.06, 0, default);

    private readonly TestJournal _journal = new();
    private readonly TestTroubles _troubles = new();
    private readonly MemoryMatchStore _matches = new();
    private readonly TestMatchStore _store;
    private readonly MemoryPlayStore _plays = new();
    private readonly MemoryQuestionStore _bank;
    private readonly List<(TestQueueEar Ear, IQueueObserver Reference)> _ears = [];
    private readonly ConcurrentQueue<IMeterFactory> _meters = new();
    private readonly string _queueId = $"q{Guid.NewGuid():N}"[..20];
    private TestClock _clock = null!;
    private GrainCluster _cluster = null!;

    public MatchmakingFaultTests() => (_bank, _store) = (new MemoryQuestionStore(_plays), new TestMatchStore(() => _matches));

    private string QueueName => $"t/{_queueId}--en";

    private IMatchmakingGrain Queue => QueueOf(QueueName);

    private IMatchmakingGrain Band => QueueOf($"{QueueName}--1");

    public async Task InitializeAsync()
    {
        _cluster = await GrainCluster.StartAsync(services =>
        {
            var clock = new TestClock((TimeProvider)services.Last(s => !s.IsKeyedService && s.ServiceType == typeof(TimeProvider)).ImplementationInstance!);
            services.AddSingleton<TimeProvider>(_clock = clock);
            services.AddMetrics();
            services.AddSingleton<RoomMetrics>();
            services.AddSingleton(provider =>
            {
                var meters = provider.GetRequiredService<IMeterFactory>();
                _meters.Enqueue(meters);
                return new QueueMetrics(meters);
            });
            services.AddSingleton<IJournal>(_journal);
            services.AddSingleton<IGameArchive>(new TestArchive());
            services.AddSingleton<IMatchStore>(_store);
            services.AddSingleton<IIncomingGrainCallFilter>(_troubles);
            services.AddBank(_bank, _plays);
            services.AddSingleton(Options.Create(new RoomOptions()));
            services.AddSingleton(Options.Create(new EventSourcingOptions()));
            services.AddSingleton(Options.Create(new DuelOptions { Countdown = TimeSpan.Zero, Questions = 2 }));
        });
        await _bank.Add("t", [.. Enumerable.Range(1, 4).Select(n => Banks.Statement($"b-{n}", $"{n}?", category: _queueId))], default);
    }

    public async Task DisposeAsync() => await _cluster.DisposeAsync();

    private IMatchmakingGrain QueueOf(string key) => _cluster.GrainFactory.GetGrain<IMatchmakingGrain>(key);

    private IPlayerGrain Player(string id) => _cluster.GrainFactory.GetGrain<IPlayerGrain>($"t/{id}");

    private IQuizRoomGrain Duel(string matchId) => _cluster.GrainFactory.GetGrain<IQuizRoomGrain>($"t/{matchId}");

    private async Task<TestQueueEar> Listen(IMatchmakingGrain queue, string front, params string[] players)
    {
        var ear = new TestQueueEar();
        var reference = _cluster.GrainFactory.CreateObjectReference<IQueueObserver>(ear);
        _ears.Add((ear, reference));
        await queue.Subscribe(front, reference);
        await queue.ReportPresence(front, [.. players], []);
        return ear;
    }

    private Task<TestQueueEar> Listen(params string[] players) => Listen(Queue, "front", players);

    private static async Task Join(IMatchmakingGrain queue, params string[] players)
    {
        foreach (var player in players) (await queue.Join(new JoinQueue(player, player, new DuelistProfile(s_unknown, null, [], null)), default)).Value.ShouldNotBeNull();
    }

    private async Task<string> Found(TestQueueEar ear, string one, string other)
    {
        await _cluster.AdvanceUntilAsync(s_step, () => ear.Of<MatchFound>(one).Length > 0 && ear.Of<MatchFound>(other).Length > 0);
        return ear.Of<MatchFound>(one)[^1].Pin;
    }

    private async Task Seat(string matchId, string player) => (await Duel(matchId).Join(new JoinRoom(player, player, null), default)).Value.ShouldNotBeNull();
}
