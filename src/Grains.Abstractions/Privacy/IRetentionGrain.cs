namespace QuizOrleans.Grains.Privacy;

/// <summary>Forgets once a day what has been kept long enough, in all tenants. One for the whole cluster; key: "keeper/retention".</summary>
[Alias("quiz.IRetentionGrain")]
public interface IRetentionGrain : IGrainWithStringKey
{
    /// <summary>Makes sure that its reminder is set.</summary>
    [Alias("Start")]
    Task Start();
}
