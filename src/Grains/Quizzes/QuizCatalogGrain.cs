namespace QuizOrleans.Grains.Quizzes;

/// <summary>Lists quizzes; nothing to remember between calls, so any number of workers will do.</summary>
[StatelessWorker]
public sealed class QuizCatalogGrain(IQuizStore store, BuiltInContent content) : Grain, IQuizCatalogGrain
{
    public const int MaxPage = 100;

    public async Task<QuizPage> List(string readerId, string? after, int limit, CancellationToken cancellationToken)
    {
        var tenant = TenantKey.Parse(this.GetPrimaryKeyString()).Tenant;
        await content.Ready(tenant, cancellationToken);
        return await store.List(tenant, readerId, after, Math.Clamp(limit, 1, MaxPage), cancellationToken);
    }
}
