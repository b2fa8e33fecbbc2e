using System.Collections.Immutable;
using QuizOrleans.Grains.Rooms;

namespace QuizOrleans.Simulation.Tests;

/// <summary>A web front's half of the protocol: it listens, renews its lease, and notices what it missed.</summary>
public sealed class SimulatedFront(string id, SimulatedSilo silo, Truth truth) : IRoomObserver
{
    private static readonly TimeSpan Renewal = TimeSpan.FromSeconds(5);

    private readonly HashSet<long> _told = [];
    private Task<Subscription?>? _renewing;
    private IRoomObserver? _reference;
    private int _life;
    private DateTimeOffset _renewAt;
    private string? _epoch;
    private long _version;

    /// <summary>Updates that followed no known one, while the subscription stood: a client would have asked for a snapshot.</summary>
    public int Gaps { get; private set; }

    public int Heard { get; private set; }

    /// <summary>Renews when that is due, and takes in what the room said to the last renewal.</summary>
    public void Tick()
    {
        if (_life != silo.Life) (_life, _renewing, _reference) = (silo.Life, null, silo.Grains.CreateObjectReference<IRoomObserver>(this));
        if (_renewing is { IsCompleted: true } done)
        {
            _renewing = null;
            if (done.IsCompletedSuccessfully && done.Result is { } subscription && subscription.Epoch != _epoch)
            {
                // Another activation: what it told before it knew this front is not for it.
                _epoch = subscription.Epoch;
                _version = Math.Max(_version, subscription.Version);
                _told.Clear();
            }
        }

        if (_renewing is not null || silo.Time.GetUtcNow() < _renewAt) return;
        _renewAt = silo.Time.GetUtcNow() + Renewal;
        _renewing = silo.Grains.GetGrain<IQuizRoomGrain>(Truth.Room).Subscribe(id, _reference!);
    }

    public Task OnUpdates(ImmutableArray<RoomUpdate> updates)
    {
        foreach (var update in updates) Hear(update);
        return Task.CompletedTask;
    }

    private void Hear(RoomUpdate update)
    {
        Heard++;
        truth.Durable(update.Version, $"front {id} heard of version {update.Version}");
        if (update.Notice is QuestionClosed closed) truth.Closed(closed.Reveal.Index, $"front {id} heard what is right");
        if (update.Notice is AnswerCount or GenerationProgress) return;
        Truth.That(_told.Add(update.Version), $"front {id} heard version {update.Version} twice");
        if (_epoch is not null && update.Since > _version) Gaps++;
        _version = Math.Max(_version, update.Version);
    }
}
