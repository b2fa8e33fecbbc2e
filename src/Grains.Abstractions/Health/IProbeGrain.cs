namespace QuizOrleans.Grains.Health;

/// <summary>Answers as long as the silo does, and needs nothing else. Key: <see cref="TenantKey"/> of "probe".</summary>
[Alias("quiz.IProbeGrain")]
public interface IProbeGrain : IGrainWithStringKey
{
    [Alias("Answer")]
    Task Answer();
}
