using QuizOrleans.Grains;
using QuizOrleans.Grains.Matchmaking;
using QuizOrleans.Grains.Players;
using QuizOrleans.Grains.Rooms;

namespace QuizOrleans.WebFront.Hubs;

/// <summary>Duels: the queue, friends, the rematch. Once seated, a duel is a room like any other.</summary>
public sealed partial class PlayHub
{
    private IPlayerGrain Player => grains.GetGrain<IPlayerGrain>(Caller.Key(Caller.Id));

    public async Task<QueueTicket> JoinQueue(QueuePreferences preferences)
    {
        relays.LeaveEnded(Context.ConnectionId);
        var joined = Value(await Player.JoinQueue(Wish(preferences), Aborted));
        await queues.Join(Caller.Id, Context.ConnectionId, joined.Queue);
        return joined.Ticket;
    }

    public Task<Receipt> LeaveQueue() => Accepted(Player.LeaveQueue(Aborted));

    public async Task<MatchFoundMessage> AcceptSubstitute()
    {
        var found = Value(await Player.AcceptSubstitute(CancellationToken.None));
        return new MatchFoundMessage(found.Pin, found.Opponent, found.SeatMs);
    }

    public async Task<RoomCreated> ChallengeFriend(QueuePreferences preferences)
    {
        var opened = Value(await Player.Challenge(Wish(preferences), CancellationToken.None));
        return new RoomCreated(opened.MatchId, "", await JoinRoom(opened.MatchId, Caller.Name));
    }

    public async Task<RematchState> Rematch(string pin)
    {
        await relays.Refresh(Caller, Pin(pin));
        return Value(await Room(pin).Rematch(Caller.Id, CancellationToken.None));
    }

    public Task<Receipt> BlockPlayer(string playerId, bool blocked) => Accepted(Player.Block(playerId ?? "", blocked, Aborted));

    private QueueWish Wish(QueuePreferences? preferences)
    {
        var wanted = Required(preferences);
        return new QueueWish(wanted.Category ?? QueueKey.General, wanted.Language ?? "en", Caller.Name);
    }
}
