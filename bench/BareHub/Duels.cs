using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.AspNetCore.SignalR;

namespace QuizOrleans.BareHub;

/// <summary>The queue, all running duels, what they tell, and the clock that closes questions which nobody answers.</summary>
internal sealed class Duels(IHubContext<DuelHub, IDuelClient> hub) : BackgroundService
{
    private readonly ConcurrentDictionary<string, Duel> _duels = new();
    private readonly Queue<Waiting> _queue = new();
    private readonly Lock _gate = new();
    private int _last = 100_000;

    public Duel Get(string pin) => _duels.TryGetValue(pin, out var duel) ? duel : throw new HubException("room_not_found: No such room.");

    /// <summary>The ticket, and a duel when somebody else waits: of the two who have waited longest.</summary>
    public (QueueTicket Ticket, Duel? Found) Enqueue(Waiting player, QueuePreferences wanted)
    {
        lock (_gate)
        {
            _queue.Enqueue(player);
            var ticket = new QueueTicket(wanted.Category, wanted.Language, 0, _queue.Count, _queue.Count, 3000, Duel.Rating);
            if (_queue.Count < 2) return (ticket, null);
            // As long as the product's ids.
            var pin = (++_last).ToString("D14", CultureInfo.InvariantCulture);
            return (ticket, _duels[pin] = new Duel(pin, _queue.Dequeue(), _queue.Dequeue()));
        }
    }

    public Task TellFound(Duel duel) => All(duel.Found.Select(f => hub.Clients.Client(f.ConnectionId).MatchFound(f.Event)));

    public Task TellOpened(Duel duel, QuestionOpened e) => ToBoth(duel, client => client.QuestionOpened(e));

    public Task TellAnswered(Duel duel, string answererConnection, OpponentAnswered e) =>
        All(duel.Connections.Where(id => id != answererConnection).Select(id => hub.Clients.Client(id).OpponentAnswered(e)));

    /// <summary>Each his own result, then what comes next.</summary>
    public async Task Tell(Duel duel, Turn turn)
    {
        if (turn.Finished is not null) _duels.TryRemove(duel.Pin, out _);
        var closed = All(turn.Results.Select(r => hub.Clients.Client(r.ConnectionId).QuestionClosed(turn.Closed with { You = r.Own })));
        var next = turn.Finished is { } finished ? ToBoth(duel, client => client.RoomFinished(finished)) : TellOpened(duel, turn.Opened!);
        await closed;
        await next;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(250));
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            foreach (var duel in _duels.Values)
                if (duel.CloseIfLate() is { } turn) await Tell(duel, turn);
        }
    }

    private Task ToBoth(Duel duel, Func<IDuelClient, Task> send) => All(duel.Connections.Select(id => send(hub.Clients.Client(id))));

    /// <summary>Starts all sends before it awaits any: one slow player does not hold up the other.</summary>
    private static Task All(IEnumerable<Task> sends) => Task.WhenAll(sends.ToArray());
}
