using Microsoft.Extensions.Logging;
using QuizOrleans.Grains.Matchmaking;
using QuizOrleans.Grains.Players;
using QuizOrleans.Rules;
using QuizOrleans.Rules.Rooms;

namespace QuizOrleans.Grains.Rooms;

/// <summary>What happens by itself: timers, the reminder, coming back from the journal, and the archive at the end.</summary>
public sealed partial class QuizRoomGrain
{
    private const string WakeReminder = "wake";

    private IGrainTimer _wake = null!;
    private IGrainTimer _publishing = null!;
    private DateTimeOffset? _wakeAt;
    private DateTimeOffset? _publishAt;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _key = TenantKey.Parse(this.GetPrimaryKeyString());
        // Whoever woke the room may yet be refused; what it does by itself it does for its own tenant.
        Tenancy.Act(_key.Tenant);
        _publisher = new RoomPublisher(_key.Id, options.Value, Time, frontId => _ = FrontLost(frontId), logger);
        // KeepAlive: a room whose clock runs is in use even when nobody calls.
        _wake = this.RegisterGrainTimer(OnWake, new GrainTimerCreationOptions(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan) { KeepAlive = true });
        _publishing = this.RegisterGrainTimer(OnPublishing, new GrainTimerCreationOptions(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan));
        await base.OnActivateAsync(cancellationToken);
        Count(Durable);
        GenerateAgain();
        // A duel has no reminder of its own: whoever calls it lets it finish what its last process did not.
        if (Durable is { Settings.Duel: not null, Phase: Phase.Finished }) await Archive();
        // Nor has its row been written, perhaps, that it runs.
        else if (Durable is { Settings.Duel: not null, Phase: not Phase.Unopened }) SaveMatch(Durable);
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        Count(RoomState.Initial);
        return base.OnDeactivateAsync(reason, cancellationToken);
    }

    public async Task ReceiveReminder(string reminderName, TickStatus status)
    {
        // What could not be read has no clock; kept awake by this very reminder it would stay so. The next one reads anew.
        if (IsUnavailable()) return;
        // One that ends just now is archived by its own event.
        var wasFinished = Durable.Phase is Phase.Finished;
        _publisher.DropSilent();
        await OnWake(CancellationToken.None);
        if (wasFinished) await Archive();
    }

    protected override Decision<RoomEvent> AfterReplay()
    {
        _publisher.StartAt(DurableVersion);
        return RoomDecider.Decide(State, new RoomCommand.Recover(Now));
    }

    protected override void OnDecided()
    {
        var next = RoomClock.NextWake(State) ?? (State.Phase is Phase.Finished finished ? WishEnds ?? finished.At + RoomLimits.KeepAfterEnd : null);
        // One that is set for earlier finds nothing due and sets itself anew: cheaper than setting it with every event.
        if (next == _wakeAt || _wakeAt <= next) return;
        _wakeAt = next;
        _wake.Change(next is { } at ? Later(at - Time.GetUtcNow()) : Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    private async Task OnWake(CancellationToken cancellationToken)
    {
        _wakeAt = null;
        LapseWish();
        if (Durable.Phase is Phase.Finished over && WishEnds is null && Now >= over.At + RoomLimits.KeepAfterEnd)
        {
            DeactivateOnIdle();
            return;
        }

        // Each step may make the next one due; a room has only so many phases, so this ends.
        while (RoomDecider.Decide(State, new RoomCommand.Tick(Now)) is { Events.IsEmpty: false } due)
        {
            if ((await Record(due)).Rejection is not null) return;
        }

        OnDecided();
    }

    private Task OnPublishing(CancellationToken cancellationToken)
    {
        _publishAt = null;
        ArmPublishing();
        _publisher.Flush();
        return Task.CompletedTask;
    }

    private void ArmPublishing()
    {
        if (_publisher.Due(Durable) is not { } wait) return;
        var at = Time.GetUtcNow() + wait;
        if (_publishAt <= at) return;
        _publishAt = at;
        _publishing.Change(Later(wait), Timeout.InfiniteTimeSpan);
    }

    private async Task KeepAwake()
    {
        try
        {
            await this.RegisterOrUpdateReminder(WakeReminder, options.Value.WakePeriod, options.Value.WakePeriod);
        }
        catch (Exception e)
        {
            // The room plays on without; only a crash followed by silence would leave it open longer.
            LogNoReminder(logger, e, _key.Id);
        }
    }

    /// <summary>Stores the finished game; done again by the reminder, a duel by its keeper's, until it has worked once, and harmless when done twice.</summary>
    private async Task Archive()
    {
        try
        {
            if (Durable.Phase is not Phase.Finished finished) return;
            var state = Durable;
            if (state.Settings.Duel is not null)
            {
                await Task.WhenAll(matches.Save(Matches.RecordOf(_key, state), CancellationToken.None), AddToPlays());
                return;
            }

            await archive.Store(
                new FinishedGame(
                    _key.Tenant,
                    _key.Id,
                    RoomProjector.Name(state.Settings.Kind),
                    state.Title,
                    state.Host.Id,
                    RoomProjector.Name(finished.Reason),
                    state.OpenedAt,
                    state.StartedAt,
                    finished.At,
                    [.. state.Table.Select(id => state.Players[id]).Select(p =>
                        new FinishedPlayer(p.Id, p.Nickname, p.Team, p.Score, p.Rank, (long)p.AnswerTime.TotalMilliseconds))]),
                CancellationToken.None);
            await AddToPlays();
            if (await this.GetReminder(WakeReminder) is { } reminder) await this.UnregisterReminder(reminder);
        }
        catch (Exception e)
        {
            LogNotArchived(logger, e, _key.Id);
        }
    }

    // A timer that fires a fraction early would find nothing due; events keep whole milliseconds, so one more is always enough.
    private static TimeSpan Later(TimeSpan wait) => (wait > TimeSpan.Zero ? wait : TimeSpan.Zero) + TimeSpan.FromMilliseconds(1);

    [LoggerMessage(1111, LogLevel.Warning, "Room {Pin} has no reminder.")]
    private static partial void LogNoReminder(ILogger logger, Exception exception, string pin);

    [LoggerMessage(1112, LogLevel.Error, "The finished game of room {Pin} is not in the archive yet; the reminder tries again.")]
    private static partial void LogNotArchived(ILogger logger, Exception exception, string pin);
}
