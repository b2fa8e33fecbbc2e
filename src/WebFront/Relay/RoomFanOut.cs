using System.Text.Json;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Options;
using QuizOrleans.Grains.Rooms;
using QuizOrleans.WebFront.Hubs;

namespace QuizOrleans.WebFront.Relay;

/// <summary>Turns a room's update into the messages of its audiences and sends them.</summary>
public sealed partial class RoomFanOut(
    IHubContext<PlayHub, IPlayClient> hub, IOptions<JsonHubProtocolOptions> protocol, ILogger<RoomFanOut> logger)
{
    private readonly JsonSerializerOptions _json = protocol.Value.PayloadSerializerOptions;

    /// <summary>
    /// Sends without waiting for slow sockets: each connection keeps the order of its own messages, and one that cannot follow must not hold
    /// the others up.
    /// </summary>
    public void Tell(RoomRelay relay, RoomUpdate update)
    {
        if (update.Notice is QuestionClosed closed)
        {
            Tell(relay, Audience.Stage, update);
            TellResults(relay, update, closed);
            return;
        }

        if (update.Notice is PlayerChanged { PlayerId: var playerId }) Unsettle(relay, update, playerId);
        Tell(relay, Audience.Stage, update);
        Tell(relay, Audience.Players, update);
    }

    private void Tell(RoomRelay relay, Audience audience, RoomUpdate update)
    {
        var to = hub.Clients.Group(RoomRelay.GroupOf(relay.Key, audience));
        var (pin, version, since) = (update.Pin, update.Version, update.Since);
        Watch(update.Notice switch
        {
            PlayersJoined n => to.PlayerJoined(new PlayersMessage(pin, version, since, Listed(audience, n.PlayerCount) ? n.Players : [], n.PlayerCount)),
            PlayersUpdated n => to.PlayerUpdated(new PlayersMessage(
                pin, version, since, Listed(audience, n.PlayerCount) ? n.Players : [], n.PlayerCount < 0 ? null : n.PlayerCount)),
            // For all but the one it says nothing, but the chain of versions must not break.
            PlayerChanged => to.PlayerUpdated(new PlayersMessage(pin, version, since, [], null)),
            PlayerGone n => to.PlayerLeft(new PlayerLeftMessage(pin, version, since, n.PlayerId, n.Reason, n.PlayerCount)),
            CountdownStarted n => to.CountdownStarted(new CountdownMessage(pin, version, since, n.Index, n.Of, n.RemainingMs)),
            QuestionOpened { Question: var q } => to.QuestionOpened(new QuestionOpenedMessage(
                pin, version, since, q.Index, q.Of, q.Kind, q.Text, q.Choices, q.Points, q.TimeMs, q.RemainingMs, q.Unit, q.Category)),
            AnswerCount n => to.AnswerCount(new AnswerCountMessage(pin, version, since, n.Index, n.Answered, n.Present)),
            QuestionClosed n => to.QuestionClosed(new QuestionClosedMessage(new QuestionClosedMessage.Shared(pin, version, since, n.Reveal, _json), null)),
            RoomPaused n => to.RoomPaused(new RoomPausedMessage(pin, version, since, n.Reason)),
            RoomResumed n => to.RoomResumed(new RoomResumedMessage(pin, version, since, n.Phase, n.RemainingMs)),
            RoomLocked n => to.RoomLocked(new RoomLockedMessage(pin, version, since, n.Locked)),
            HostChanged n => to.HostChanged(new HostChangedMessage(pin, version, since, n.HostId)),
            RoomFinished n => to.RoomFinished(new RoomFinishedMessage(pin, version, since, n.Standings, n.Teams, n.Winner, n.Reason)),
            var other => throw new InvalidOperationException($"{other.GetType().Name} has no message."),
        });
    }

    private void TellResults(RoomRelay relay, RoomUpdate update, QuestionClosed closed)
    {
        var shared = new QuestionClosedMessage.Shared(update.Pin, update.Version, update.Since, closed.Reveal, _json);
        var results = closed.Results.ToDictionary(r => r.PlayerId);
        foreach (var listener in relay.Listeners)
        {
            if (listener.Audience != Audience.Players) continue;
            var own = listener.MemberId is { } id ? results.GetValueOrDefault(id) : null;
            Watch(hub.Clients.Client(listener.ConnectionId).QuestionClosed(new QuestionClosedMessage(shared, own)));
        }
    }

    /// <summary>An update that comes after a version the player does not know: his client asks for a snapshot.</summary>
    private void Unsettle(RoomRelay relay, RoomUpdate update, string playerId)
    {
        foreach (var listener in relay.Listeners.Where(l => l.MemberId == playerId))
            Watch(hub.Clients.Client(listener.ConnectionId).PlayerUpdated(new PlayersMessage(update.Pin, update.Version, update.Version, [], null)));
    }

    private static bool Listed(Audience audience, int playerCount) => audience == Audience.Stage || playerCount <= RoomLimits.LargeRoom;

    private void Watch(Task sending)
    {
        if (!sending.IsCompletedSuccessfully) _ = Observe(sending);
    }

    private async Task Observe(Task sending)
    {
        try
        {
            await sending;
        }
        catch (Exception e)
        {
            LogNotSent(logger, e);
        }
    }

    [LoggerMessage(2211, LogLevel.Warning, "A message was not sent.")]
    private static partial void LogNotSent(ILogger logger, Exception exception);
}
