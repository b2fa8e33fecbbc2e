using QuizOrleans.Grains;
using QuizOrleans.Grains.Rooms;
using QuizOrleans.WebFront.Errors;

namespace QuizOrleans.WebFront.Relay;

/// <summary>
/// Renews every subscription every few seconds, which also wakes a room whose silo died, and gives up those nobody listens to. None waits for another:
/// a silo that is frozen or cut off must not cost the leases of those on the others.
/// </summary>
public sealed partial class RelayRenewal(RoomRelays relays, QueueRelays queues, GenerationRelays generations, TimeProvider time, ILogger<RelayRenewal> logger) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan KeepEmpty = TimeSpan.FromSeconds(30);

    /// <summary>So many renewals of a kind are begun at one time.</summary>
    private const int AtOnce = 256;

    /// <summary>One that takes longer goes on and holds up no others: a thousand a second are begun though none is answered.</summary>
    private static readonly TimeSpan HoldsUp = TimeSpan.FromMilliseconds(250);

    private readonly Outages _outages = new(time);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await Task.WhenAll(
                RenewAll(() => relays.Subscriptions, Renew, stoppingToken),
                RenewAll(() => queues.Subscriptions, Renew, stoppingToken),
                RenewAll(() => generations.Subscriptions, Renew, stoppingToken));
        }
        catch (OperationCanceledException)
        {
            // The process stops; the leases run out.
        }
    }

    private async Task RenewAll<T>(Func<ICollection<T>> subscriptions, Func<T, Task> renew, CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, time);
        var many = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = stoppingToken };
        // One that was not answered by the next time is made again: the question or its answer may be lost, and the lease is three periods.
        while (await timer.WaitForNextTickAsync(stoppingToken))
            await Parallel.ForEachAsync(subscriptions(), many, async (one, stop) => await renew(one).WaitAsync(HoldsUp, time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing));
    }

    private async Task Renew(RoomSubscription room)
    {
        try
        {
            Tenancy.ActFor(room.Key);
            if (room.Relay.EndedAt is { } ended)
            {
                // It keeps those who listened at its end without their renewing.
                if (ended + RoomLimits.ListenAfterEnd <= time.GetUtcNow()) relays.Forget(room);
                if (room.Relay.Listeners.IsEmpty) relays.GiveUp(room);
                return;
            }

            if (!room.Relay.Listeners.IsEmpty) room.EmptySince = null;
            else if ((room.EmptySince ??= time.GetUtcNow()) + KeepEmpty <= time.GetUtcNow())
            {
                // The room is not told: its lease runs out, and a word that comes late would end the next subscription of this front.
                relays.TryDrop(room);
                return;
            }

            // One that has only just been made can wait for the next time.
            if (room.RenewedAt + Period / 2 <= time.GetUtcNow()) await room.Renew();
        }
        catch (Exception e)
        {
            NotRenewed(e, room.Key);
        }
    }

    private async Task Renew(QueueRelays.Entry queue)
    {
        try
        {
            if (queue.Relay.IsEmpty)
            {
                queue.Lapse();
                return;
            }

            Tenancy.ActFor(queue.Relay.Key);
            await queue.Renew();
        }
        catch (Exception e)
        {
            NotRenewed(e, queue.Relay.Key);
        }
    }

    private async Task Renew(GenerationRelays.Entry generation)
    {
        try
        {
            if (generation.Relay.IsEmpty)
            {
                generations.Drop(generation);
                return;
            }

            Tenancy.ActFor(generation.Relay.Key);
            await generation.Renew();
        }
        catch (Exception e)
        {
            NotRenewed(e, generation.Relay.Key);
        }
    }

    private void NotRenewed(Exception exception, string key)
    {
        if (_outages.IsNews(exception)) LogNotRenewed(logger, Outages.Unforeseen(exception), key, exception.GetType().Name);
    }

    [LoggerMessage(2251, LogLevel.Warning, "The subscription to {Key} was not renewed ({Cause}); trying again in 5 s. Of an outage only the first is told in ten seconds.")]
    private static partial void LogNotRenewed(ILogger logger, Exception? exception, string key, string cause);
}
