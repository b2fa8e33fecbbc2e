using System.Collections.Concurrent;
using System.Collections.Immutable;
using QuizOrleans.Grains.Rooms;

namespace QuizOrleans.Grains.Tests.Rooms;

/// <summary>A front's ear that keeps what it hears.</summary>
public sealed class TestFrontEar : IRoomObserver
{
    private readonly ConcurrentQueue<RoomUpdate> _heard = new();

    public IReadOnlyCollection<RoomUpdate> Heard => _heard;

    public Task OnUpdates(ImmutableArray<RoomUpdate> updates)
    {
        foreach (var update in updates) _heard.Enqueue(update);
        return Task.CompletedTask;
    }

    public T[] Notices<T>()
        where T : RoomNotice => [.. _heard.Select(u => u.Notice).OfType<T>()];
}
