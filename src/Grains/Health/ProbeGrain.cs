namespace QuizOrleans.Grains.Health;

/// <summary>A stateless worker, so that the silo that is asked is the one that answers.</summary>
[StatelessWorker]
public sealed class ProbeGrain : Grain, IProbeGrain
{
    public Task Answer() => Task.CompletedTask;
}
