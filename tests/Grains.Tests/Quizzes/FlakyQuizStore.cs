using QuizOrleans.Grains.Quizzes;

namespace QuizOrleans.Grains.Tests.Quizzes;

/// <summary>Counts reads, and fails when told.</summary>
internal sealed class FlakyQuizStore(IQuizStore store) : IQuizStore
{
    public bool Fails { get; set; }

    public int Finds { get; private set; }

    public Task<QuizDocument?> Find(TenantKey key, CancellationToken cancellationToken)
    {
        Finds++;
        return Healthy.Find(key, cancellationToken);
    }

    public Task<bool> Save(string tenant, QuizDocument document, CancellationToken cancellationToken) => Healthy.Save(tenant, document, cancellationToken);

    public Task<bool> Delete(TenantKey key, CancellationToken cancellationToken) => Healthy.Delete(key, cancellationToken);

    public Task<QuizPage> List(string tenant, string ownerId, string? after, int limit, CancellationToken cancellationToken) =>
        Healthy.List(tenant, ownerId, after, limit, cancellationToken);

    private IQuizStore Healthy => Fails ? throw new StorageUnavailableException("The test says so.") : store;
}
