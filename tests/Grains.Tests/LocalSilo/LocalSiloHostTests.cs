using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.DependencyInjection;
using QuizOrleans.Grains.Tests.Conformance;
using QuizOrleans.Testing;

namespace QuizOrleans.Grains.Tests;

/// <summary>What LocalSilo alone promises: a crash that leaves nothing running, an order that its scheduler decides, one silo a database.</summary>
public sealed class LocalSiloHostTests
{
    [Fact]
    public async Task After_a_crash_nothing_of_the_old_world_runs()
    {
        var (probe, time) = (new Probe(), new ManualTimeProvider());
        var scheduler = new CountingScheduler();
        var silo = await StartAsync(services => services.AddSingleton(probe).AddSingleton<TimeProvider>(time), options => options.TaskScheduler = scheduler);
        await silo.GetGrain<ITimerGrain>("t").Start(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1));
        var held = silo.GetGrain<ICallGrain>("c").Wait("gate");
        var queued = silo.GetGrain<ICallGrain>("c").Twice(1);
        await probe.Noted("waiting at gate");
        silo.Kill();
        await Should.ThrowAsync<SiloUnavailableException>(() => held);
        await Should.ThrowAsync<SiloUnavailableException>(() => queued);
        await Should.ThrowAsync<SiloUnavailableException>(() => silo.GetGrain<ICallGrain>("c").Twice(1));
        probe.Open("gate");
        time.Advance(TimeSpan.FromMinutes(10));
        await scheduler.WhenIdleAsync();
        probe.Log.ShouldBe(["waiting at gate"]);
        silo.ActivationCount.ShouldBe(0);
    }

    [Fact]
    public async Task The_same_order_of_turns_gives_the_same_run()
    {
        var runs = new[] { await RunAsync(1), await RunAsync(1), await RunAsync(2) };
        runs[1].ShouldBe(runs[0]);
        runs[2].ShouldNotBe(runs[0]);

        static async Task<string> RunAsync(int seed)
        {
            var (probe, scheduler) = (new Probe(), new SeededScheduler(seed));
            var silo = await StartAsync(
                services => services.AddSingleton(probe).AddSingleton<TimeProvider>(new ManualTimeProvider()),
                options => options.TaskScheduler = scheduler);
            string[] gates = [.. Enumerable.Range(0, 12).Select(i => $"{i}")];
            Array.ForEach(gates, probe.Open);
            var calls = gates.Select(gate => silo.GetGrain<ITurnGrain>(gate).Enter(gate)).ToArray();
            scheduler.RunAll();
            calls.ShouldAllBe(call => call.IsCompletedSuccessfully);
            return string.Join(", ", probe.Log);
        }
    }

    [Fact]
    public async Task A_second_silo_on_the_same_data_does_not_start()
    {
        var lease = new Lease();
        var first = await StartAsync(services => services.AddSingleton(new Probe()).AddSingleton<ISingleSiloLease>(lease));
        var refusal = await Should.ThrowAsync<SiloLeaseHeldException>(() => StartAsync(services => services.AddSingleton<ISingleSiloLease>(lease)));
        refusal.Message.ShouldContain("GrainEngine=Orleans");
        await first.StopAsync(CancellationToken.None);
        await StartAsync(services => services.AddSingleton<ISingleSiloLease>(lease));
    }

    [Fact]
    public async Task A_silo_that_loses_its_lease_ends()
    {
        using var lease = new Lease();
        var silo = await StartAsync(services => services.AddSingleton(new Probe()).AddSingleton<ISingleSiloLease>(lease));
        (await silo.GetGrain<ICallGrain>("c").Twice(1)).ShouldBe(2);
        lease.Lose();
        await Should.ThrowAsync<SiloUnavailableException>(() => silo.GetGrain<ICallGrain>("c").Twice(1));
    }

    [Fact]
    public async Task A_silo_whose_lease_was_lost_before_it_started_does_not_start()
    {
        using var lease = new Lease();
        lease.Lose();
        (await Should.ThrowAsync<SiloLeaseHeldException>(() => StartAsync(services => services.AddSingleton<ISingleSiloLease>(lease)))).Message.ShouldContain("the test");
    }

    [Fact]
    public async Task A_missing_storage_provider_names_itself()
    {
        var silo = await StartAsync(services => services.AddSingleton(new Probe()));
        var failure = await Should.ThrowAsync<BadProviderConfigException>(() => silo.GetGrain<IStateGrain>("s").Read());
        failure.Message.ShouldContain("\"quiz\"");
    }

    [SuppressMessage("Reliability", "CA2000", Justification = "The test's process ends it.")]
    private static async Task<LocalSiloHost> StartAsync(Action<IServiceCollection> configure, Action<LocalSiloOptions>? options = null)
    {
        var services = new ServiceCollection();
        configure(services);
        services.AddLocalSilo(silo =>
        {
            silo.GrainAssemblies.Add(typeof(LocalSiloHostTests).Assembly);
            options?.Invoke(silo);
        });
        var host = services.BuildServiceProvider().GetRequiredService<LocalSiloHost>();
        await host.StartAsync(CancellationToken.None);
        return host;
    }

    private sealed class Lease : ISingleSiloLease, IDisposable
    {
        private readonly CancellationTokenSource _lost = new();
        private bool _held;

        public CancellationToken Lost => _lost.Token;

        public string? LostTo => _lost.IsCancellationRequested ? "the test" : null;

        public Task AcquireAsync(CancellationToken cancellationToken)
        {
            _held = !_held ? true : throw new SiloLeaseHeldException("the test's data");
            return Task.CompletedTask;
        }

        public Task ReleaseAsync()
        {
            _held = false;
            return Task.CompletedTask;
        }

        public void Lose() => _lost.Cancel();

        public void Dispose() => _lost.Dispose();
    }

    /// <summary>Runs what is queued on the calling thread, in an order drawn from a seed.</summary>
    private sealed class SeededScheduler(int seed) : TaskScheduler
    {
#pragma warning disable CA5394 // Chance that can be repeated is the point.
        private readonly Random _random = new(seed);
        private readonly List<Task> _tasks = [];

        public void RunAll()
        {
            while (_tasks.Count > 0)
            {
                var index = _random.Next(_tasks.Count);
                var task = _tasks[index];
                _tasks.RemoveAt(index);
                TryExecuteTask(task);
            }
        }
#pragma warning restore CA5394

        protected override void QueueTask(Task task) => _tasks.Add(task);

        protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) => false;

        protected override IEnumerable<Task> GetScheduledTasks() => _tasks;
    }
}
