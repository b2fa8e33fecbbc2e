namespace QuizOrleans.Grains.Quizzes;

/// <summary>Authored quizzes.</summary>
public interface IQuizStore
{
    /// <summary>Null when there is none.</summary>
    Task<QuizDocument?> Find(TenantKey key, CancellationToken cancellationToken);

    /// <summary>
    /// Inserts (document version 1) or updates (the stored version must be the document's minus 1). False when it was not: nothing
    /// changed then.
    /// </summary>
    Task<bool> Save(string tenant, QuizDocument document, CancellationToken cancellationToken);

    /// <summary>False when there was none.</summary>
    Task<bool> Delete(TenantKey key, CancellationToken cancellationToken);

    /// <summary>Quizzes of an owner and the built-in ones (owner ""), newest first, then by id; paged by key.</summary>
    /// <param name="after">A page's Next; null for the first. An unreadable one reads as null.</param>
    Task<QuizPage> List(string tenant, string ownerId, string? after, int limit, CancellationToken cancellationToken);
}
