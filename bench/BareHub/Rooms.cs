using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.AspNetCore.SignalR;

namespace QuizOrleans.BareHub;

/// <summary>All rooms, and the clock that tells the answered-count at most five times a second.</summary>
internal sealed class Rooms(IHubContext<PlayHub, IPlayClient> hub) : BackgroundService
{
    private readonly ConcurrentDictionary<string, Room> _rooms = new();
    private int _last = 100_000;

    public Room Create(int rounds)
    {
        var room = new Room(Interlocked.Increment(ref _last).ToString(CultureInfo.InvariantCulture), rounds);
        _rooms[room.Pin] = room;
        return room;
    }

    public Room Get(string pin) => _rooms.TryGetValue(pin, out var room) ? room : throw new HubException("room_not_found: No such room.");

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            foreach (var room in _rooms.Values)
                if (room.TakeCount() is { } count) await hub.Clients.Group(room.Pin).AnswerCount(count);
        }
    }
}
