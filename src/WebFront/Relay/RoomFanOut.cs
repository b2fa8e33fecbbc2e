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
    public async Task Tell(RoomRelay relay, RoomUpdate update)
    {
        if (update.Notice is RematchReady ready)
        {
            TellRematch(relay, ready);
            return;
        }

        if (update.Notice is PlayerChanged { PlayerId: var playerId }) Unsettle(relay, update, playerId);
        await Tell(relay, Audience.Stage, update);
        if (update.Notice is QuestionClosed closed) await TellResults(relay, update, closed);
        else await Tell(relay, Audience.Players, update);
    }

    private async Task Tell(RoomRelay relay, Audience audience, RoomUpdate update)
    {
        var send = MessageOf(update, audience);
        var isFirst = true;
        foreach (var group in relay.GroupsOf(audience))
        {
            // Behind what the section before has set off; see Sections.
            if (!isFirst) await Task.Yield();
            isFirst = false;
            Watch(send(hub.Clients.Group(group)));
        }
    }

    /// <summary>Makes the message once; what is returned sends it to some.</summary>
    private Func<IPlayClient, Task> MessageOf(RoomUpdate update, Audience audience)
    {
        var (pin, version, since) = (update.Pin, update.Version, update.Since);
        return update.Notice switch
        {
            PlayersJoined n => Sender(
                new PlayersMessage(pin, version, since, Listed(audience, n.PlayerCount) ? n.Players : [], n.PlayerCount),
                (to, message) => to.PlayerJoined(message)),
            PlayersUpdated n => Sender(
                new PlayersMessage(pin, version, since, Listed(audience, n.PlayerCount) ? n.Players : [], n.PlayerCount < 0 ? null : n.PlayerCount),
                (to, message) => to.PlayerUpdated(message)),
            // For all but the one it says nothing, but the chain of versions must not break.
            PlayerChanged => Sender(new PlayersMessage(pin, version, since, [], null), (to, message) => to.PlayerUpdated(message)),
            PlayerGone n => Sender(
                new PlayerLeftMessage(pin, version, since, n.PlayerId, n.Reason, n.PlayerCount), (to, message) => to.PlayerLeft(message)),
            CountdownStarted n => Sender(
                new CountdownMessage(pin, version, since, n.Index, n.Of, n.RemainingMs), (to, message) => to.CountdownStarted(message)),
            QuestionOpened { Question: var q } => Sender(
                new QuestionOpenedMessage(
                    pin, version, since, q.Index, q.Of, q.Kind, q.Text, q.Choices, q.Points, q.TimeMs, q.RemainingMs, q.Unit, q.Category),
                (to, message) => to.QuestionOpened(message)),
            AnswerCount n => Sender(
                new AnswerCountMessage(pin, version, since, n.Index, n.Answered, n.Present), (to, message) => to.AnswerCount(message)),
            QuestionClosed n => Sender(
                new QuestionClosedMessage(new QuestionClosedMessage.Shared(pin, version, since, n.Reveal, _json), null),
                (to, message) => to.QuestionClosed(message)),
            RoomPaused n => Sender(new RoomPausedMessage(pin, version, since, n.Reason), (to, message) => to.RoomPaused(message)),
            RoomResumed n => Sender(new RoomResumedMessage(pin, version, since, n.Phase, n.RemainingMs), (to, message) => to.RoomResumed(message)),
            RoomLocked n => Sender(new RoomLockedMessage(pin, version, since, n.Locked), (to, message) => to.RoomLocked(message)),
            HostChanged n => Sender(new HostChangedMessage(pin, version, since, n.HostId), (to, message) => to.HostChanged(message)),
            RoomFinished n => Sender(
                new RoomFinishedMessage(pin, version, since, n.Standings, n.Teams, n.Winner, n.Reason, n.Loser, n.Ratings), (to, message) => to.RoomFinished(message)),
            OpponentAnswered n => Sender(
                new OpponentAnsweredMessage(pin, version, since, n.Index, n.PlayerId), (to, message) => to.OpponentAnswered(message)),
            RematchWanted n => Sender(new RematchWantedMessage(pin, n.PlayerId), (to, message) => to.RematchWanted(message)),
            var other => throw new InvalidOperationException($"{other.GetType().Name} has no message."),
        };
    }

    private static Func<IPlayClient, Task> Sender<T>(T message, Func<IPlayClient, T, Task> send) => to => send(to, message);

    private async Task TellResults(RoomRelay relay, RoomUpdate update, QuestionClosed closed)
    {
        var shared = new QuestionClosedMessage.Shared(update.Pin, update.Version, update.Since, closed.Reveal, _json);
        var results = closed.Results.ToDictionary(r => r.PlayerId);
        var told = 0;
        foreach (var listener in relay.Listeners)
        {
            if (listener.Audience != Audience.Players) continue;
            if (++told % Sections.Size == 0) await Task.Yield();
            var own = listener.MemberId is { } id ? results.GetValueOrDefault(id) : null;
            Watch(hub.Clients.Client(listener.ConnectionId).QuestionClosed(new QuestionClosedMessage(shared, own)));
        }
    }

    /// <summary>To each of the two, with the other as the opponent.</summary>
    private void TellRematch(RoomRelay relay, RematchReady ready)
    {
        foreach (var listener in relay.Listeners.Where(l => l.MemberId is not null && ready.Players.Any(p => p.PlayerId == l.MemberId)))
        {
            var opponent = ready.Players.FirstOrDefault(p => p.PlayerId != listener.MemberId);
            if (opponent is not null) Watch(hub.Clients.Client(listener.ConnectionId).MatchFound(new MatchFoundMessage(ready.MatchId, opponent, ready.SeatMs)));
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
