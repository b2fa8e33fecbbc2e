using Microsoft.AspNetCore.SignalR;

namespace QuizOrleans.BareHub;

/// <summary>The methods of docs/protocol.md that the workload uses, and no more.</summary>
internal sealed class PlayHub(Rooms rooms) : Hub<IPlayClient>
{
    public async Task<RoomCreated> CreateRoom(CreateSettings settings)
    {
        var room = rooms.Create(settings.Rounds);
        await Groups.AddToGroupAsync(Context.ConnectionId, room.Pin);
        return new RoomCreated(room.Pin);
    }

    /// <param name="pin">The room's.</param>
    /// <param name="nickname">As others see the player.</param>
    /// <param name="team">Here for the wire's sake: this room has no teams.</param>
    public async Task<Joined> JoinRoom(string pin, string nickname, string? team)
    {
        var joined = rooms.Get(pin).Join(Context.ConnectionId, nickname);
        await Groups.AddToGroupAsync(Context.ConnectionId, pin);
        return joined;
    }

    public Receipt SubmitAnswer(string pin, int questionIndex, Answer answer) => rooms.Get(pin).Answer(Context.ConnectionId, questionIndex, answer);

    public Task<Receipt> StartRoom(string pin) => NextQuestion(pin);

    /// <summary>Closes the open question, or opens the next, or ends the game.</summary>
    public async Task<Receipt> NextQuestion(string pin)
    {
        var room = rooms.Get(pin);
        if (room.IsOpen) await CloseQuestion(room);
        else if (room.IsLast) await Clients.Group(pin).RoomFinished(room.Finish());
        else await Clients.Group(pin).QuestionOpened(room.Open());
        return new Receipt(true, "", "", 0);
    }

    /// <summary>Starts all sends before it awaits any: one slow player holds up nobody.</summary>
    private async Task CloseQuestion(Room room)
    {
        var (common, results) = room.Close();
        List<Task> unfinished = [];
        var toHost = Clients.Caller.QuestionClosed(common);
        if (!toHost.IsCompletedSuccessfully) unfinished.Add(toHost);
        foreach (var (connectionId, own) in results)
        {
            var send = Clients.Client(connectionId).QuestionClosed(common with { You = own });
            if (!send.IsCompletedSuccessfully) unfinished.Add(send);
        }

        await Task.WhenAll(unfinished);
    }
}
