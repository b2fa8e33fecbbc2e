using System.Text;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.SignalR;
using QuizOrleans.Grains;
using QuizOrleans.Grains.Rooms;
using QuizOrleans.WebFront.Identity;
using QuizOrleans.WebFront.Relay;

namespace QuizOrleans.WebFront.Hubs;

/// <summary>Rooms for players, hosts and screens. Thin: who is it, one grain call, the result. Events come through the room's relay.</summary>
[Authorize]
public sealed partial class PlayHub(IGrainFactory grains, RoomRelays relays, QueueRelays queues, TimeProvider time) : Hub<IPlayClient>
{
    private const int MaxAnswerBytes = 10 * 1024;

    private Caller Caller => Identity.Caller.Of(Context.User);

    private CancellationToken Aborted => Context.ConnectionAborted;

    public async Task<RoomCreated> CreateRoom(RoomSettingsView settings)
    {
        var directory = grains.GetGrain<IRoomDirectoryGrain>(Caller.Key("rooms"));
        var created = Value(await directory.OpenRoom(new OpenRoom(Caller.Id, Required(settings)), Aborted));
        await Listen(created.Pin, Audience.Stage);
        Present(created.Room);
        return created;
    }

    public Task<RoomSnapshot> JoinRoom(string pin, string nickname, string? team = null) =>
        Enter(pin, Audience.Players, (room, id) => room.Join(new JoinRoom(id, nickname ?? "", team), CancellationToken.None));

    public Task<RoomSnapshot> WatchRoom(string pin) => Enter(pin, Audience.Stage, (room, id) => room.Watch(id, Aborted));

    public Task<RoomSnapshot> TakeOverRoom(string pin, string hostKey) =>
        Enter(pin, Audience.Stage, (room, id) => room.TakeOver(id, hostKey ?? "", CancellationToken.None));

    public async Task<RoomSnapshot> Resync(string pin)
    {
        var relay = relays.Find(Caller.Tenant, Pin(pin));
        var onStage = relay?.AudienceOf(Context.ConnectionId) is Audience.Stage;
        if (onStage && !relay!.Hosts(Context.ConnectionId)) return await WatchRoom(pin);
        return await Enter(pin, null, async (room, id) =>
        {
            var own = await room.Resync(id, CancellationToken.None);
            // Somebody took the chair a moment ago: a former host goes on as a screen.
            return onStage && own.Refusal?.Code == "not_a_member" ? await room.Watch(id, CancellationToken.None) : own;
        });
    }

    public Task<Receipt> SubmitAnswer(string pin, int questionIndex, AnswerView answer) =>
        Room(pin).SubmitAnswer(Caller.Id, questionIndex, OfUsualSize(Required(answer)), Aborted);

    public Task<Receipt> Rename(string pin, string nickname) => Accepted(Room(pin).Rename(Caller.Id, nickname ?? "", Aborted));

    public async Task<Receipt> LeaveRoom(string pin)
    {
        var audience = relays.Find(Caller.Tenant, Pin(pin))?.AudienceOf(Context.ConnectionId);
        relays.Leave(Caller, Pin(pin), Context.ConnectionId);
        return audience is Audience.Stage ? new Receipt(true, "ok", "", 0) : await Accepted(Room(pin).Leave(Caller.Id, Aborted));
    }

    public Task<Receipt> StartRoom(string pin) => Accepted(Room(pin).Start(Caller.Id, Aborted));

    public Task<Receipt> NextQuestion(string pin) => Accepted(Room(pin).Next(Caller.Id, Aborted));

    public Task<Receipt> PauseRoom(string pin) => Accepted(Room(pin).Pause(Caller.Id, Aborted));

    public Task<Receipt> ResumeRoom(string pin) => Accepted(Room(pin).Resume(Caller.Id, Aborted));

    public Task<Receipt> EndRoom(string pin) => Accepted(Room(pin).End(Caller.Id, Aborted));

    public Task<Receipt> LockRoom(string pin, bool locked) => Accepted(Room(pin).Lock(Caller.Id, locked, Aborted));

    public Task<Receipt> KickPlayer(string pin, string playerId) => Accepted(Room(pin).Kick(Caller.Id, playerId ?? "", Aborted));

    public Task<Receipt> SetTimeFactor(string pin, string playerId, double factor) =>
        Accepted(Room(pin).SetTimeFactor(Caller.Id, playerId ?? "", factor, Aborted));

    public Pong Ping() => new(time.GetUtcNow());

    /// <summary>Where <see cref="ForgivingJsonProtocol"/> sends a frame that cannot be read.</summary>
    public Task Unreadable() => Clients.Caller.Problem(new ProblemMessage("malformed", "That was not a SignalR message in JSON."));

    public override Task OnDisconnectedAsync(Exception? exception)
    {
        queues.Leave(Context.ConnectionId);
        relays.LeaveAll(Context.ConnectionId);
        return Task.CompletedTask;
    }

    /// <summary>
    /// Listens first and asks then, so that no event falls between the snapshot and the first one that is heard. What makes a member
    /// present is asked to the end even when the connection has gone meanwhile: only so is it known whom to report as gone.
    /// </summary>
    /// <param name="audience">Null: as the snapshot shows.</param>
    private async Task<RoomSnapshot> Enter(string pin, Audience? audience, Func<IQuizRoomGrain, string, Task<Outcome<RoomSnapshot>>> ask)
    {
        var room = Room(pin);
        relays.LeaveEnded(Context.ConnectionId, Caller.Key(Pin(pin)));
        var before = relays.Find(Caller.Tenant, Pin(pin))?.AudienceOf(Context.ConnectionId);
        await Listen(Pin(pin), audience ?? before ?? Audience.Players);
        var outcome = await ask(room, Caller.Id);
        if (outcome.Value is not { } snapshot)
        {
            // Who was refused something keeps what he had.
            if (before is { } kept) await Listen(Pin(pin), kept);
            else relays.Leave(Caller, Pin(pin), Context.ConnectionId);
            throw Refused(outcome.Refusal!);
        }

        if (audience is null) await Listen(snapshot.Pin, snapshot.You is null ? Audience.Stage : Audience.Players);
        Present(snapshot);
        // Should his opponent not come he is in the queue again, and hears of it on this connection.
        if (snapshot is { You: not null, Duel.Queue: { } queue }) await queues.Join(Caller.Id, Context.ConnectionId, queue);
        return snapshot;
    }

    private void Present(RoomSnapshot snapshot)
    {
        relays.Present(Caller, snapshot, Context.ConnectionId);
        // A connection that ended during the call was cleared away before it was entered here.
        if (Aborted.IsCancellationRequested) relays.LeaveAll(Context.ConnectionId);
    }

    private async Task Listen(string pin, Audience audience)
    {
        if (!await relays.Join(Caller, pin, Context.ConnectionId, audience))
            throw Refused(new Refusal("room_not_found", "There is no room with this PIN."));
    }

    private IQuizRoomGrain Room(string pin) => grains.GetGrain<IQuizRoomGrain>(Caller.Key(Pin(pin)));

    /// <summary>Pins are read out and typed: case and spaces do not matter.</summary>
    private static string Pin(string? pin)
    {
        var clean = pin?.Replace(" ", "", StringComparison.Ordinal).ToUpperInvariant();
        return TenantKey.IsPart(clean) ? clean : throw Refused(new Refusal("invalid_argument", "That is not a PIN."));
    }

    private static T Required<T>(T? argument)
        where T : class => argument ?? throw Refused(new Refusal("invalid_argument", "An argument is missing."));

    /// <summary>No question needs more; what is larger must not travel to the room.</summary>
    private static AnswerView OfUsualSize(AnswerView answer) =>
        Encoding.UTF8.GetByteCount(answer.Text ?? "") + (2 * (answer.Choices?.Length ?? 0)) + (2 * (answer.Order?.Length ?? 0)) <= MaxAnswerBytes
            ? answer
            : throw Refused(new Refusal("payload_too_large", "An answer has at most 10 KB."));

    private static T Value<T>(Outcome<T> outcome)
        where T : class => outcome.Value ?? throw Refused(outcome.Refusal!);

    private static async Task<Receipt> Accepted(Task<Receipt> call)
    {
        var receipt = await call;
        return receipt.Accepted ? receipt : throw Refused(new Refusal(receipt.Code, receipt.Message));
    }

    private static HubException Refused(Refusal refusal) => new($"{refusal.Code}: {refusal.Message}");
}
