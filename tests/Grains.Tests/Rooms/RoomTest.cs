using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using QuizOrleans.Grains.Bank;
using QuizOrleans.Grains.EventSourcing;
using QuizOrleans.Grains.Matchmaking;
using QuizOrleans.Grains.Players;
using QuizOrleans.Grains.Quizzes;
using QuizOrleans.Grains.Rooms;
using QuizOrleans.Grains.Tests.Bank;
using QuizOrleans.Storage.Bank;
using QuizOrleans.Storage.Matches;
using QuizOrleans.Storage.Quizzes;

namespace QuizOrleans.Grains.Tests.Rooms;

/// <summary>A cluster with rooms on a journal that a test can trouble. One room a test; questions have the answer id 1 ("b").</summary>
public abstract class RoomTest : IAsyncLifetime
{
    protected const string Host = "hanna";

    private static readonly ChoiceDraft[] s_choices = [new() { Text = "a" }, new() { Text = "b", Correct = true }, new() { Text = "c" }];

    private readonly List<TestFrontEar> _ears = [];

    protected GrainCluster Cluster { get; private set; } = null!;

    protected TestJournal Journal { get; } = new();

    protected TestArchive Archive { get; } = new();

    protected MemoryQuizStore Quizzes { get; } = new();

    protected MemoryMatchStore Matches { get; } = new();

    protected MemoryPlayStore Plays { get; } = new();

    protected MemoryQuestionStore Bank => field ??= new MemoryQuestionStore(Plays);

    protected virtual BankOptions BankOptions => new();

    protected virtual RoomOptions RoomOptions => new();

    protected virtual DuelOptions DuelOptions => new();

    protected virtual EventSourcingOptions EventSourcing => new();

    protected string Pin { get; } = $"T{Guid.NewGuid().ToString("N")[..8].ToUpperInvariant()}";

    protected IQuizRoomGrain Room => Cluster.GrainFactory.GetGrain<IQuizRoomGrain>($"t/{Pin}");

    public async Task InitializeAsync()
    {
        Cluster = await GrainCluster.StartAsync(services =>
        {
            services.AddMetrics();
            services.AddSingleton<RoomMetrics>();
            services.AddSingleton<IJournal>(Journal);
            services.AddSingleton<IGameArchive>(Archive);
            services.AddSingleton<IMatchStore>(Matches);
            services.AddSingleton<QueueMetrics>();
            services.AddSingleton(Options.Create(DuelOptions));
            services.AddSingleton<IQuizStore>(Quizzes);
            services.AddBank(Bank, Plays, BankOptions);
            services.AddSingleton(Options.Create(RoomOptions));
            services.AddSingleton(Options.Create(EventSourcing));
            Configure(services);
        });
        await Quizzes.Save("t", Document("quiz", 3), default);
    }

    public async Task DisposeAsync() => await Cluster.DisposeAsync();

    protected virtual void Configure(IServiceCollection services)
    {
    }

    protected async Task<RoomCreated> Open(RoomSettingsView? settings = null) =>
        (await Room.Open(new OpenRoom(Host, settings ?? Settings), default)).Value.ShouldNotBeNull();

    protected static RoomSettingsView Settings => new()
    {
        QuizId = "quiz",
        CountdownSeconds = 0,
        ShuffleChoices = false,
        Scoring = "noSpeed",
        StreakBonus = false,
        QuestionTimeSeconds = 20,
    };

    protected async Task<RoomSnapshot> Join(string player) => (await Room.Join(new JoinRoom(player, player, null), default)).Value.ShouldNotBeNull();

    /// <summary>An open room with these players, and the first question asked.</summary>
    protected async Task Asking(params string[] players)
    {
        await Open();
        foreach (var player in players) await Join(player);
        (await Room.Start(Host, default)).Accepted.ShouldBeTrue();
    }

    protected Task<Receipt> Answer(string player, int index = 0, int choice = 1) =>
        Room.SubmitAnswer(player, index, new AnswerView { Choices = [choice] }, default);

    protected async Task<RoomSnapshot> Seen(string viewer = Host) => (await Room.Watch(viewer, default)).Value.ShouldNotBeNull();

    /// <summary>A front that listens.</summary>
    protected async Task<TestFrontEar> Listen(string frontId)
    {
        var ear = new TestFrontEar();
        // Engines keep observers weakly.
        _ears.Add(ear);
        (await Room.Subscribe(frontId, Cluster.GrainFactory.CreateObjectReference<IRoomObserver>(ear))).ShouldNotBeNull();
        return ear;
    }

    protected static QuizDocument Document(string id, int questions) => new(id, 1, "", DateTimeOffset.UnixEpoch, new QuizDraft
    {
        Title = "Friday",
        Questions = [.. Enumerable.Range(1, questions).Select(n => new QuestionDraft { Kind = "single", Text = $"{n}?", Choices = [.. s_choices] })],
    });
}
