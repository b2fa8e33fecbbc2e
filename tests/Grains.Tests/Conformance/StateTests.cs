namespace QuizOrleans.Grains.Tests.Conformance;

/// <summary>Persistent state of a grain.</summary>
public sealed class StateTests : ConformanceTest
{
    private IStateGrain Subject => Grain<IStateGrain>();

    private GrainId Id => Subject.GetGrainId();

    [Fact]
    public async Task State_is_there_before_activation_and_new_at_first()
    {
        (await Subject.Read()).ShouldBe("0, exists: False, at activation: 0");
        await Subject.Add(3);
        await Subject.Leave();
        (await Subject.Read()).ShouldBe("3, exists: True, at activation: 3");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Written_state_survives_a_restart_and_a_crash(bool gracefully)
    {
        await Subject.Add(3);
        await (gracefully ? Cluster.RestartAsync() : Cluster.KillAsync());
        (await Subject.Read()).ShouldStartWith("3, exists: True");
    }

    [Fact]
    public async Task What_was_not_written_does_not()
    {
        await Subject.Add(3);
        await Subject.AddWithoutWriting(4);
        (await Subject.Read()).ShouldStartWith("7,");
        await Cluster.KillAsync();
        (await Subject.Read()).ShouldStartWith("3,");
    }

    [Fact]
    public async Task A_conflict_reaches_the_caller_and_ends_the_activation()
    {
        await Subject.Add(3);
        Cluster.Storage.Touch("counter", Id);
        await Should.ThrowAsync<InconsistentStateException>(() => Subject.Add(4));
        (await Subject.Read()).ShouldBe("3, exists: True, at activation: 3");
        await Subject.Add(4);
        (await Subject.Read()).ShouldStartWith("7,");
    }

    [Fact]
    public async Task A_conflict_ends_only_the_activation_it_comes_from()
    {
        var other = Grain<IStateGrain>("other");
        await Subject.Add(3);
        await other.AddWithoutWriting(1);
        Cluster.Storage.Touch("counter", Id);
        await Should.ThrowAsync<InconsistentStateException>(() => other.AddTo("a", 4));
        (await other.Read()).ShouldStartWith("1,");
    }

    [Fact]
    public async Task A_conflict_that_the_grain_handles_ends_nothing()
    {
        await Subject.Add(3);
        Cluster.Storage.Touch("counter", Id);
        (await Subject.AddOrReread(4)).ShouldBe(3);
        (await Subject.Read()).ShouldBe("3, exists: True, at activation: 0");
    }

    [Fact]
    public async Task A_failure_of_the_storage_is_an_orleans_exception_with_its_cause_told()
    {
        Cluster.Storage.FailNextWrite = new TimeoutException("disk on fire");
        var failure = await Should.ThrowAsync<OrleansException>(() => Subject.Add(1));
        failure.Message.ShouldContain("disk on fire");
        (await Subject.Read()).ShouldStartWith("1, exists: False");
    }

    [Fact]
    public async Task Cleared_state_is_new_again()
    {
        await Subject.Add(3);
        await Subject.Clear();
        (await Subject.Read()).ShouldStartWith("0, exists: False");
        await Subject.Add(5);
        await Subject.Leave();
        (await Subject.Read()).ShouldStartWith("5, exists: True");
    }

    [Fact]
    public async Task Writes_asked_for_at_once_are_one_write()
    {
        await Subject.AddAtOnce(10);
        Cluster.Storage.Writes.ShouldBe(1);
        await Subject.Leave();
        (await Subject.Read()).ShouldStartWith("10,");
    }
}

public interface IStateGrain : IGrainWithStringKey
{
    Task Add(int number);

    Task AddWithoutWriting(int number);

    Task AddTo(string key, int number);

    Task<int> AddOrReread(int number);

    Task AddAtOnce(int times);

    Task Clear();

    Task<string> Read();

    Task Leave();
}

public sealed class Counter
{
    public int Value { get; set; }
}

public sealed class StateGrain([PersistentState("counter", "quiz")] IPersistentState<Counter> counter) : Grain, IStateGrain
{
    private int _atActivation;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _atActivation = counter.State.Value;
        return Task.CompletedTask;
    }

    public Task Add(int number)
    {
        counter.State.Value += number;
        return counter.WriteStateAsync();
    }

    public Task AddWithoutWriting(int number)
    {
        counter.State.Value += number;
        return Task.CompletedTask;
    }

    public Task AddTo(string key, int number) => GrainFactory.GetGrain<IStateGrain>(key).Add(number);

    public async Task<int> AddOrReread(int number)
    {
        try
        {
            await Add(number);
        }
        catch (InconsistentStateException)
        {
            await counter.ReadStateAsync();
        }
        return counter.State.Value;
    }

    public Task AddAtOnce(int times) => Task.WhenAll(Enumerable.Range(0, times).Select(_ => Add(1)));

    public Task Clear() => counter.ClearStateAsync();

    public Task<string> Read() => Task.FromResult($"{counter.State.Value}, exists: {counter.RecordExists}, at activation: {_atActivation}");

    public Task Leave()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }
}
