using QuizOrleans.Grains.Rooms;

namespace QuizOrleans.WebFront.Relay;

/// <summary>One room's subscription: made on first use, renewed, and made good when the room was activated anew.</summary>
internal sealed partial class RoomSubscription
{
    private readonly IQuizRoomGrain _room;
    private readonly string _frontId;
    private readonly IRoomObserver _reference;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly Lazy<Task<bool>> _first;
    private string? _epoch;
    private long _behind;

    public RoomSubscription(IGrainFactory grains, string frontId, RoomRelay relay, TimeProvider time, ILogger logger)
    {
        (_frontId, Relay, _time, _logger) = (frontId, relay, time, logger);
        _room = grains.GetGrain<IQuizRoomGrain>(relay.Key);
        _reference = grains.CreateObjectReference<IRoomObserver>(relay);
        Presence = new PresenceBatch(relay.Listeners.Holds, (arrived, gone) => _room.ReportPresence(frontId, arrived, gone), logger);
        _first = new Lazy<Task<bool>>(Renew);
    }

    public string Key => Relay.Key;

    /// <summary>Held strongly here: engines keep observers weakly.</summary>
    public RoomRelay Relay { get; }

    public PresenceBatch Presence { get; }

    /// <summary>When the room was last asked to.</summary>
    public DateTimeOffset RenewedAt { get; private set; }

    /// <summary>When the last listener here left; null while there are some.</summary>
    public DateTimeOffset? EmptySince { get; set; }

    /// <summary>False when there is no such room.</summary>
    public Task<bool> Subscribed() => _first.Value;

    /// <summary>Subscribes again; false when there is no such room.</summary>
    public async Task<bool> Renew()
    {
        RenewedAt = _time.GetUtcNow();
        if (await _room.Subscribe(_frontId, _reference) is not { } subscription) return false;
        if (_epoch is null) Relay.StartAt(subscription.Version);
        if (_epoch is { } known && known != subscription.Epoch)
        {
            // Another activation: it knows nobody here, and what its predecessor told last may not have come.
            LogNewActivation(_logger, Key);
            foreach (var member in Relay.Listeners.All.Select(l => l.MemberId).OfType<string>().Distinct()) Presence.Changed(member);
        }

        _epoch = subscription.Epoch;
        // An update may be on its way; only one that has not come by the next renewal is lost.
        if (_behind > Relay.Version) Relay.Unsettle(_behind);
        _behind = subscription.Version;
        return true;
    }

    /// <summary>Only for a room that has ended: a word that comes late would end the next subscription of this front.</summary>
    public async Task Unsubscribe()
    {
        try
        {
            await _room.Unsubscribe(_frontId);
        }
        catch (Exception e)
        {
            LogNotUnsubscribed(_logger, e, Key);
        }
    }

    [LoggerMessage(2232, LogLevel.Information, "Room {Key} was not told that nobody listens any more; it leaves memory by itself.")]
    private static partial void LogNotUnsubscribed(ILogger logger, Exception exception, string key);

    [LoggerMessage(2231, LogLevel.Information, "Room {Key} was activated anew; telling it who is here.")]
    private static partial void LogNewActivation(ILogger logger, string key);
}
