using System.Collections.Immutable;
using QuizOrleans.Grains.Matchmaking;
using QuizOrleans.Rules;
using QuizOrleans.Rules.Rooms;

namespace QuizOrleans.Grains.Rooms;

/// <content>Playing again. Memory only: who asks again after a crash asks again.</content>
public sealed partial class QuizRoomGrain
{
    private RematchWishes _wishes = RematchWishes.None;

    /// <summary>The duel that came of it, once there is one to go to.</summary>
    private string? _rematchId;
    private Task<Outcome<DuelOpened>>? _openingAgain;

    /// <summary>Whether the new duel is open or being opened: that is where both are then.</summary>
    private bool IsAgreed => _rematchId is not null || _openingAgain is not null;

    /// <summary>When the standing wish lapses; null when there is none, or both have it.</summary>
    private DateTimeOffset? WishEnds => IsAgreed ? null : _wishes.Until;

    public async Task<Outcome<RematchState>> Rematch(string playerId, CancellationToken cancellationToken)
    {
        if (NoRematchFor(playerId) is { } refused) return Refused(refused);
        if (!IsAgreed && await Player(playerId).Standing(cancellationToken) is { MatchId: not null } && !IsAgreed) return new Refusal("in_duel", "You are in a duel: finish it first.");
        var duel = Durable.Settings.Duel!;
        var persons = Durable.Players.Keys.Where(id => duel.SeatOf(id) is null or { IsPerson: true }).ToArray();
        var others = persons.Where(id => id != playerId).ToArray();
        if (!IsAgreed && (await IsBlockedBy(others, playerId, cancellationToken) || _wishes.IsDeclinedTo(playerId))) return Refused(RoomRejections.RematchDeclined);
        Want(playerId);
        if (!IsAgreed) await ForgetWhoWentOn(others, cancellationToken);
        if (_rematchId is null && persons.All(_wishes.Wanted.Contains) && await OpenAgain(duel) is { } refusal) return refusal;
        return new RematchState(_key.Id, [.. _wishes.Wanted], _rematchId, RematchMs);
    }

    public Task<Receipt> DeclineRematch(string playerId)
    {
        var refused = NoRematchFor(playerId) ?? (IsAgreed ? RoomRejections.RematchFound : null);
        if (refused is null) Become(_wishes.Decline(playerId));
        return Task.FromResult(new Receipt(refused is null, refused?.Code ?? "ok", refused?.Message ?? "", DurableVersion));
    }

    /// <summary>Of a snapshot: what is wished, and how the last wish ended.</summary>
    private DuelView WithWishes(DuelView duel) => duel with
    {
        Rematch = [.. _wishes.Wanted],
        RematchId = _rematchId,
        RematchMs = RematchMs,
        RematchOff = HowItEnded,
    };

    private RematchOff? HowItEnded => _wishes.End is { } end ? new RematchOff(end.PlayerId, RoomProjector.Name(end.Reason)) : null;

    private int? RematchMs => WishEnds is { } at ? (int)Math.Max(0, (at - Now).TotalMilliseconds) : null;

    /// <summary>Whoever played earlier is not there to want one.</summary>
    private Rejection? NoRematchFor(string playerId) =>
        Durable.Phase is Phase.Unopened ? Missing()
        : Durable.Settings.Duel is not { TurnTime: null } || Durable.Phase is not Phase.Finished ? RoomRejections.NotAllowedNow
        : Durable.Players.ContainsKey(playerId) ? null
        : RoomRejections.NotAMember;

    private void Want(string playerId)
    {
        if (_wishes.Wanted.Contains(playerId)) return;
        _wishes = _wishes.Want(playerId, Now + _duels.RematchTime);
        TellNow(new RematchWanted(playerId, RematchMs));
        OnDecided();
    }

    private void LapseWish()
    {
        if (WishEnds is not null) Become(_wishes.Lapse(Now));
    }

    /// <summary>All are told how a wish ended, or who cannot meet it.</summary>
    private void Become(RematchWishes wishes)
    {
        if (wishes == _wishes) return;
        _wishes = wishes;
        if (HowItEnded is { } off) TellNow(off);
    }

    /// <summary>Whoever blocked him need not be asked. One who wishes it himself has thought better of it.</summary>
    private async Task<bool> IsBlockedBy(IEnumerable<string> others, string playerId, CancellationToken cancellationToken)
    {
        foreach (var id in others)
        {
            if (!_wishes.Wanted.Contains(id) && (await Player(id).Blocked(cancellationToken)).Contains(playerId)) return true;
        }

        return false;
    }

    private void TellNow(RoomNotice notice)
    {
        _publisher.Tell(notice);
        _publisher.Flush();
    }

    /// <summary>Who plays or looks for somebody else by now does not wish to play again, and the one who does is told so.</summary>
    private async Task ForgetWhoWentOn(IEnumerable<string> others, CancellationToken cancellationToken)
    {
        foreach (var id in others)
        {
            if (await Player(id).Standing(cancellationToken) is not { MatchId: null, Queued: null } && !IsAgreed) Become(_wishes.GoneOn(id));
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
            // Where it could not be opened the wish stands again, until its time.
            OnDecided();
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
