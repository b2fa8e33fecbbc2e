namespace QuizOrleans.Grains.Quizzes;

/// <summary>Lists of quizzes. Stateless; key: <see cref="TenantKey"/> of the tenant and "catalog".</summary>
[Alias("quiz.IQuizCatalogGrain")]
public interface IQuizCatalogGrain : IGrainWithStringKey
{
    /// <summary>The reader's own quizzes and the built-in packs, newest first.</summary>
    /// <param name="after">A page's <see cref="QuizPage.Next"/>, or null for the first.</param>
    /// <param name="limit">1–100.</param>
    [Alias("List"), ReadOnly]
    Task<QuizPage> List(string readerId, string? after, int limit, CancellationToken cancellationToken);
}
