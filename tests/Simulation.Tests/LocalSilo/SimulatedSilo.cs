using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using QuizOrleans.Grains;
using QuizOrleans.Grains.Bank;
using QuizOrleans.Grains.EventSourcing;
using QuizOrleans.Grains.Generation;
using QuizOrleans.Grains.Matchmaking;
using QuizOrleans.Grains.Players;
using QuizOrleans.Grains.Quizzes;
using QuizOrleans.Grains.Rooms;
using QuizOrleans.Grains.Tests.Generation;
using QuizOrleans.Rules.Generation;
using QuizOrleans.Storage.Bank;
using QuizOrleans.Storage.Games;
using QuizOrleans.Storage.Matches;
using QuizOrleans.Storage.Quizzes;
using QuizOrleans.Testing;

namespace QuizOrleans.Simulation.Tests;

/// <summary>A silo in virtual time, on one thread, in an order that the seed decides. Journal, quizzes, reminders and the clock outlive a crash.</summary>
/// <remarks>With a chance of its own for the writing of questions, the bank is slow and the model moody.</remarks>
public sealed class SimulatedSilo : IDisposable
{
    private readonly SeededScheduler _scheduler;
    private readonly MemoryReminderTable _reminders = new();
    private readonly EventSourcingOptions _eventSourcing;
    private readonly TroubledBank _bank;
    private readonly LoadedPacks _packs = new();
    private readonly ScriptedWriter _model = new("model", "k1", "k2");
    private readonly MemoryGrainStorage _grainStates = new();
    private ServiceProvider? _services;
    private LocalSiloHost? _host;

    public SimulatedSilo(Random random, int snapshotEvery, Random? generating = null)
    {
        _scheduler = new SeededScheduler(random);
        _eventSourcing = new EventSourcingOptions { SnapshotEvery = snapshotEvery, ReplayPage = 50, Background = _scheduler };
        Journal = new UnreliableJournal(random, Time);
        _bank = new TroubledBank(new MemoryQuestionStore(Plays)) { Trouble = () => AskedBank(generating) };
        _model.Instead = (_, stop) => AskedModel(generating!, stop);
        _packs.Keep([new ContentPack("pack-simulated", QuizMapping.ToQuiz(RoomGame.Quiz), [])]);
        Start();
    }

    public ManualTimeProvider Time { get; } = new();

    public UnreliableJournal Journal { get; }

    public MemoryGameArchive Archive { get; } = new();

    public MemoryQuizStore Quizzes { get; } = new();

    public MemoryPlayStore Plays { get; } = new();

    public IGrainFactory Grains => _host!;

    /// <summary>How often it has started: what an earlier one promised to call back is gone.</summary>
    public int Life { get; private set; }

    /// <summary>Lets some of what could happen happen.</summary>
    public void Run(int steps)
    {
        while (steps-- > 0 && _scheduler.RunOne())
        {
        }
    }

    /// <summary>Lets everything happen that needs no time.</summary>
    public void Settle() => Run(int.MaxValue);

    /// <summary>Lets time pass from timer to timer, with all that each one sets off.</summary>
    public void Advance(TimeSpan by)
    {
        var until = Time.GetUtcNow() + by;
        Settle();
        while (Time.NextDue is { } due && due <= until)
        {
            Time.Advance(due > Time.GetUtcNow() ? due - Time.GetUtcNow() : TimeSpan.Zero);
            Settle();
        }

        Time.Advance(until - Time.GetUtcNow());
        Settle();
    }

    /// <summary>Everything in memory is gone, in the middle of whatever went on.</summary>
    public void Crash()
    {
        _host!.Kill();
        Start();
    }

    public void Dispose()
    {
        _host?.Kill();
        _services?.Dispose();
    }

    /// <summary>A bank may take its time while what it is asked for is already on its way from elsewhere.</summary>
    private async Task AskedBank(Random? time)
    {
        if (time is not null) await Task.Delay(TimeSpan.FromMilliseconds(time.Next(1, 1500)), Time);
        await Journal.Trouble();
    }

    /// <summary>A model answers sooner or later, refuses, or is never heard of again.</summary>
    private async Task<WriterReply?> AskedModel(Random chance, CancellationToken stop)
    {
        var fate = chance.Next(10);
        await Task.Delay(TimeSpan.FromMilliseconds(chance.Next(50, 2500)), Time, stop);
        return fate switch
        {
            // The provider says how long to wait: what is jittered has no seed.
            0 => ScriptedWriter.Fault(CallFaultKind.RateLimited, TimeSpan.FromSeconds(5)),
            1 => await ScriptedWriter.Silence(stop),
            _ => null,
        };
    }

    private void Start()
    {
        var services = new ServiceCollection();
        services.AddMetrics();
        services.AddSingleton<RoomMetrics>();
        services.AddSingleton<TimeProvider>(Time);
        services.AddSingleton<IReminderTable>(_reminders);
        services.AddSingleton<IJournal>(Journal);
        services.AddSingleton<IGameArchive>(Archive);
        services.AddSingleton<IMatchStore, MemoryMatchStore>();
        services.AddSingleton(Options.Create(new DuelOptions()));
        services.AddSingleton<IQuizStore>(Quizzes);
        services.AddSingleton<IPlayStore>(Plays);
        services.AddSingleton<IQuestionStore>(_bank);
        services.AddSingleton(_packs);
        services.AddSingleton<FallbackQuestions>();
        services.AddSingleton<IContentStore, MemoryContentStore>();
        services.AddSingleton<BuiltInQuestions>();
        services.AddSingleton<ContentPacks>();
        services.AddSingleton<BuiltInContent>();
        // On threads that have no seed.
        services.AddSingleton(Options.Create(new ContentOptions { EveryTenant = false }));
        services.AddKeyedSingleton<IGrainStorage>(StorageNames.Grains, _grainStates);
        services.AddSingleton<IQuestionWriter>(_model);
        services.AddSingleton(Options.Create(new GenerationOptions()));
        services.AddSingleton<GenerationMetrics>();
        services.AddSingleton<KeyPools>();
        services.AddSingleton<ModelCalls>();
        services.AddSingleton<QuestionMaker>();
        services.AddSingleton(Options.Create(new BankOptions()));
        services.AddSingleton(Options.Create(new RoomOptions()));
        services.AddSingleton(Options.Create(_eventSourcing));
        services.AddLocalSilo(silo =>
        {
            silo.TaskScheduler = _scheduler;
            silo.GrainAssemblies.Add(typeof(IJournal).Assembly);
        });
        _services = services.BuildServiceProvider();
        _host = _services.GetRequiredService<LocalSiloHost>();
        var started = _host.StartAsync(CancellationToken.None);
        Settle();
        if (!started.IsCompletedSuccessfully) throw new InvalidOperationException("The silo has not started.", started.Exception);
        Life++;
    }
}
