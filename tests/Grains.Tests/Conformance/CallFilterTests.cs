using Microsoft.Extensions.DependencyInjection;

namespace QuizOrleans.Grains.Tests.Conformance;

/// <summary>Incoming call filters and the request context.</summary>
public sealed class CallFilterTests : ConformanceTest
{
    protected override GrainClusterOptions Options => new()
    {
        Services = services =>
        {
            services.AddSingleton<IIncomingGrainCallFilter, NotingFilter>();
            services.AddSingleton<IIncomingGrainCallFilter, GuardFilter>();
        },
    };

    private IFilteredGrain Subject => Grain<IFilteredGrain>();

    [Fact]
    public async Task Filters_run_in_order_and_then_the_grains_own()
    {
        (await Subject.Twice(4)).ShouldBe(8);
        Probe.Log.Where(entry => entry.StartsWith("filter", StringComparison.Ordinal)).ShouldBe(
        [
            "filter before IFilteredGrain.Twice(4) of filtered/a",
            "filter of the grain before Twice",
            "filter of the grain after Twice: 8",
            "filter after Twice: 8",
        ]);
    }

    [Fact]
    public async Task A_filter_can_refuse_a_call()
    {
        RequestContext.Set("tenant", "stranger");
        await Should.ThrowAsync<UnauthorizedAccessException>(() => Subject.Twice(4));
        RequestContext.Set("tenant", "friend");
        (await Subject.Twice(4)).ShouldBe(8);
    }

    [Fact]
    public async Task A_filter_can_change_an_argument_and_a_result()
    {
        (await Subject.Twice(1000)).ShouldBe(-1);
        (await Subject.Twice(7)).ShouldBe(2);
    }

    [Fact]
    public async Task A_filter_sees_the_exception_of_the_grain()
    {
        await Should.ThrowAsync<InvalidOperationException>(() => Subject.Fail());
        Probe.Count("filter saw InvalidOperationException").ShouldBe(1);
    }

    [Fact]
    public async Task Filters_see_timer_ticks_by_the_name_of_their_method()
    {
        await Subject.StartTimer();
        await Cluster.AdvanceUntilAsync(Second, () => Probe.Count("ticked") == 1);
        Probe.Log.ShouldContain(entry => entry.StartsWith("filter before IGrainTimerInvoker.InvokeCallbackAsync", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Filters_see_reminders_as_calls_of_IRemindable()
    {
        await Subject.StartReminder();
        await Cluster.AdvanceUntilAsync(Minute, () => Probe.Count("reminded") >= 1);
        Probe.Log.ShouldContain(entry => entry.StartsWith("filter before IRemindable.ReceiveReminder", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_request_context_travels_along_the_chain_and_not_back()
    {
        RequestContext.Set("caller", "Ada");
        (await Subject.CallerAt("b")).ShouldBe("Ada");
        await Subject.ChangeCaller("Bob");
        RequestContext.Get("caller").ShouldBe("Ada");
        (await Subject.Caller()).ShouldBe("Ada");
        RequestContext.Clear();
        (await Subject.Caller()).ShouldBeNull();
    }

    [Fact]
    public async Task Calls_under_way_at_once_keep_their_contexts_apart()
    {
        var all = Enumerable.Range(0, 20).Select(async i =>
        {
            RequestContext.Set("caller", $"player {i}");
            return await Grain<IFilteredGrain>($"{i % 3}").CallerLater() == $"player {i}";
        });
        (await Task.WhenAll(all)).ShouldAllBe(right => right);
    }
}

public interface IFilteredGrain : IGrainWithStringKey
{
    Task<int> Twice(int number);

    Task Fail();

    Task<string?> Caller();

    Task<string?> CallerLater();

    Task<string?> CallerAt(string key);

    Task ChangeCaller(string to);

    Task StartTimer();

    Task StartReminder();
}

/// <summary>Reentrant, so that calls with different contexts are under way at once.</summary>
[Reentrant]
public sealed class FilteredGrain(Probe probe) : Grain, IFilteredGrain, IRemindable, IIncomingGrainCallFilter
{
    public async Task Invoke(IIncomingGrainCallContext context)
    {
        if (context.MethodName != nameof(IFilteredGrain.Twice))
        {
            await context.Invoke();
            return;
        }
        probe.Note($"filter of the grain before {context.MethodName}");
        await context.Invoke();
        probe.Note($"filter of the grain after {context.MethodName}: {context.Result}");
        if (context.Result is 2000)
            context.Result = -1;
    }

    public Task<int> Twice(int number) => Task.FromResult(2 * number);

    public Task Fail() => throw new InvalidOperationException("no");

    public Task<string?> Caller() => Task.FromResult(RequestContext.Get("caller") as string);

    public async Task<string?> CallerLater()
    {
        await Task.Yield();
        return RequestContext.Get("caller") as string;
    }

    public Task<string?> CallerAt(string key) => GrainFactory.GetGrain<IFilteredGrain>(key).Caller();

    public Task ChangeCaller(string to)
    {
        RequestContext.Set("caller", to);
        return Task.CompletedTask;
    }

    public Task StartTimer()
    {
        this.RegisterGrainTimer(
            () =>
            {
                probe.Note("ticked");
                return Task.CompletedTask;
            },
            TimeSpan.FromSeconds(1),
            Timeout.InfiniteTimeSpan);
        return Task.CompletedTask;
    }

    public Task StartReminder() => this.RegisterOrUpdateReminder("r", TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(2));

    public Task ReceiveReminder(string reminderName, TickStatus status)
    {
        probe.Note("reminded");
        return Task.CompletedTask;
    }
}

public sealed class NotingFilter(Probe probe) : IIncomingGrainCallFilter
{
    public async Task Invoke(IIncomingGrainCallContext context)
    {
        if (context.Grain is not FilteredGrain)
        {
            await context.Invoke();
            return;
        }
        var name = context.InterfaceMethod.DeclaringType!.Name;
        var arguments = string.Join(", ", Enumerable.Range(0, context.Request.GetArgumentCount()).Select(context.Request.GetArgument));
        if (context.MethodName is "Twice" or "InvokeCallbackAsync" or "ReceiveReminder")
            probe.Note($"filter before {name}.{context.MethodName}({arguments}) of {context.TargetId}");
        try
        {
            await context.Invoke();
        }
        catch (Exception exception)
        {
            probe.Note($"filter saw {exception.GetType().Name}");
            throw;
        }
        if (context.MethodName == "Twice")
            probe.Note($"filter after {context.MethodName}: {context.Result}");
    }
}

public sealed class GuardFilter : IIncomingGrainCallFilter
{
    public Task Invoke(IIncomingGrainCallContext context)
    {
        if (context.Grain is FilteredGrain && RequestContext.Get("tenant") is "stranger")
            throw new UnauthorizedAccessException("not yours");
        if (context.Grain is FilteredGrain && context.Request.GetArgumentCount() == 1 && context.Request.GetArgument(0) is 7)
            context.Request.SetArgument(0, 1);
        return context.Invoke();
    }
}
