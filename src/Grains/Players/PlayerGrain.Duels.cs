using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using QuizOrleans.Grains.Matchmaking;
using QuizOrleans.Grains.Rooms;
using QuizOrleans.Rules.Matchmaking;

namespace QuizOrleans.Grains.Players;

/// <content>
/// The player's duels: ratings and the duel he is in are read once from the matches, which are the one truth about them, and kept up to date by the duels
/// themselves. Only the block list is this grain's own.
/// </content>
public sealed partial class PlayerGrain
{
    private const int MostBlocked = 200;
    private static readonly Refusal InDuel = new("in_duel", "You are in a duel: finish it first.");

    private readonly Whereabouts _at = new();
    private ImmutableDictionary<string, Rating>? _ratings;
    private string? _lastOpponent;

    public async Task<DuelistProfile> Duelist(string category, CancellationToken cancellationToken)
    {
        await ReadDuels(cancellationToken);
        var running = await RunningDuel(cancellationToken);
        return new DuelistProfile(Ratings.View(_ratings!.GetValueOrDefault(category, Rating.Unknown)), _lastOpponent, state.State.Blocked, running);
    }

    public async Task<DuelStanding> Standing(CancellationToken cancellationToken)
    {
        await ReadDuels(cancellationToken);
        var running = await RunningDuel(cancellationToken);
        // While seats are taken the duel is where he is, and not the queue that he may come back to.
        if (running is null && _at.Queue is { } queue && await IsWithout(queue)) _at.Unqueued(queue);
        var place = running is null && _at.Queue is { } waiting ? QueueKey.Parse(waiting) : (QueueKey?)null;
        return new DuelStanding(
            running, place is { } p ? new QueuePlace(p.Category, p.Language) : null, [.. _ratings!.OrderBy(r => r.Key, StringComparer.Ordinal).Select(r => Ratings.Shown(r.Key, r.Value))]);
    }

    public async Task<MatchPage> Matches(string? after, int limit, CancellationToken cancellationToken)
    {
        var (items, next) = await matches.Of(Key, after, Math.Clamp(limit, 1, 100), cancellationToken);
        return new MatchPage([.. items.Select(Ratings.View)], next);
    }

    public async Task<Outcome<DuelOpened>> Challenge(QueueWish wish, CancellationToken cancellationToken)
    {
        if (!QueueKey.IsPart(wish.Category) || !QueueKey.IsPart(wish.Language)) return new Refusal("invalid_argument", "category and language must name what there is.");
        var profile = await Duelist(wish.Category, cancellationToken);
        // A challenge that nobody has taken up keeps nobody from another: that one is in its place.
        if (profile.MatchId is { } matchId && await Seating(matchId, cancellationToken) is { Status: "playing" } or { Rated: true }) return InDuel;
        if (wish.InTurns && (await OpenTurns(cancellationToken)).Count >= MostTurns)
            return new Refusal("too_many", $"At most {MostTurns} of your turns can wait for somebody: take one back first.");
        return await OpenDuel(wish, profile, null, cancellationToken);
    }

    public async Task EnterDuel(string matchId, string? opponentId, string? queue)
    {
        if (_at.Queue is { } ticket && ticket != queue) await GiveUpTicket(ticket);
        _at.Enter(matchId, queue);
        _lastOpponent = opponentId ?? _lastOpponent;
        await GiveUpChallenges(matchId);
    }

    public Task LeaveDuel(string matchId, string category, RatingView? rating)
    {
        _at.Leave(matchId);
        if (rating is null) return Task.CompletedTask;
        // Only what was played changes a rating.
        _at.Begun(matchId);
        Learn(category, Ratings.Read(rating));
        return Task.CompletedTask;
    }

    public async Task<Receipt> Block(string playerId, bool blocked, CancellationToken cancellationToken)
    {
        if (!TenantKey.IsPart(playerId) || playerId == Key.Id) return new Receipt(false, "invalid_argument", "That is not another player.", 0);
        var list = state.State.Blocked;
        if (list.Contains(playerId) == blocked) return new Receipt(true, "ok", "", 0);
        if (blocked && list.Length >= MostBlocked) return new Receipt(false, "too_many", $"At most {MostBlocked} players can be blocked.", 0);
        await Write(state.State with { Blocked = blocked ? list.Add(playerId) : list.Remove(playerId) }, cancellationToken);
        return new Receipt(true, "ok", "", 0);
    }

    public Task<ImmutableArray<string>> Blocked(CancellationToken cancellationToken) => Task.FromResult(state.State.Blocked);

    /// <summary>Unrated against a machine or a friend: what either says of strength is not comparable.</summary>
    private async Task<Outcome<DuelOpened>> OpenDuel(QueueWish wish, DuelistProfile profile, Substitute? substitute, CancellationToken cancellationToken)
    {
        var opened = await Room(Matchmaking.Matches.NewId()).OpenDuel(
            new OpenDuel(wish.Category, wish.Language, Rated: false, [new DuelSeat(Key.Id, wish.Nickname, profile.Rating)], substitute, InTurns: wish.InTurns), cancellationToken);
        if (opened.Value is { } duel) await EnterDuel(duel.MatchId, null, null);
        return opened;
    }

    /// <summary>The duel the player is in, the last one if there are several. Their words to the contrary may have been lost, so they are asked.</summary>
    private async Task<string?> RunningDuel(CancellationToken cancellationToken)
    {
        foreach (var matchId in _at.Duels.Reverse().ToList())
        {
            if (await Seating(matchId, cancellationToken) is not { } seating) continue;
            if (seating.Status is "playing" or "ended") _at.Begun(matchId);
            if (seating.Status is "waiting" or "playing" && seating.Played != Key.Id) return matchId;
            _at.Leave(matchId);
            if (seating.Ratings?.GetValueOrDefault(Key.Id) is { } rating) Learn(seating.Category, Ratings.Read(rating));
        }

        return null;
    }

    /// <summary>Whoever plays waits for nobody with a link any more: two duels at once are nobody's wish.</summary>
    /// <param name="but">The duel he is in now.</param>
    private async Task GiveUpChallenges(string? but)
    {
        foreach (var matchId in _at.Duels.Where(id => id != but).ToList())
        {
            try
            {
                if (await Seating(matchId, CancellationToken.None) is not { IsOpen: true } || await Room(matchId).Leave(Key.Id, CancellationToken.None) is not { Accepted: true }) continue;
                _at.Leave(matchId);
            }
            catch (Exception e)
            {
                // It stays open, and ends by itself when he does not come back to it.
                LogNotGivenUp(logger, e, matchId);
            }
        }
    }

    /// <summary>Null where the duel cannot say where it stands, of another version's making perhaps: that must not keep the player from all others.</summary>
    private async Task<DuelSeating?> Seating(string matchId, CancellationToken cancellationToken)
    {
        try
        {
            return await Room(matchId).Seating(cancellationToken);
        }
        catch (Exception e) when (e is not (StorageUnavailableException or OperationCanceledException or TimeoutException))
        {
            LogNotSeated(logger, e, matchId);
            return null;
        }
    }

    private IQuizRoomGrain Room(string matchId) => GrainFactory.GetGrain<IQuizRoomGrain>(new TenantKey(Key.Tenant, matchId).ToString());

    /// <summary>What a duel left behind. Words may overtake each other, and the older one is no news.</summary>
    private void Learn(string category, Rating rating)
    {
        // Without the others there is nothing to keep up to date: the next who asks reads them all.
        if (_ratings is null || _ratings.GetValueOrDefault(category)?.At > rating.At) return;
        _ratings = _ratings.SetItem(category, rating);
    }

    private async Task ReadDuels(CancellationToken cancellationToken)
    {
        if (_ratings is not null) return;
        var read = await matches.Duelist(Key, cancellationToken);
        // What was told meanwhile is newer.
        _at.Found(read.RunningMatchId);
        _lastOpponent ??= read.LastOpponent;
        _ratings ??= read.Ratings;
    }

    [LoggerMessage(1233, LogLevel.Warning, "The challenge {MatchId} was not given up for a duel.")]
    private static partial void LogNotGivenUp(ILogger logger, Exception exception, string matchId);

    [LoggerMessage(1231, LogLevel.Warning, "The duel {MatchId} did not say where it stands; the player may look for another.")]
    private static partial void LogNotSeated(ILogger logger, Exception exception, string matchId);
}
