using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.SignalR;
using QuizOrleans.Grains;
using QuizOrleans.Grains.Rooms;
using QuizOrleans.WebFront.Access;
using QuizOrleans.WebFront.Identity;
using QuizOrleans.WebFront.Input;
using QuizOrleans.WebFront.Limits;
using QuizOrleans.WebFront.Relay;

namespace QuizOrleans.WebFront.Hubs;

/// <summary>Rooms for players, hosts and screens. Thin: who is it, one grain call, the result. Events come through the room's relay.</summary>
[Authorize]
public sealed partial class PlayHub(IGrainFactory grains, RoomRelays relays, QueueRelays queues, TimeProvider time) : GuardedHub<IPlayClient>
{
    private CancellationToken Aborted => Context.ConnectionAborted;

    [RequiresRole(Roles.Host, Roles.Teacher, Roles.Admin)]
    public async Task<RoomCreated> CreateRoom([RoomSettings] RoomSettingsView settings)
    {
        var directory = grains.GetGrain<IRoomDirectoryGrain>(Caller.Key("rooms"));
        var created = Value(await directory.OpenRoom(new OpenRoom(Caller.Id, settings, BankCallers.Of(Context.User!).IsEditor), Aborted));
        await Listen(created.Pin, Audience.Stage);
        relays.Present(Caller, created.Room, Context.ConnectionId);
        // Its questions may have come before anybody here listened.
        return settings.Generate is null ? created : created with { Room = Value(await Room(created.Pin).Watch(Caller.Id, Aborted)) };
    }

    public Task<RoomSnapshot> JoinRoom([Pin] string pin, [Name] string nickname, [Name] string? team = null) =>
        Enter(pin, Audience.Players, (room, id) => room.Join(new JoinRoom(id, nickname ?? "", team, relays.FrontId), CancellationToken.None), tellsRoom: true);

    /// <summary>A connection on which its player has joined stays his.</summary>
    public Task<RoomSnapshot> WatchRoom([Pin] string pin) => Enter(pin, Plays(pin) ? null : Audience.Stage, (room, id) => room.Watch(id, Aborted));

    public Task<RoomSnapshot> TakeOverRoom([Pin] string pin, [Token] string hostKey) =>
        Enter(pin, Audience.Stage, (room, id) => room.TakeOver(id, hostKey ?? "", CancellationToken.None));

    public async Task<RoomSnapshot> Resync([Pin] string pin)
    {
        var listener = relays.Find(Caller.Tenant, pin)?.Listeners.Find(Context.ConnectionId);
        var onStage = listener?.Audience is Audience.Stage;
        if (onStage && !listener!.IsHost) return await WatchRoom(pin);
        return await Enter(pin, null, async (room, id) =>
        {
            var own = await room.Resync(id, CancellationToken.None);
            // Somebody took the chair a moment ago: a former host goes on as a screen.
            return onStage && own.Refusal?.Code == "not_a_member" ? await room.Watch(id, CancellationToken.None) : own;
        });
    }

    /// <summary>Asked to the end: an answer that came counts, whether or not its player is still there for the receipt.</summary>
    [CountsAs(UserLimit.Answers)]
    public Task<Receipt> SubmitAnswer([Pin] string pin, [Within(0, 10_000)] int questionIndex, [Answer] AnswerView answer) =>
        Room(pin).SubmitAnswer(Caller.Id, questionIndex, answer, CancellationToken.None);

    public Task<Receipt> Rename([Pin] string pin, [Name] string nickname) => Accepted(Room(pin).Rename(Caller.Id, nickname ?? "", Aborted));

    public async Task<Receipt> LeaveRoom([Pin] string pin)
    {
        var audience = relays.Find(Caller.Tenant, pin)?.Listeners.Find(Context.ConnectionId)?.Audience;
        // Whoever may not leave hears on.
        var receipt = audience is Audience.Stage ? new Receipt(true, "ok", "", 0) : await Accepted(Room(pin).Leave(Caller.Id, Aborted));
        relays.Leave(Caller, pin, Context.ConnectionId);
        return receipt;
    }

    public Task<Receipt> StartRoom([Pin] string pin) => Accepted(Room(pin).Start(Caller.Id, Aborted));

    public Task<Receipt> NextQuestion([Pin] string pin) => Accepted(Room(pin).Next(Caller.Id, Aborted));

    public Task<Receipt> PauseRoom([Pin] string pin) => Accepted(Room(pin).Pause(Caller.Id, Aborted));

    public Task<Receipt> ResumeRoom([Pin] string pin) => Accepted(Room(pin).Resume(Caller.Id, Aborted));

    public Task<Receipt> EndRoom([Pin] string pin) => Accepted(Room(pin).End(Caller.Id, Aborted));

    public Task<Receipt> LockRoom([Pin] string pin, bool locked) => Accepted(Room(pin).Lock(Caller.Id, locked, Aborted));

    public Task<Receipt> KickPlayer([Pin] string pin, [PlayerId] string playerId) => Accepted(Room(pin).Kick(Caller.Id, playerId, Aborted));

    public Task<Receipt> SetTimeFactor([Pin] string pin, [PlayerId] string playerId, [Within(0, 100)] double factor) =>
        Accepted(Room(pin).SetTimeFactor(Caller.Id, playerId, factor, Aborted));

    public Pong Ping() => new(time.GetUtcNow());

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
    /// <param name="tellsRoom">Whether <paramref name="ask"/> tells the room on which front he is.</param>
    private async Task<RoomSnapshot> Enter(string pin, Audience? audience, Func<IQuizRoomGrain, string, Task<Outcome<RoomSnapshot>>> ask, bool tellsRoom = false)
    {
        var room = Room(pin);
        relays.LeaveEnded(Context.ConnectionId, Caller.Key(pin));
        var before = relays.Find(Caller.Tenant, pin)?.Listeners.Find(Context.ConnectionId)?.Audience;
        await Listen(pin, audience ?? before ?? Audience.Players);
        var settled = tellsRoom ? relays.Settled(Caller, pin) : null;
        RoomSnapshot snapshot;
        try
        {
            snapshot = Value(await ask(room, Caller.Id));
        }
        catch (Exception e)
        {
            // Who was refused something, or was not answered, keeps what he had.
            relays.StepBack(Caller, pin, Context.ConnectionId, before);
            // Not answered, he may have been seated all the same.
            if (e is not HubException) relays.Report(Caller, pin);
            throw;
        }

        if (audience is null) await Listen(snapshot.Pin, snapshot.You is null ? Audience.Stage : Audience.Players);
        relays.Present(Caller, snapshot, Context.ConnectionId, settled);
        // Should his opponent not come he is in the queue again, and hears of it on this connection.
        if (snapshot is { You: not null, Duel.Queue: { } queue }) await queues.Join(Caller.Id, Context.ConnectionId, queue);
        // Of a turn nobody hears before he is confirmed: what was told here meanwhile is in a newer snapshot.
        if (snapshot is { You: not null, Duel.InTurns: true } && relays.Find(Caller.Tenant, pin)?.Version > snapshot.Version)
            return (await room.Resync(Caller.Id, CancellationToken.None)).Value ?? snapshot;
        return snapshot;
    }

    private async Task Listen(string pin, Audience audience)
    {
        if (!await relays.Join(Caller, pin, Context.ConnectionId, audience))
            throw Refused(new Refusal("room_not_found", "There is no room with this PIN."));
    }

    private bool Plays(string pin) => relays.Find(Caller.Tenant, pin)?.Listeners.Find(Context.ConnectionId) is { Audience: Audience.Players, MemberId: not null };

    private IQuizRoomGrain Room(string pin) => grains.GetGrain<IQuizRoomGrain>(Caller.Key(pin));

    private static T Value<T>(Outcome<T> outcome)
        where T : class => outcome.Value ?? throw Refused(outcome.Refusal!);

    private static async Task<Receipt> Accepted(Task<Receipt> call)
    {
        var receipt = await call;
        return receipt.Accepted ? receipt : throw Refused(new Refusal(receipt.Code, receipt.Message));
    }

    private static HubException Refused(Refusal refusal) => new($"{refusal.Code}: {refusal.Message}");
}
