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

/// <summary>A cluster with a queue of its own, on a journal and a store of matches that a test can trouble. A duel has two of the queue's four questions.</summary>
public abstract class MatchmakingTest : IAsyncLifetime
{
    protected static readonly TimeSpan Step = TimeSpan.FromMilliseconds(250);
    protected static readonly RatingView Unknown = new(1500, 350, 0.06, 0, default);

    protected MatchmakingTest() => (Bank, Store) = (new MemoryQuestionStore(Plays), new TestMatchStore(() => Matches));

    protected GrainCluster Cluster { get; private set; } = null!;

    protected TestJournal Journal { get; } = new();

    protected MemoryMatchStore Matches { get; set; } = new();

    protected TestMatchStore Store { get; }

    protected MemoryPlayStore Plays { get; } = new();

    protected MemoryQuestionStore Bank { get; }

    protected DuelOptions Duels { get; } = new() { Countdown = TimeSpan.Zero, Questions = 2 };

    protected EventSourcingOptions EventSourcing { get; } = new();

    protected string QueueId { get; } = $"q{Guid.NewGuid():N}"[..20];

    protected string QueueName => $"t/{QueueId}--en";

    protected IMatchmakingGrain Queue => QueueOf(QueueName);

    public async Task InitializeAsync()
    {
        Cluster = await GrainCluster.StartAsync(services =>
        {
            services.AddMetrics();
            services.AddSingleton<RoomMetrics>();
            services.AddSingleton<QueueMetrics>();
            services.AddSingleton<IJournal>(Journal);
            services.AddSingleton<IGameArchive>(new TestArchive());
            services.AddSingleton<IMatchStore>(Store);
            services.AddBank(Bank, Plays);
            services.AddSingleton(Options.Create(new RoomOptions()));
            services.AddSingleton(Options.Create(EventSourcing));
            services.AddSingleton(Options.Create(Duels));
            Add(services);
        });
        await Bank.Add("t", [.. Enumerable.Range(1, 4).Select(n => Banks.Statement($"b-{n}", $"{n}?", category: QueueId))], default);
    }

    public async Task DisposeAsync() => await Cluster.DisposeAsync();

    /// <summary>What a test has besides, or instead.</summary>
    protected virtual void Add(IServiceCollection services)
    {
    }

    protected IMatchmakingGrain QueueOf(string key) => Cluster.GrainFactory.GetGrain<IMatchmakingGrain>(key);

    protected IPlayerGrain Player(string id) => Cluster.GrainFactory.GetGrain<IPlayerGrain>($"t/{id}");

    protected IQuizRoomGrain Duel(string matchId) => Cluster.GrainFactory.GetGrain<IQuizRoomGrain>($"t/{matchId}");

    protected async Task Seat(string matchId, string player) => (await Duel(matchId).Join(new JoinRoom(player, player, null), default)).Value.ShouldNotBeNull();
}
