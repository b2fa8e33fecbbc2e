using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using QuizOrleans.Rules;
using QuizOrleans.Rules.Rooms;

namespace QuizOrleans.Grains.Rooms;

/// <summary>What listeners are told, and who is there.</summary>
public sealed partial class QuizRoomGrain
{
    private readonly Dictionary<string, int> _lost = [];
    private Task _archiving = Task.CompletedTask;
    private bool _isCounted;
    private int _playersCounted;

    public Task<Subscription?> Subscribe(string frontId, IRoomObserver observer)
    {
        // Null would mean that there is no such room, and nobody knows that now.
        if (IsUnavailable()) throw new StorageUnavailableException("The room's journal could not be read.");
        if (Durable.Phase is Phase.Unopened) return Task.FromResult<Subscription?>(null);
        _publisher.Subscribe(frontId, observer);
        _publisher.DropSilent();
        return Task.FromResult<Subscription?>(new Subscription(_lost.TryGetValue(frontId, out var times) ? $"{_epoch}-{times}" : _epoch, _publisher.Version));
    }

    public async Task Unsubscribe(string frontId)
    {
        _publisher.Unsubscribe(frontId);
        await Report([], _presence.FrontGone(frontId));
        if (Durable.Phase is not Phase.Finished || _publisher.HasListeners) return;
        await _archiving;
        DeactivateOnIdle();
    }

    public Task ReportPresence(string frontId, ImmutableArray<string> arrived, ImmutableArray<string> gone)
    {
        foreach (var member in arrived) _presence.Arrived(frontId, member);
        return Report(arrived, [.. gone.Where(member => _presence.IsGone(frontId, member))]);
    }

    protected override void OnCommitted(RoomEvent @event, RoomState after, long version)
    {
        KeepRound(@event, after, version);
        switch (@event)
        {
            case RoomEvent.AnswerGiven e when after.Settings.Duel is not null:
                // Once both have, the question closes, which says it all.
                if (after.Phase is Phase.Asking asking && asking.Answers.Count < after.Players.Count) _publisher.Tell(new OpponentAnswered(e.Index, e.PlayerId));
                break;
            case RoomEvent.AnswerGiven:
                _publisher.CountChanged();
                break;
            case RoomEvent.PlayerSeated e:
                // The first of two has it from his snapshot, and the second will; with the second the duel begins, and both are told of then.
                _publisher.Roster(e.PlayerId, joined: true, after, version, canWait: after.Settings.Duel is not null && after.Players.Count == 1);
                break;
            case RoomEvent.PlayerWentAway { PlayerId: var id }:
                _publisher.Roster(id, joined: false, after, version);
                break;
            case RoomEvent.PlayerCameBack { PlayerId: var id }:
                _publisher.Roster(id, joined: false, after, version);
                break;
            case RoomEvent.PlayerRenamed { PlayerId: var id }:
                _publisher.Roster(id, joined: false, after, version);
                break;
            default:
                if (RoomNotices.For(@event, after, Now) is { } notice) _publisher.Notice(notice, after, version);
                break;
        }

        Count(after);
        OnGenerating(@event, after);
        if (after.Settings.Duel is not null) OnDuelCommitted(@event, after);
        if (@event is RoomEvent.Finished)
        {
            _publisher.KeepListeners();
            _archiving = Archive();
        }
    }

    protected override void OnBatchCommitted()
    {
        ArmPublishing();
        _publisher.Flush();
    }

    /// <summary>This room's share in the figures of the process: nothing before it opens and after it ends.</summary>
    private void Count(RoomState state)
    {
        var isLive = state.Phase is not (Phase.Unopened or Phase.Finished);
        var present = isLive ? state.Present : 0;
        if (isLive != _isCounted) metrics.RoomsChanged(isLive ? 1 : -1);
        if (present != _playersCounted) metrics.PlayersChanged(present - _playersCounted);
        (_isCounted, _playersCounted) = (isLive, present);
    }

    /// <summary>A front that does not renew its subscription is gone, and so is whoever only it held: no ghosts.</summary>
    private async Task FrontLost(string frontId)
    {
        try
        {
            await Task.Delay(RoomLimits.FrontGrace, Time);
            if (_publisher.Listens(frontId)) return;
            _lost[frontId] = _lost.GetValueOrDefault(frontId) + 1;
            await Report([], _presence.FrontGone(frontId));
        }
        catch (Exception e)
        {
            LogFrontNotLetGo(logger, e, frontId, _key.Id);
        }
    }

    [LoggerMessage(1113, LogLevel.Warning, "Those who were on front {FrontId}, which is gone, still count as present in room {Pin}.")]
    private static partial void LogFrontNotLetGo(ILogger logger, Exception exception, string frontId, string pin);

    private async Task Report(IEnumerable<string> arrived, IEnumerable<string> gone)
    {
        var events = ImmutableArray.CreateBuilder<RoomEvent>();
        var state = State;
        foreach (var member in arrived) Take(new RoomCommand.Arrive(Now, member));
        foreach (var member in gone) Take(new RoomCommand.GoAway(Now, member));
        if (events.Count > 0) await Record(new Decision<RoomEvent>(events.ToImmutable(), null));

        // Each decision rests on the ones before it; all are recorded together, in one append.
        void Take(RoomCommand command)
        {
            foreach (var @event in RoomDecider.Decide(state, command).Events)
            {
                state = RoomEvolution.Evolve(state, @event);
                events.Add(@event);
            }
        }
    }
}
