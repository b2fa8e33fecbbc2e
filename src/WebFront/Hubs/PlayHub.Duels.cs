using QuizOrleans.Grains;
using QuizOrleans.Grains.Matchmaking;
using QuizOrleans.Grains.Players;
using QuizOrleans.Grains.Rooms;
using QuizOrleans.Rules.Rooms;
using QuizOrleans.WebFront.Input;
using QuizOrleans.WebFront.Limits;

namespace QuizOrleans.WebFront.Hubs;

/// <summary>Duels: the queue, friends, the rematch. Once seated, a duel is a room like any other.</summary>
public sealed partial class PlayHub
{
    private IPlayerGrain Player => grains.GetGrain<IPlayerGrain>(Caller.Key(Caller.Id));

    /// <summary>Asked to the end, even when the connection has gone meanwhile: only so does the player's grain know of his ticket, and the queue that he is gone.</summary>
    [CountsAs(UserLimit.Tickets)]
    public async Task<QueueTicket> JoinQueue([Given] QueuePreferences preferences)
    {
        relays.LeaveEnded(Context.ConnectionId);
        var joined = Value(await Player.JoinQueue(Wish(preferences.Category, preferences.Language), CancellationToken.None));
        await queues.Join(Caller.Id, Context.ConnectionId, joined.Queue);
        return joined.Ticket;
    }

    public Task<Receipt> LeaveQueue() => Accepted(Player.LeaveQueue(Aborted));

    [CountsAs(UserLimit.Tickets)]
    public async Task<MatchFoundMessage> AcceptSubstitute()
    {
        var found = Value(await Player.AcceptSubstitute(CancellationToken.None));
        return new MatchFoundMessage(found.Pin, found.Opponent, found.SeatMs);
    }

    [CountsAs(UserLimit.Tickets)]
    public async Task<RoomCreated> ChallengeFriend([Given] ChallengePreferences preferences)
    {
        var wish = Wish(preferences.Category, preferences.Language) with { InTurns = preferences.InTurns };
        var opened = Value(await Player.Challenge(wish, CancellationToken.None));
        return new RoomCreated(opened.MatchId, "", await JoinRoom(opened.MatchId, wish.Nickname));
    }

    [CountsAs(UserLimit.Tickets)]
    public async Task<RematchState> Rematch([Pin] string pin)
    {
        await relays.Refresh(Caller, pin);
        return Value(await Room(pin).Rematch(Caller.Id, CancellationToken.None));
    }

    public async Task<Receipt> DeclineRematch([Pin] string pin)
    {
        await relays.Refresh(Caller, pin);
        return await Accepted(Room(pin).DeclineRematch(Caller.Id));
    }

    public Task<Receipt> BlockPlayer([PlayerId] string playerId, bool blocked) => Accepted(Player.Block(playerId, blocked, Aborted));

    /// <summary>A platform's token may name its user as it likes, or not at all: others see him under a name that can be one.</summary>
    private QueueWish Wish(string? category, string? language) => new(category ?? QueueKey.General, language ?? "en", Nicknames.Fitted(Caller.Name));
}
