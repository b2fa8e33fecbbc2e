namespace QuizOrleans.Grains.Tests.Conformance;

/// <summary>How activations come and go.</summary>
public sealed class ActivationTests : ConformanceTest
{
    protected override GrainClusterOptions Options => new() { CollectionAge = 3 * Minute };

    [Fact]
    public async Task Concurrent_first_calls_share_one_activation()
    {
        var ids = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => Task.Run(() => Grain<ILifeGrain>().Id())));
        ids.Distinct().Count().ShouldBe(1);
        Probe.Count("activated a").ShouldBe(1);
    }

    [Fact]
    public async Task A_failed_activation_reaches_its_caller_and_the_next_call_tries_again()
    {
        Probe.Note("fail activation of a");
        var failure = await Should.ThrowAsync<InvalidOperationException>(() => Grain<ILifeGrain>().Id());
        failure.Message.ShouldContain("not today");
        Probe.Note("allow activation of a");
        await Eventually.IsTrueAsync(async () =>
        {
            try
            {
                return await Grain<ILifeGrain>().Id() != "";
            }
            catch (InvalidOperationException)
            {
                await Cluster.AdvanceAsync(Second);
                return false;
            }
        });
    }

    [Fact]
    public async Task A_failing_constructor_reaches_the_caller_too()
    {
        var failure = await Should.ThrowAsync<Exception>(() => Grain<IBrokenGrain>().Ping());
        failure.ToString().ShouldContain("cannot be built");
    }

    [Fact]
    public async Task A_grain_that_leaves_while_it_activates_serves_nobody()
    {
        Probe.Note("leave at activation of a");
        await Should.ThrowAsync<OrleansException>(() => Grain<ILifeGrain>().Id());
        Probe.Count("activated a").ShouldBeInRange(2, 10);
    }

    [Fact]
    public async Task Deactivate_on_idle_lets_the_next_call_find_a_new_activation()
    {
        var grain = Grain<ILifeGrain>();
        var before = await grain.Id();
        await grain.Leave();
        (await grain.Id()).ShouldNotBe(before);
        Probe.Count("deactivated a: ApplicationRequested").ShouldBe(1);
    }

    [Fact]
    public async Task Calls_that_wait_while_a_grain_leaves_are_served_by_its_successor()
    {
        var grain = Grain<ILifeGrain>();
        var before = await grain.Id();
        var leaving = grain.LeaveSlowly("leave");
        await Probe.Noted("leaving");
        var next = grain.Id();
        Probe.Open("leave");
        await leaving;
        (await next).ShouldNotBe(before);
    }

    [Fact]
    public async Task An_idle_grain_is_deactivated()
    {
        var before = await Grain<ILifeGrain>().Id();
        await Cluster.AdvanceUntilAsync(Minute, () => Probe.Count("deactivated a: ActivationIdle") == 1);
        (await Grain<ILifeGrain>().Id()).ShouldNotBe(before);
    }

    [Fact]
    public async Task A_kept_alive_grain_and_one_that_delays_are_not()
    {
        await Grain<ILifeGrain>().Id();
        var kept = await Grain<IKeptGrain>().Id();
        var delaying = await Grain<ILifeGrain>("delaying").Delay();
        await Cluster.AdvanceUntilAsync(Minute, () => Probe.Count("deactivated a: ActivationIdle") == 1);
        (await Grain<IKeptGrain>().Id()).ShouldBe(kept);
        (await Grain<ILifeGrain>("delaying").Id()).ShouldBe(delaying);
    }

    [Fact]
    public async Task A_graceful_stop_deactivates_every_grain()
    {
        await Grain<ILifeGrain>().Id();
        await Cluster.RestartAsync();
        Probe.Count("deactivated a: ShuttingDown").ShouldBe(1);
        (await Grain<ILifeGrain>().Id()).ShouldNotBe("");
    }

    [Fact]
    public async Task A_grain_knows_its_key_and_can_give_out_a_reference_to_itself()
    {
        (await Grain<ILifeGrain>("school/room 42").Self()).ShouldBe("school/room 42");
        Grain<ILifeGrain>("x").GetPrimaryKeyString().ShouldBe("x");
        Grain<ILifeGrain>("x").ShouldBe(Grain<ILifeGrain>("x"));
        Grain<ILifeGrain>("x").ShouldNotBe(Grain<ILifeGrain>("y"));
    }
}

public interface ILifeGrain : IGrainWithStringKey
{
    Task<string> Id();

    Task Leave();

    Task LeaveSlowly(string gate);

    Task<string> Delay();

    Task<string> Self();
}

public interface IKeptGrain : IGrainWithStringKey
{
    Task<string> Id();
}

public interface IBrokenGrain : IGrainWithStringKey
{
    Task Ping();
}

public sealed class LifeGrain(Probe probe) : Grain, ILifeGrain
{
    private readonly string _id = Guid.NewGuid().ToString();

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        var key = this.GetPrimaryKeyString();
        if (probe.Count($"fail activation of {key}") > probe.Count($"allow activation of {key}"))
            throw new InvalidOperationException("not today");
        probe.Note($"activated {key}");
        if (probe.Count($"leave at activation of {key}") > 0)
            DeactivateOnIdle();
        return Task.CompletedTask;
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        probe.Note($"deactivated {this.GetPrimaryKeyString()}: {reason.ReasonCode}");
        return Task.CompletedTask;
    }

    public Task<string> Id() => Task.FromResult(_id);

    public Task Leave()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    public async Task LeaveSlowly(string gate)
    {
        DeactivateOnIdle();
        probe.Note("leaving");
        await probe.Gate(gate);
    }

    public Task<string> Delay()
    {
        DelayDeactivation(TimeSpan.FromDays(365));
        return Id();
    }

    public Task<string> Self() => Task.FromResult(this.AsReference<ILifeGrain>().GetPrimaryKeyString());
}

[KeepAlive]
public sealed class KeptGrain : Grain, IKeptGrain
{
    private readonly string _id = Guid.NewGuid().ToString();

    public Task<string> Id() => Task.FromResult(_id);
}

public sealed class BrokenGrain : Grain, IBrokenGrain
{
    public BrokenGrain() => throw new InvalidOperationException("cannot be built");

    public Task Ping() => Task.CompletedTask;
}
