namespace QuizOrleans.Grains.Tests.Conformance;

/// <summary>Stateless workers: several activations of one key.</summary>
public sealed class StatelessWorkerTests : ConformanceTest
{
    [Fact]
    public async Task Busy_workers_get_help_up_to_the_limit()
    {
        var calls = Enumerable.Range(0, 3).Select(_ => Grain<IWorkerGrain>().Work("gate")).ToArray();
        await Probe.Noted("working", 2);
        await Grain<IWorkerGrain>("other key").Idle();
        Probe.Count("working").ShouldBe(2);
        Probe.Open("gate");
        var ids = await Task.WhenAll(calls);
        ids.Distinct().Count().ShouldBe(2);
    }

    [Fact]
    public async Task An_idle_worker_is_taken_before_a_new_one_is_made()
    {
        var first = await Grain<IWorkerGrain>().Idle();
        (await Grain<IWorkerGrain>().Idle()).ShouldBe(first);
    }
}

public interface IWorkerGrain : IGrainWithStringKey
{
    Task<string> Work(string gate);

    Task<string> Idle();
}

[StatelessWorker(2)]
public sealed class WorkerGrain(Probe probe) : Grain, IWorkerGrain
{
    private readonly string _id = Guid.NewGuid().ToString();

    public async Task<string> Work(string gate)
    {
        probe.Note("working");
        await probe.Gate(gate);
        return _id;
    }

    public Task<string> Idle() => Task.FromResult(_id);
}
