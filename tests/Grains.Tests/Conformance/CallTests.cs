namespace QuizOrleans.Grains.Tests.Conformance;

/// <summary>Results, failures, cancellation and time-outs of calls.</summary>
public sealed class CallTests : ConformanceTest
{
    protected override GrainClusterOptions Options => new() { ResponseTimeout = TimeSpan.FromSeconds(2) };

    [Fact]
    public async Task Every_kind_of_task_brings_its_result()
    {
        var grain = Grain<ICallGrain>();
        (await grain.Twice(21)).ShouldBe(42);
        (await grain.TwiceAsValueTask(21)).ShouldBe(42);
        await grain.AsValueTask();
        (await grain.Nothing()).ShouldBeNull();
    }

    [Theory]
    [InlineData("at once")]
    [InlineData("later")]
    [InlineData("as a value task")]
    public async Task An_exception_reaches_the_caller_with_its_type_and_message(string when)
    {
        var failure = await Should.ThrowAsync<ArgumentOutOfRangeException>(() => Grain<ICallGrain>().Fail(when));
        failure.Message.ShouldContain("far too big");
        (await Grain<ICallGrain>().Twice(1)).ShouldBe(2);
    }

    [Fact]
    public async Task An_exception_passes_through_a_chain_of_grains()
    {
        var failure = await Should.ThrowAsync<ArgumentOutOfRangeException>(() => Grain<ICallGrain>().FailElsewhere("b"));
        failure.Message.ShouldContain("far too big");
    }

    [Fact]
    public async Task A_call_that_takes_too_long_times_out_and_the_grain_goes_on()
    {
        var grain = Grain<ICallGrain>();
        var call = grain.Wait("slow");
        await Probe.Noted("waiting at slow");
        var queued = grain.Twice(1);
        await Cluster.AdvanceUntilAsync(Second, () => call.IsCompleted && queued.IsCompleted);
        await Should.ThrowAsync<TimeoutException>(() => call);
        await Should.ThrowAsync<TimeoutException>(() => queued);
        Probe.Open("slow");
        (await grain.Twice(2)).ShouldBe(4);
    }

    [Fact]
    public async Task Cancelling_ends_the_call_and_tells_the_grain()
    {
        using var cancel = new CancellationTokenSource();
        var call = Grain<ICallGrain>().WaitFor("never", cancel.Token);
        await Probe.Noted("waiting for never");
        await cancel.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => call);
        await Probe.Noted("cancelled never");
        Probe.Count("cancelled outside of the grain").ShouldBe(0);
    }

    [Fact]
    public async Task A_call_cancelled_while_it_waits_ends_at_once_and_if_it_runs_it_runs_cancelled()
    {
        var grain = Grain<ICallGrain>();
        var first = grain.Wait("first");
        await Probe.Noted("waiting at first");
        using var cancel = new CancellationTokenSource();
        var second = grain.WaitFor("second", cancel.Token);
        await cancel.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => second);
        first.IsCompleted.ShouldBeFalse();
        Probe.Open("first");
        await first;
        await grain.Twice(1);
        // On Orleans the word that it is cancelled may come after the call itself has begun.
        if (GrainCluster.IsOrleans) await Eventually.IsTrueAsync(() => Probe.Count("cancelled second") == Probe.Count("waiting for second"));
        Probe.Count("cancelled second").ShouldBe(Probe.Count("waiting for second"));
    }

    [Fact]
    public async Task A_call_with_a_cancelled_token_is_not_made()
    {
        await Should.ThrowAsync<OperationCanceledException>(async () => await Grain<ICallGrain>().WaitFor("x", new CancellationToken(true)));
        await Grain<ICallGrain>().Twice(1);
        Probe.Count("waiting for x").ShouldBe(0);
    }

    [Fact]
    public async Task A_one_way_call_is_done_when_it_is_sent()
    {
        await Grain<ICallGrain>().WaitOneWay("later");
        Probe.Count("passed later").ShouldBe(0);
        Probe.Open("later");
        await Probe.Noted("passed later");
    }

    [Fact]
    public async Task A_failing_one_way_call_bothers_nobody()
    {
        await Grain<ICallGrain>().FailOneWay();
        (await Grain<ICallGrain>().Twice(2)).ShouldBe(4);
    }

    [Fact]
    public async Task A_crash_ends_what_was_under_way()
    {
        var call = Grain<ICallGrain>().Wait("crash");
        await Probe.Noted("waiting at crash");
        await Cluster.KillAsync();
        var failure = await Should.ThrowAsync<Exception>(() => call);
        (failure is OrleansException or TimeoutException).ShouldBeTrue(failure.ToString());
        if (!GrainCluster.IsOrleans)
        {
            Probe.Open("crash");
            (await Grain<ICallGrain>().Twice(1)).ShouldBe(2);
            Probe.Count("passed crash").ShouldBe(0);
        }
    }
}

public interface ICallGrain : IGrainWithStringKey
{
    Task<int> Twice(int number);

    ValueTask<int> TwiceAsValueTask(int number);

    ValueTask AsValueTask();

    Task<string?> Nothing();

    Task Fail(string when);

    Task FailElsewhere(string key);

    Task Wait(string gate);

    Task WaitFor(string gate, CancellationToken cancellationToken);

    [OneWay]
    Task WaitOneWay(string gate);

    [OneWay]
    Task FailOneWay();
}

public sealed class CallGrain(Probe probe) : Grain, ICallGrain
{
    public Task<int> Twice(int number) => Task.FromResult(2 * number);

    public async ValueTask<int> TwiceAsValueTask(int number)
    {
        await Task.Yield();
        return 2 * number;
    }

    public ValueTask AsValueTask() => ValueTask.CompletedTask;

    public Task<string?> Nothing() => Task.FromResult<string?>(null);

    public Task Fail(string when) => when switch
    {
        "at once" => throw TooBig(),
        "later" => FailLater(),
        _ => FailAsValueTask().AsTask(),
    };

    public Task FailElsewhere(string key) => GrainFactory.GetGrain<ICallGrain>(key).Fail("later");

    public async Task Wait(string gate)
    {
        probe.Note($"waiting at {gate}");
        await probe.Gate(gate);
        probe.Note($"passed {gate}");
    }

    public async Task WaitFor(string gate, CancellationToken cancellationToken)
    {
        probe.Note($"waiting for {gate}");
        var here = TaskScheduler.Current;
        await using var registration = cancellationToken.Register(() =>
        {
            if (TaskScheduler.Current != here)
                probe.Note("cancelled outside of the grain");
        });
        try
        {
            await probe.Gate(gate).WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            probe.Note($"cancelled {gate}");
            throw;
        }
    }

    public Task WaitOneWay(string gate) => Wait(gate);

    public Task FailOneWay() => throw TooBig();

    private static async Task FailLater()
    {
        await Task.Yield();
        throw TooBig();
    }

    private static async ValueTask FailAsValueTask()
    {
        await Task.Yield();
        throw TooBig();
    }

    private static ArgumentOutOfRangeException TooBig() => new("number", "far too big");
}
