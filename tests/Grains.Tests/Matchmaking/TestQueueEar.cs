using System.Collections.Concurrent;
using System.Collections.Immutable;
using QuizOrleans.Grains.Matchmaking;

namespace QuizOrleans.Grains.Tests.Matchmaking;

/// <summary>A front's ear that keeps what it hears.</summary>
public sealed class TestQueueEar : IQueueObserver
{
    private readonly ConcurrentQueue<QueueNotice> _heard = new();

    public Task OnNotices(ImmutableArray<QueueNotice> notices)
    {
        foreach (var notice in notices) _heard.Enqueue(notice);
        return Task.CompletedTask;
    }

    public T[] Of<T>(string playerId)
        where T : QueueNews => [.. _heard.Where(n => n.PlayerId == playerId).Select(n => n.News).OfType<T>()];
}
