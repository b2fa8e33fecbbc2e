using Microsoft.AspNetCore.SignalR;

namespace QuizOrleans.BareHub;

/// <summary>The methods of docs/protocol.md that the duel workload uses, and no more.</summary>
internal sealed class DuelHub(Duels duels) : Hub<IDuelClient>
{
    public async Task<QueueTicket> JoinQueue(QueuePreferences preferences)
    {
        var (ticket, found) = duels.Enqueue(new Waiting(Context.ConnectionId, "Player"), preferences);
        if (found is not null) await duels.TellFound(found);
        return ticket;
    }

    /// <param name="pin">The duel's.</param>
    /// <param name="nickname">Here for the wire's sake, as is the team.</param>
    public async Task<DuelSnapshot> JoinRoom(string pin, string nickname, string? team)
    {
        var duel = duels.Get(pin);
        var (snapshot, first) = duel.Join(Context.ConnectionId);
        if (first is not null) await duels.TellOpened(duel, first);
        return snapshot;
    }

    public async Task<Receipt> SubmitAnswer(string pin, int questionIndex, Answer answer)
    {
        var duel = duels.Get(pin);
        var (receipt, told, next) = duel.Answer(Context.ConnectionId, questionIndex, answer);
        if (told is not null) await duels.TellAnswered(duel, Context.ConnectionId, told);
        if (next is not null) await duels.Tell(duel, next);
        return receipt;
    }
}
