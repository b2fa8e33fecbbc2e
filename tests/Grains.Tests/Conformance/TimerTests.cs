namespace QuizOrleans.Grains.Tests.Conformance;

/// <summary>Timers of a grain.</summary>
public sealed class TimerTests : ConformanceTest
{
    private ITimerGrain Subject => Grain<ITimerGrain>();

    [Fact]
    public async Task A_timer_fires_when_it_is_due_and_not_before()
    {
        await Subject.Start(10 * Second, Timeout.InfiniteTimeSpan);
        await Cluster.AdvanceAsync(9 * Second);
        await Subject.Touch();
        Probe.Count("tick").ShouldBe(0);
        await Cluster.AdvanceAsync(Second);
        await Probe.Noted("tick");
    }

    [Fact]
    public async Task A_timer_without_a_period_fires_once()
    {
        await Subject.Start(Second, Timeout.InfiniteTimeSpan);
        await Cluster.AdvanceUntilAsync(Second, () => Probe.Count("tick") == 1);
        await Cluster.AdvanceAsync(Minute);
        await Subject.Touch();
        Probe.Count("tick").ShouldBe(1);
    }

    [Fact]
    public async Task A_timer_with_a_period_goes_on()
    {
        await Subject.Start(Second, 5 * Second);
        await Cluster.AdvanceUntilAsync(Second, () => Probe.Count("tick") >= 4);
    }

    [Fact]
    public async Task The_period_counts_from_the_end_of_a_tick()
    {
        await Subject.Start(Second, 5 * Second, gate: "tick 1");
        await Cluster.AdvanceUntilAsync(Second, () => Probe.Count("tick") == 1);
        await Cluster.AdvanceAsync(Minute);
        Probe.Count("tick").ShouldBe(1);
        Probe.Open("tick 1");
        await Cluster.AdvanceUntilAsync(Second, () => Probe.Count("tick") == 2);
    }

    [Fact]
    public async Task A_tick_waits_for_a_running_call()
    {
        await Subject.Start(Second, Timeout.InfiniteTimeSpan);
        var call = Subject.Hold("call");
        await Probe.Noted("holding");
        await Cluster.AdvanceAsync(10 * Second);
        await Subject.TouchInterleaving();
        Probe.Count("tick").ShouldBe(0);
        Probe.Open("call");
        await call;
        await Probe.Noted("tick");
    }

    [Fact]
    public async Task An_interleaving_tick_does_not()
    {
        await Subject.Start(Second, Timeout.InfiniteTimeSpan, interleave: true);
        var call = Subject.Hold("call");
        await Probe.Noted("holding");
        await Cluster.AdvanceUntilAsync(Second, () => Probe.Count("tick") == 1);
        call.IsCompleted.ShouldBeFalse();
        Probe.Open("call");
        await call;
    }

    [Fact]
    public async Task A_call_waits_for_a_running_tick()
    {
        await Subject.Start(Second, Timeout.InfiniteTimeSpan, gate: "tick 1");
        await Cluster.AdvanceUntilAsync(Second, () => Probe.Count("tick") == 1);
        var call = Subject.Touch();
        await Subject.TouchInterleaving();
        call.IsCompleted.ShouldBeFalse();
        Probe.Open("tick 1");
        await call;
    }

    [Fact]
    public async Task A_timer_can_be_changed()
    {
        await Subject.Start(Minute, Timeout.InfiniteTimeSpan);
        await Subject.Change(Second, Timeout.InfiniteTimeSpan);
        await Cluster.AdvanceAsync(5 * Second);
        await Probe.Noted("tick");
        await Subject.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        await Cluster.AdvanceAsync(10 * Minute);
        await Subject.Touch();
        Probe.Count("tick").ShouldBe(1);
    }

    [Fact]
    public async Task A_timer_can_be_changed_by_its_own_tick()
    {
        await Subject.Start(Second, Timeout.InfiniteTimeSpan, changeInTick: 30 * Second);
        await Cluster.AdvanceUntilAsync(Second, () => Probe.Count("tick") == 1);
        await Cluster.AdvanceUntilAsync(Second, () => Probe.Count("tick") == 2);
    }

    [Fact]
    public async Task A_disposed_timer_is_silent()
    {
        await Subject.Start(Second, Second);
        await Cluster.AdvanceUntilAsync(Second, () => Probe.Count("tick") >= 1);
        await Subject.Stop();
        var ticks = Probe.Count("tick");
        await Cluster.AdvanceAsync(Minute);
        await Subject.Touch();
        Probe.Count("tick").ShouldBe(ticks);
    }

    [Fact]
    public async Task No_timer_outlives_its_activation()
    {
        await Subject.Start(Minute, Second);
        await Subject.Leave();
        await Probe.Noted("left");
        await Subject.Touch();
        await Cluster.AdvanceAsync(10 * Minute);
        await Subject.Touch();
        Probe.Count("tick").ShouldBe(0);
    }

    [Fact]
    public async Task A_tick_that_throws_does_not_end_the_timer()
    {
        await Subject.Start(Second, Second, fail: true);
        await Cluster.AdvanceUntilAsync(Second, () => Probe.Count("tick") >= 3);
        await Subject.Touch();
    }

    [Fact]
    public async Task A_tick_is_a_turn_of_its_grain()
    {
        await Subject.Start(Second, Timeout.InfiniteTimeSpan);
        await Cluster.AdvanceUntilAsync(Second, () => Probe.Count("tick") == 1);
        Probe.Count("tick outside of the grain").ShouldBe(0);
    }
}

public interface ITimerGrain : IGrainWithStringKey
{
    Task Start(TimeSpan dueTime, TimeSpan period, bool interleave = false, bool fail = false, string? gate = null, TimeSpan? changeInTick = null);

    Task Change(TimeSpan dueTime, TimeSpan period);

    Task Stop();

    Task Touch();

    [AlwaysInterleave]
    Task TouchInterleaving();

    Task Hold(string gate);

    Task Leave();
}

public sealed class TimerGrain(Probe probe) : Grain, ITimerGrain
{
    private IGrainTimer? _timer;

    public Task Start(TimeSpan dueTime, TimeSpan period, bool interleave, bool fail, string? gate, TimeSpan? changeInTick)
    {
        var here = TaskScheduler.Current;
        _timer = this.RegisterGrainTimer(
            async () =>
            {
                probe.Note("tick");
                if (TaskScheduler.Current != here)
                    probe.Note("tick outside of the grain");
                if (fail)
                    throw new InvalidOperationException("a bad tick");
                if (changeInTick is { } again)
                    _timer!.Change(again, Timeout.InfiniteTimeSpan);
                if (gate is not null)
                    await probe.Gate(gate);
            },
            new GrainTimerCreationOptions(dueTime, period) { Interleave = interleave });
        return Task.CompletedTask;
    }

    public Task Change(TimeSpan dueTime, TimeSpan period)
    {
        _timer!.Change(dueTime, period);
        return Task.CompletedTask;
    }

    public Task Stop()
    {
        _timer!.Dispose();
        return Task.CompletedTask;
    }

    public Task Touch() => Task.CompletedTask;

    public Task TouchInterleaving() => Task.CompletedTask;

    public async Task Hold(string gate)
    {
        probe.Note("holding");
        await probe.Gate(gate);
    }

    public Task Leave()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        probe.Note("left");
        return Task.CompletedTask;
    }
}
