using System.Collections.Immutable;
using QuizOrleans.Grains.Matchmaking;
using QuizOrleans.Rules.Rooms;

namespace QuizOrleans.Grains.Rooms;

/// <content>Playing again. Memory only: who asks again after a crash asks again.</content>
public sealed partial class QuizRoomGrain
{
    /// <summary>Who wants to play again.</summary>
    private readonly HashSet<string> _rematch = [];

    /// <summary>The duel that came of it, once there is one to go to.</summary>
    private string? _rematchId;
    private Task<Outcome<DuelOpened>>? _openingAgain;

    /// <summary>Whether the new duel is open or being opened: that is where both are then.</summary>
    private bool IsAgreed => _rematchId is not null || _openingAgain is not null;

    public async Task<Outcome<RematchState>> Rematch(string playerId, CancellationToken cancellationToken)
    {
        // Whoever played earlier is not there to want one.
        if (Durable.Settings.Duel is not { TurnTime: null } duel || Durable.Phase is not Phase.Finished) return Refused(RoomRejections.NotAllowedNow);
        if (!Durable.Players.TryGetValue(playerId, out _)) return Refused(RoomRejections.NotAMember);
        if (!IsAgreed && await Player(playerId).Standing(cancellationToken) is { MatchId: not null } && !IsAgreed) return new Refusal("in_duel", "You are in a duel: finish it first.");
        if (_rematch.Add(playerId)) TellNow(new RematchWanted(playerId));
        var persons = Durable.Players.Keys.Where(id => duel.SeatOf(id) is null or { IsPerson: true }).ToArray();
        if (_rematchId is null && persons.All(_rematch.Contains))
        {
            if (!IsAgreed) await ForgetWhoWentOn(persons.Where(id => id != playerId), cancellationToken);
            if (persons.All(_rematch.Contains) && await OpenAgain(duel) is { } refusal) return refusal;
        }

        return new RematchState(_key.Id, [.. _rematch.Order(StringComparer.Ordinal)], _rematchId);
    }

    private void TellNow(RoomNotice notice)
    {
        _publisher.Tell(notice);
        _publisher.Flush();
    }

    /// <summary>Who wished to play again, and plays or looks for somebody else by now, does not wish it any more.</summary>
    private async Task ForgetWhoWentOn(IEnumerable<string> others, CancellationToken cancellationToken)
    {
        foreach (var id in others)
        {
            if (await Player(id).Standing(cancellationToken) is not { MatchId: null, Queued: null } && !IsAgreed) _rematch.Remove(id);
        }
    }

    /// <summary>Once, however many ask meanwhile. Nobody is told of a duel that is not there.</summary>
    private async Task<Refusal?> OpenAgain(DuelSettings duel)
    {
        if (_rematchId is not null) return null;
        var opening = _openingAgain ??= OpenAgain(duel, Matches.NewId());
        try
        {
            var opened = await opening;
            if (opened.Value is not { } again) return opened.Refusal;
            if (_rematchId is not null) return null;
            _rematchId = again.MatchId;
            TellNow(new RematchReady(_rematchId, again.Players, (int)_duels.SeatTime.TotalMilliseconds));
            return null;
        }
        finally
        {
            if (_openingAgain == opening) _openingAgain = null;
        }
    }

    /// <summary>The same two on the same sides, by their ratings of now; a friendly stays one. A machine that was played plays again.</summary>
    private async Task<Outcome<DuelOpened>> OpenAgain(DuelSettings duel, string matchId)
    {
        var seats = ImmutableArray.CreateBuilder<DuelSeat>();
        Substitute? substitute = null;
        foreach (var player in SidesOf(Durable))
        {
            if (duel.SeatOf(player.Id) is { IsPerson: false } machine)
            {
                substitute = new Substitute(null, null, Ratings.Shown(machine.Rating));
                continue;
            }

            var profile = await Player(player.Id).Duelist(duel.Category, CancellationToken.None);
            seats.Add(new DuelSeat(player.Id, player.Nickname, profile.Rating));
        }

        return await GrainFactory.GetGrain<IQuizRoomGrain>(new TenantKey(_key.Tenant, matchId).ToString()).OpenDuel(
            new OpenDuel(duel.Category, duel.Language, duel.Rated, seats.DrainToImmutable(), substitute, RematchOf: _key.Id), CancellationToken.None);
    }
}
