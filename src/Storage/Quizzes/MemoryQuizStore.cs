using System.Collections.Concurrent;
using System.Collections.Immutable;
using QuizOrleans.Grains;
using QuizOrleans.Grains.Quizzes;
using QuizOrleans.Storage.Database;

namespace QuizOrleans.Storage.Quizzes;

/// <summary>Quizzes that end with the process.</summary>
public sealed class MemoryQuizStore : IQuizStore
{
    private readonly ConcurrentDictionary<TenantKey, QuizDocument> _quizzes = new();

    public Task<QuizDocument?> Find(TenantKey key, CancellationToken cancellationToken) => Task.FromResult(_quizzes.GetValueOrDefault(key));

    public Task<bool> Save(string tenant, QuizDocument document, CancellationToken cancellationToken)
    {
        TenantKey key = new(tenant, document.QuizId);
        return Task.FromResult(document.Version == 1
            ? _quizzes.TryAdd(key, document)
            : _quizzes.TryGetValue(key, out var stored) && stored.Version == document.Version - 1 && _quizzes.TryUpdate(key, document, stored));
    }

    public Task<bool> Delete(TenantKey key, CancellationToken cancellationToken) => Task.FromResult(_quizzes.TryRemove(key, out _));

    public Task<QuizPage> List(string tenant, string ownerId, string? after, int limit, CancellationToken cancellationToken)
    {
        var start = Cursor.Read(after);
        var items = ImmutableArray.CreateBuilder<QuizSummary>();
        items.AddRange(
            (from quiz in _quizzes
             where quiz.Key.Tenant == tenant && (quiz.Value.OwnerId == ownerId || quiz.Value.OwnerId.Length == 0) && start.IsBefore(quiz.Value.UpdatedAt, quiz.Key.Id)
             select Summarize(quiz.Value))
            .OrderByDescending(quiz => quiz.UpdatedAt).ThenBy(quiz => quiz.QuizId, StringComparer.Ordinal)
            .Take(Page.Ask(limit)));
        var next = Page.Cut(items, limit, quiz => new Cursor(quiz.UpdatedAt, quiz.QuizId));
        return Task.FromResult(new QuizPage(items.DrainToImmutable(), next));
    }

    internal void DeleteOf(TenantKey owner)
    {
        foreach (var quiz in _quizzes.Where(q => q.Key.Tenant == owner.Tenant && q.Value.OwnerId == owner.Id)) _quizzes.TryRemove(quiz.Key, out _);
    }

    private static QuizSummary Summarize(QuizDocument document) => new(
        document.QuizId, document.Quiz.Title, document.Quiz.Category, document.Quiz.Language, document.Quiz.Questions.Length + document.Quiz.Draw.Sum(d => d.Count), document.OwnerId, document.UpdatedAt);
}
