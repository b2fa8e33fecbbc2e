namespace QuizOrleans.Grains.Quizzes;

/// <summary>Which built-in content each tenant has.</summary>
public interface IContentStore
{
    /// <summary>Null when it has none yet.</summary>
    Task<ContentStamp?> Find(string tenant, CancellationToken cancellationToken);

    /// <summary>Notes it. One that was read later stays.</summary>
    Task Save(string tenant, ContentStamp stamp, CancellationToken cancellationToken);
}

/// <param name="Digest">Of all packs together, as they are stored.</param>
/// <param name="ReadAt">When the process that brought them had read them: of two, the later one's are the newer.</param>
public sealed record ContentStamp(string Digest, DateTimeOffset ReadAt);
