using System.Collections.Concurrent;
using QuizOrleans.Grains.Quizzes;

namespace QuizOrleans.Storage.Quizzes;

/// <summary>Who has which built-in content, as long as the process lives.</summary>
public sealed class MemoryContentStore : IContentStore
{
    private readonly ConcurrentDictionary<string, ContentStamp> _stamps = new();

    public Task<ContentStamp?> Find(string tenant, CancellationToken cancellationToken) => Task.FromResult(_stamps.GetValueOrDefault(tenant));

    public Task Save(string tenant, ContentStamp stamp, CancellationToken cancellationToken)
    {
        _stamps.AddOrUpdate(tenant, stamp, (_, known) => known.ReadAt <= stamp.ReadAt ? stamp : known);
        return Task.CompletedTask;
    }
}
