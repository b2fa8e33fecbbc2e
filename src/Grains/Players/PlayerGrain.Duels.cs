using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using QuizOrleans.Grains.Matchmaking;
using QuizOrleans.Grains.Rooms;
using QuizOrleans.Rules.Matchmaking;

namespace QuizOrleans.Grains.Players;

/// <summary>
/// The player's duels: ratings and the duel he is in are read once from the matches, which are the one truth about them, and kept up to date by the duels
/// themselves. Only the block list is this grain's own.
/// </summary>
public sealed partial class PlayerGrain
{
    private const int MostBlocked = 200;
    private const int MostTurns = 20;
    private static readonly Receipt NotQueued = new(false, QueueRejections.NotQueued.Code, QueueRejections.NotQueued.Message, 0);

    private ImmutableDictionary<string, Rating>? _ratings;
    private string? _matchId;
    private string? _lastOpponent;
    private string? _queue;
    private (string Category, string Language) _played;

    public async Task<DuelistProfile> Duelist(string category, CancellationToken cancellationToken)
    {
        await ReadDuels(cancellationToken);
        return new DuelistProfile(Ratings.View(_ratings!.GetValueOrDefault(category, Rating.Unknown)), _lastOpponent, state.State.Blocked, _matchId);
    }

    public async Task<DuelStanding> Standing(CancellationToken cancellationToken)
    {
        await ReadDuels(cancellationToken);
        var place = _queue is null ? (QueueKey?)null : QueueKey.Parse(_queue);
        return new DuelStanding(
            await RunningDuel(cancellationToken), place is { } p ? new QueuePlace(p.Category, p.Language) : null, [.. _ratings!.OrderBy(r => r.Key, StringComparer.Ordinal).Select(r => Ratings.Shown(r.Key, r.Value))]);
    }

    public async Task<MatchPage> Matches(string? after, int limit, CancellationToken cancellationToken)
    {
        var (items, next) = await matches.Of(Key, after, Math.Clamp(limit, 1, 100), cancellationToken);
        return new MatchPage([.. items.Select(Ratings.View)], next);
    }

    public async Task<Outcome<QueueJoined>> JoinQueue(QueueWish wish, CancellationToken cancellationToken)
    {
        if (!QueueKey.IsPart(wish.Category) || !QueueKey.IsPart(wish.Language)) return new Refusal("invalid_argument", "category and language must name what there is.");
        var profile = await Duelist(wish.Category, cancellationToken);
        if (await RunningDuel(cancellationToken) is not null) return new Refusal("in_duel", "You are in a duel: finish it first.");
        // One ticket a player: the one he has is told again, whatever he asks for. It may be gone, and the word of that lost.
        if (_queue is { } known && (await Queue(known).Ticket(Key.Id, cancellationToken)).Value is { } held) return new QueueJoined(known, held);
        var queue = new QueueKey(Key.Tenant, wish.Category, wish.Language, duels.Value.BandOf(profile.Rating.Value)).ToString();
        if (!await HasQuestions(wish, cancellationToken)) return new Refusal("no_questions", "There are no questions of this category in this language.");
        var joined = await Queue(queue).Join(new JoinQueue(Key.Id, wish.Nickname, profile), cancellationToken);
        if (joined.Value is not { } ticket) return joined.Refusal!;
        _queue = queue;
        return new QueueJoined(queue, ticket);
    }

    public Task<Receipt> LeaveQueue(CancellationToken cancellationToken) =>
        _queue is { } queue ? Queue(queue).Leave(Key.Id, cancellationToken) : Task.FromResult(NotQueued);

    public async Task<Outcome<MatchFound>> AcceptSubstitute(CancellationToken cancellationToken)
    {
        if (_queue is not { } queue) return new Refusal(NotQueued.Code, NotQueued.Message);
        var place = QueueKey.Parse(queue);
        var ticket = await Queue(queue).Ticket(Key.Id, cancellationToken);
        var settled = await Queue(queue).Settle(Key.Id, cancellationToken);
        if (!settled.Accepted) return new Refusal(settled.Code, settled.Message);
        _queue = null;
        var profile = await Duelist(place.Category, cancellationToken);
        var recorded = await matches.FindRecorded(Key.Tenant, place.Category, place.Language, profile.Rating.Value, Key.Id, cancellationToken);
        var opened = await OpenDuel(
            new QueueWish(place.Category, place.Language, state.State.Nickname),
            profile,
            new Substitute(recorded?.MatchId, recorded?.PlayerId, ticket.Value?.Rating ?? (int)Rating.Unknown.Value),
            cancellationToken);
        if (opened.Value is not { } duel) return opened.Refusal!;
        return new MatchFound(duel.MatchId, duel.Players.First(p => p.PlayerId != Key.Id), (int)duels.Value.SeatTime.TotalMilliseconds);
    }

    public async Task<Outcome<DuelOpened>> Challenge(QueueWish wish, CancellationToken cancellationToken)
    {
        if (!QueueKey.IsPart(wish.Category) || !QueueKey.IsPart(wish.Language)) return new Refusal("invalid_argument", "category and language must name what there is.");
        if (wish.InTurns && (await OpenTurns(cancellationToken)).Count >= MostTurns)
            return new Refusal("too_many", $"At most {MostTurns} of your turns can wait for somebody: take one back first.");
        return await OpenDuel(wish, await Duelist(wish.Category, cancellationToken), null, cancellationToken);
    }

    public Task Queued(string queue)
    {
        _queue = queue;
        return Task.CompletedTask;
    }

    public Task Unqueued(string queue)
    {
        if (_queue == queue) _queue = null;
        return Task.CompletedTask;
    }

    public Task StillQueued(string queue)
    {
        _queue ??= queue;
        return _queue == queue ? Task.CompletedTask : Queue(queue).Leave(Key.Id, CancellationToken.None);
    }

    public Task EnterDuel(string matchId, string? opponentId)
    {
        _matchId = matchId;
        _lastOpponent = opponentId ?? _lastOpponent;
        _queue = null;
        return Task.CompletedTask;
    }

    public Task LeaveDuel(string matchId, string category, RatingView? rating)
    {
        if (_matchId == matchId) _matchId = null;
        // Without the others there is nothing to keep up to date: the next who asks reads them all.
        if (rating is not null && _ratings is not null) _ratings = _ratings.SetItem(category, Ratings.Read(rating));
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
        if (opened.Value is { } duel) await EnterDuel(duel.MatchId, null);
        return opened;
    }

    /// <summary>Nobody plays against who is forgotten: what waits for its second turn is taken back. One whose second turn has begun ends by itself.</summary>
    private async Task Withdraw(CancellationToken cancellationToken)
    {
        foreach (var matchId in await OpenTurns(cancellationToken)) await Room(matchId).Leave(Key.Id, cancellationToken);
    }

    /// <summary>Matches in which the player has had his turn and the second has not begun; they are as young as their time for it is long.</summary>
    private async Task<List<string>> OpenTurns(CancellationToken cancellationToken)
    {
        var oldest = time.GetUtcNow() - duels.Value.TurnTime - duels.Value.MatchTime - TimeSpan.FromHours(1);
        List<string> open = [];
        string? after = null;
        do
        {
            var (items, next) = await matches.Of(Key, after, 100, cancellationToken);
            open.AddRange(items.Where(m => m is { Status: MatchStatus.Waiting, WaitsUntil: not null }).Select(m => m.MatchId));
            after = items.Length > 0 && items[^1].CreatedAt >= oldest ? next : null;
        }
        while (after is not null);
        return open;
    }

    /// <summary>The duel the player is in, if it still runs: its word to the contrary may have been lost.</summary>
    private async Task<string?> RunningDuel(CancellationToken cancellationToken)
    {
        if (_matchId is not { } matchId) return null;
        DuelSeating seating;
        try
        {
            seating = await Room(matchId).Seating(cancellationToken);
        }
        catch (Exception e) when (e is not (StorageUnavailableException or OperationCanceledException or TimeoutException))
        {
            // A duel that cannot say where it stands, of another version's making perhaps, must not keep him from all others.
            LogNotSeated(logger, e, matchId);
            return null;
        }

        return _matchId = seating.Status is "waiting" or "playing" && seating.Played != Key.Id ? matchId : null;
    }

    private async Task<bool> HasQuestions(QueueWish wish, CancellationToken cancellationToken)
    {
        // There were some when he last asked for them; should there be none now, no duel opens.
        if (_played == (wish.Category, wish.Language)) return true;
        var categories = await GrainFactory.GetGrain<IQuestionPoolGrain>(new TenantKey(Key.Tenant, "pool").ToString()).Categories(cancellationToken);
        if (!categories.Any(c => c.Category == wish.Category && c.Language == wish.Language)) return false;
        _played = (wish.Category, wish.Language);
        return true;
    }

    private IQuizRoomGrain Room(string matchId) => GrainFactory.GetGrain<IQuizRoomGrain>(new TenantKey(Key.Tenant, matchId).ToString());

    private IMatchmakingGrain Queue(string key) => GrainFactory.GetGrain<IMatchmakingGrain>(key);

    private async Task ReadDuels(CancellationToken cancellationToken)
    {
        if (_ratings is not null) return;
        var read = await matches.Duelist(Key, cancellationToken);
        // What was told meanwhile is newer.
        _matchId ??= read.RunningMatchId;
        _lastOpponent ??= read.LastOpponent;
        _ratings ??= read.Ratings;
    }

    [LoggerMessage(1231, LogLevel.Warning, "The duel {MatchId} did not say where it stands; the player may look for another.")]
    private static partial void LogNotSeated(ILogger logger, Exception exception, string matchId);
}
