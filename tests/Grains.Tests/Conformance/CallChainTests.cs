namespace QuizOrleans.Grains.Tests.Conformance;

/// <summary>A calls B and B calls A back: what waits for itself, and what does not.</summary>
public sealed class CallChainTests : ConformanceTest
{
    protected override GrainClusterOptions Options => new() { ResponseTimeout = TimeSpan.FromSeconds(2) };

    [Fact]
    public async Task A_cycle_through_a_grain_that_is_not_reentrant_times_out()
    {
        var call = Grain<IChainGrain>("a").ThereAndBack("b", allow: false);
        await Cluster.AdvanceUntilAsync(Second, () => call.IsCompleted);
        await Should.ThrowAsync<TimeoutException>(() => call);
    }

    [Fact]
    public async Task A_grain_that_calls_itself_times_out()
    {
        var call = Grain<IChainGrain>("a").ThereAndBack("a", allow: false);
        await Cluster.AdvanceUntilAsync(Second, () => call.IsCompleted);
        await Should.ThrowAsync<TimeoutException>(() => call);
    }

    [Fact]
    public async Task Call_chain_reentrancy_lets_the_chain_back_in()
    {
        (await Grain<IChainGrain>("a").ThereAndBack("b", allow: true)).ShouldBe("a");
    }

    [Fact]
    public async Task Call_chain_reentrancy_lets_no_one_else_in()
    {
        var chain = Grain<IChainGrain>("a").HoldOpen("gate");
        await Probe.Noted("holding");
        var stranger = Grain<IChainGrain>("a").Name();
        await Grain<IChainGrain>("b").Name();
        stranger.IsCompleted.ShouldBeFalse();
        Probe.Open("gate");
        await Task.WhenAll(chain, stranger);
    }

    [Fact]
    public async Task A_cycle_through_a_reentrant_grain_goes_through()
    {
        (await Grain<IReentrantChainGrain>("a").ThereAndBack("b")).ShouldBe("a");
    }

    [Fact]
    public async Task An_always_interleaving_method_can_be_called_back()
    {
        (await Grain<IChainGrain>("a").ThereAndBackInterleaving("b")).ShouldBe("a");
    }
}

public interface IChainGrain : IGrainWithStringKey
{
    Task<string> Name();

    [AlwaysInterleave]
    Task<string> NameInterleaving();

    Task<string> NameOf(string key);

    Task<string> NameInterleavingOf(string key);

    Task<string> ThereAndBack(string key, bool allow);

    Task<string> ThereAndBackInterleaving(string key);

    Task HoldOpen(string gate);
}

public interface IReentrantChainGrain : IGrainWithStringKey
{
    Task<string> Name();

    Task<string> NameOf(string key);

    Task<string> ThereAndBack(string key);
}

public sealed class ChainGrain(Probe probe) : Grain, IChainGrain
{
    public Task<string> Name() => Task.FromResult(this.GetPrimaryKeyString());

    public Task<string> NameInterleaving() => Name();

    public Task<string> NameOf(string key) => GrainFactory.GetGrain<IChainGrain>(key).Name();

    public Task<string> NameInterleavingOf(string key) => GrainFactory.GetGrain<IChainGrain>(key).NameInterleaving();

    public async Task<string> ThereAndBack(string key, bool allow)
    {
        using var section = allow ? RequestContext.AllowCallChainReentrancy() : RequestContext.SuppressCallChainReentrancy();
        return await GrainFactory.GetGrain<IChainGrain>(key).NameOf(this.GetPrimaryKeyString());
    }

    public Task<string> ThereAndBackInterleaving(string key) =>
        GrainFactory.GetGrain<IChainGrain>(key).NameInterleavingOf(this.GetPrimaryKeyString());

    public async Task HoldOpen(string gate)
    {
        using var section = RequestContext.AllowCallChainReentrancy();
        probe.Note("holding");
        await probe.Gate(gate);
    }
}

/// <summary>Reentrant, since the test is about that.</summary>
[Reentrant]
public sealed class ReentrantChainGrain : Grain, IReentrantChainGrain
{
    public Task<string> Name() => Task.FromResult(this.GetPrimaryKeyString());

    public Task<string> NameOf(string key) => GrainFactory.GetGrain<IReentrantChainGrain>(key).Name();

    public Task<string> ThereAndBack(string key) => GrainFactory.GetGrain<IReentrantChainGrain>(key).NameOf(this.GetPrimaryKeyString());
}
