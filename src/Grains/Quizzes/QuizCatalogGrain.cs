namespace QuizOrleans.Grains.Quizzes;

/// <summary>Lists quizzes; nothing to remember between calls, so any number of workers will do.</summary>
[StatelessWorker]
public sealed class QuizCatalogGrain(IQuizStore store) : Grain, IQuizCatalogGrain
{
    public const int MaxPage = 100;

    public Task<QuizPage> List(string readerId, string? after, int limit, CancellationToken cancellationToken) =>
        store.List(TenantKey.Parse(this.GetPrimaryKeyString()).Tenant, readerId, after, Math.Clamp(limit, 1, MaxPage), cancellationToken);
}
