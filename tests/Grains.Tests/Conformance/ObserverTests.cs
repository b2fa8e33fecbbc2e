using System.Runtime.CompilerServices;

namespace QuizOrleans.Grains.Tests.Conformance;

/// <summary>Observers: objects outside of grains that grains call.</summary>
public sealed class ObserverTests : ConformanceTest
{
    private readonly Watcher _watcher = new();

    protected override GrainClusterOptions Options => new() { ResponseTimeout = TimeSpan.FromSeconds(2) };

    private ISubjectGrain Subject => Grain<ISubjectGrain>();

    [Fact]
    public async Task An_observer_gets_what_a_grain_sends()
    {
        await Subject.Watch(Cluster.GrainFactory.CreateObjectReference<IWatcher>(_watcher));
        for (var i = 0; i < 5; i++)
            await Subject.Tell($"{i}");
        await Eventually.IsTrueAsync(() => _watcher.Heard.Count == 5);
        // In no order: the first one-way message to a new observer is sent when Orleans has found it, and others may be sooner.
        _watcher.Heard.ShouldBe(["0", "1", "2", "3", "4"], ignoreOrder: true);
        GC.KeepAlive(_watcher);
    }

    [Fact]
    public async Task A_slow_observer_does_not_hold_up_the_grain()
    {
        _watcher.Gate = new TaskCompletionSource();
        await Subject.Watch(Cluster.GrainFactory.CreateObjectReference<IWatcher>(_watcher));
        await Subject.Tell("1");
        await Subject.Tell("2");
        await Eventually.IsTrueAsync(() => _watcher.Heard.Count == 1);
        _watcher.Gate.SetResult();
        await Eventually.IsTrueAsync(() => _watcher.Heard.Count == 2);
    }

    [Fact]
    public async Task A_failing_observer_bothers_nobody()
    {
        _watcher.Failure = new InvalidOperationException("hung up");
        await Subject.Watch(Cluster.GrainFactory.CreateObjectReference<IWatcher>(_watcher));
        await Subject.Tell("1");
        await Subject.Tell("2");
        await Eventually.IsTrueAsync(() => _watcher.Heard.Count == 2);
    }

    [Fact]
    public async Task An_answer_of_an_observer_reaches_the_grain()
    {
        await Subject.Watch(Cluster.GrainFactory.CreateObjectReference<IWatcher>(_watcher));
        (await Subject.Ask("you there")).ShouldBe("you there?");
        GC.KeepAlive(_watcher);
    }

    [Fact]
    public async Task A_deleted_observer_hears_nothing_and_a_call_that_waits_for_it_times_out()
    {
        var reference = Cluster.GrainFactory.CreateObjectReference<IWatcher>(_watcher);
        await Subject.Watch(reference);
        Cluster.GrainFactory.DeleteObjectReference<IWatcher>(reference);
        await Subject.Tell("1");
        var question = Subject.Ask("you there");
        await Cluster.AdvanceUntilAsync(Second, () => question.IsCompleted);
        await Should.ThrowAsync<TimeoutException>(() => question);
        _watcher.Heard.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_observer_is_held_weakly()
    {
        var weak = await WatchWithForgottenObserver();
        await Eventually.IsTrueAsync(() =>
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            return !weak.IsAlive;
        });
        await Subject.Tell("1");
    }

    [Fact]
    public void References_to_the_same_observer_are_equal_and_others_are_not()
    {
        var one = Cluster.GrainFactory.CreateObjectReference<IWatcher>(_watcher);
        var other = Cluster.GrainFactory.CreateObjectReference<IWatcher>(new Watcher());
        one.ShouldBe(one);
        one.ShouldNotBe(other);
        Should.Throw<ArgumentException>(() => Cluster.GrainFactory.CreateObjectReference<IWatcher>(one));
        Should.Throw<ArgumentException>(() => Cluster.GrainFactory.DeleteObjectReference<IWatcher>(_watcher));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private async Task<WeakReference> WatchWithForgottenObserver()
    {
        var (reference, weak) = Make();
        await Subject.Watch(reference);
        return weak;

        (IWatcher, WeakReference) Make()
        {
            var watcher = new Watcher();
            return (Cluster.GrainFactory.CreateObjectReference<IWatcher>(watcher), new WeakReference(watcher));
        }
    }

    private sealed class Watcher : IWatcher
    {
        public List<string> Heard { get; } = [];

        public TaskCompletionSource? Gate { get; set; }

        public Exception? Failure { get; set; }

        public async Task Hear(string what)
        {
            lock (Heard)
                Heard.Add(what);
            if (Failure is not null)
                throw Failure;
            if (Gate is not null)
                await Gate.Task;
        }

        public Task<string> Answer(string question) => Task.FromResult(question + "?");
    }
}

public interface IWatcher : IGrainObserver
{
    [OneWay]
    Task Hear(string what);

    Task<string> Answer(string question);
}

public interface ISubjectGrain : IGrainWithStringKey
{
    Task Watch(IWatcher watcher);

    Task Tell(string what);

    Task<string> Ask(string question);
}

public sealed class SubjectGrain : Grain, ISubjectGrain
{
    private readonly HashSet<IWatcher> _watchers = [];

    public Task Watch(IWatcher watcher)
    {
        _watchers.Add(watcher);
        return Task.CompletedTask;
    }

    public async Task Tell(string what)
    {
        foreach (var watcher in _watchers)
            await watcher.Hear(what);
    }

    public Task<string> Ask(string question) => _watchers.Single().Answer(question);
}
