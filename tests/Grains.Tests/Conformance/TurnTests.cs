namespace QuizOrleans.Grains.Tests.Conformance;

/// <summary>Which calls of one activation may run together, and that their turns never do.</summary>
public sealed class TurnTests : ConformanceTest
{
    [Fact]
    public async Task A_call_waits_until_the_one_before_it_is_done()
    {
        var grain = Grain<ITurnGrain>();
        var first = grain.Enter("1");
        await Probe.Noted("in 1");
        var second = grain.Enter("2");
        Probe.Open("2");
        Probe.Open("1");
        await Task.WhenAll(first, second);
        Probe.Log.ShouldBe(["in 1", "out 1", "in 2", "out 2"]);
    }

    [Fact]
    public async Task Calls_to_a_reentrant_grain_interleave_at_awaits()
    {
        var grain = Grain<IReentrantTurnGrain>();
        var first = grain.Enter("1");
        await Probe.Noted("in 1");
        var second = grain.Enter("2");
        await Probe.Noted("in 2");
        Probe.Open("2");
        await second;
        Probe.Open("1");
        await first;
        Probe.Log.ShouldBe(["in 1", "in 2", "out 2", "out 1"]);
    }

    [Fact]
    public async Task An_always_interleaving_call_does_not_wait()
    {
        var grain = Grain<ITurnGrain>();
        var first = grain.Enter("1");
        await Probe.Noted("in 1");
        (await grain.Status()).ShouldBe("here");
        first.IsCompleted.ShouldBeFalse();
        Probe.Open("1");
        await first;
    }

    [Fact]
    public async Task An_always_interleaving_call_overtakes_those_that_wait()
    {
        var grain = Grain<ITurnGrain>();
        var first = grain.Enter("1");
        await Probe.Noted("in 1");
        var second = grain.Enter("2");
        (await grain.Status()).ShouldBe("here");
        Probe.Count("in 2").ShouldBe(0);
        Probe.Open("1");
        Probe.Open("2");
        await Task.WhenAll(first, second);
    }

    [Fact]
    public async Task Read_only_calls_interleave_among_themselves_and_a_writing_one_waits()
    {
        var grain = Grain<ITurnGrain>();
        var first = grain.Read("1");
        await Probe.Noted("in 1");
        var second = grain.Read("2");
        await Probe.Noted("in 2");
        var write = grain.Enter("3");
        Probe.Open("3");
        Probe.Open("2");
        await second;
        Probe.Count("in 3").ShouldBe(0);
        Probe.Open("1");
        await Task.WhenAll(first, write);
        Probe.Log.ShouldBe(["in 1", "in 2", "out 2", "out 1", "in 3", "out 3"]);
    }

    [Fact]
    public async Task A_read_only_call_waits_for_a_writing_one()
    {
        var grain = Grain<ITurnGrain>();
        var write = grain.Enter("1");
        await Probe.Noted("in 1");
        var read = grain.Read("2");
        (await grain.Status()).ShouldBe("here");
        Probe.Count("in 2").ShouldBe(0);
        Probe.Open("1");
        Probe.Open("2");
        await Task.WhenAll(write, read);
    }

    [Fact]
    public async Task Turns_of_one_activation_never_overlap()
    {
        var grain = Grain<IReentrantTurnGrain>();
        await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => grain.Work(25)));
        (await grain.Overlaps()).ShouldBe(0);
    }

    [Fact]
    public async Task Awaits_resume_on_the_activation()
    {
        (await Grain<ITurnGrain>().ResumesHere()).ShouldBeTrue();
        Probe.Open("elsewhere");
    }

    [Fact]
    public async Task Different_keys_run_side_by_side()
    {
        var first = Grain<ITurnGrain>("a").Enter("1");
        await Probe.Noted("in 1");
        var second = Grain<ITurnGrain>("b").Enter("2");
        await Probe.Noted("in 2");
        Probe.Open("1");
        Probe.Open("2");
        await Task.WhenAll(first, second);
    }
}

public interface ITurnGrain : IGrainWithStringKey
{
    Task Enter(string gate);

    [ReadOnly]
    Task Read(string gate);

    [AlwaysInterleave]
    Task<string> Status();

    Task<bool> ResumesHere();
}

public interface IReentrantTurnGrain : IGrainWithStringKey
{
    Task Enter(string gate);

    Task Work(int turns);

    Task<int> Overlaps();
}

public sealed class TurnGrain(Probe probe) : Grain, ITurnGrain
{
    public async Task Enter(string gate)
    {
        probe.Note($"in {gate}");
        await probe.Gate(gate);
        probe.Note($"out {gate}");
    }

    public Task Read(string gate) => Enter(gate);

    public Task<string> Status() => Task.FromResult("here");

    public async Task<bool> ResumesHere()
    {
        var here = TaskScheduler.Current;
        await Task.Yield();
        var afterYield = TaskScheduler.Current == here;
        await Task.Run(() => Thread.SpinWait(1000));
        var afterThreadPool = TaskScheduler.Current == here;
        await Task.WhenAny(Task.Delay(1), probe.Gate("elsewhere"));
        return afterYield && afterThreadPool && TaskScheduler.Current == here && here != TaskScheduler.Default;
    }
}

/// <summary>Reentrant, since the tests are about that.</summary>
[Reentrant]
public sealed class ReentrantTurnGrain(Probe probe) : Grain, IReentrantTurnGrain
{
    private int _inside;
    private int _overlaps;

    public async Task Enter(string gate)
    {
        probe.Note($"in {gate}");
        await probe.Gate(gate);
        probe.Note($"out {gate}");
    }

    public async Task Work(int turns)
    {
        for (var i = 0; i < turns; i++)
        {
            if (Interlocked.Exchange(ref _inside, 1) != 0)
                _overlaps++;
            Thread.SpinWait(200);
            Interlocked.Exchange(ref _inside, 0);
            if (i % 2 == 0)
                await Task.Yield();
            else
                await Task.Run(() => Thread.SpinWait(10));
        }
    }

    public Task<int> Overlaps() => Task.FromResult(_overlaps);
}
