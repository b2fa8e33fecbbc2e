using Microsoft.Extensions.Logging;
using QuizOrleans.Grains.Matchmaking;
using QuizOrleans.Grains.Rooms;
using QuizOrleans.Rules.Matchmaking;

namespace QuizOrleans.Grains.Players;

/// <content>The player's ticket: one at a time, whichever page or device asks.</content>
public sealed partial class PlayerGrain
{
    private static readonly Receipt NotQueued = new(false, QueueRejections.NotQueued.Code, QueueRejections.NotQueued.Message, 0);

    private (string Category, string Language) _played;

    public async Task<Outcome<QueueJoined>> JoinQueue(QueueWish wish, CancellationToken cancellationToken)
    {
        if (!QueueKey.IsPart(wish.Category) || !QueueKey.IsPart(wish.Language)) return new Refusal("invalid_argument", "category and language must name what there is.");
        // The duel first: one that has just ended says what it did to the rating.
        var profile = await Duelist(wish.Category, cancellationToken);
        if (profile.MatchId is { } matchId && await Seating(matchId, cancellationToken) is not { IsOpen: true }) return InDuel;
        // One ticket a player: the one he has is told again, whatever he asks for. It may be gone, and the word of that lost.
        if (_at.Queue is { } known)
        {
            var held = await Queue(known).Ticket(Key.Id, cancellationToken);
            if (held.Value is { } had) return new QueueJoined(known, had);
            if (!IsGone(held.Refusal!.Code)) return held.Refusal;
        }

        if (!await HasQuestions(wish, cancellationToken)) return new Refusal("no_questions", "There are no questions of this category in this language.");
        if (profile.MatchId is not null) await GiveUpChallenges(null);
        var queue = new QueueKey(Key.Tenant, wish.Category, wish.Language, duels.Value.BandOf(profile.Rating.Value)).ToString();
        // Before it is asked: a ticket may be taken although its answer does not come.
        _at.Queued(queue);
        var joined = await Queue(queue).Join(new JoinQueue(Key.Id, wish.Nickname, profile), cancellationToken);
        if (joined.Value is { } ticket) return new QueueJoined(queue, ticket);
        if (joined.Refusal!.Code != EventSourcing.Recorded.StorageUnavailable.Code) _at.Unqueued(queue);
        return joined.Refusal;
    }

    public async Task<Receipt> LeaveQueue(CancellationToken cancellationToken)
    {
        if (_at.Queue is not { } queue) return NotQueued;
        var left = await Queue(queue).Leave(Key.Id, cancellationToken);
        if (left.Accepted || IsGone(left.Code)) _at.Unqueued(queue);
        return left;
    }

    public async Task<Outcome<MatchFound>> AcceptSubstitute(CancellationToken cancellationToken)
    {
        if (_at.Queue is not { } queue) return new Refusal(NotQueued.Code, NotQueued.Message);
        var place = QueueKey.Parse(queue);
        var ticket = await Queue(queue).Ticket(Key.Id, cancellationToken);
        var settled = await Queue(queue).Settle(Key.Id, cancellationToken);
        if (settled.Accepted || IsGone(settled.Code)) _at.Unqueued(queue);
        if (!settled.Accepted) return new Refusal(settled.Code, settled.Message);
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

    public Task Queued(string queue)
    {
        _at.Queued(queue);
        return Task.CompletedTask;
    }

    public async Task Unqueued(string queue)
    {
        // The word may be of an earlier ticket there than the one he has by now.
        if (_at.Queue == queue && await IsWithout(queue)) _at.Unqueued(queue);
    }

    public async Task StillQueued(string queue)
    {
        await ReadDuels(CancellationToken.None);
        var running = await RunningDuel(CancellationToken.None);
        // It was found by this very ticket: the queue hears from it how it goes on.
        if (running is not null && _at.Queue == queue && _at.IsMatched(running)) return;
        if (running is null && (_at.Queue is not { } known || known == queue || await IsWithout(known))) _at.Queued(queue);
        else await Queue(queue).Leave(Key.Id, CancellationToken.None);
    }

    /// <summary>Whoever enters a duel waits for no other. Refused where an opponent was found just now: that is a duel of its own.</summary>
    private async Task GiveUpTicket(string queue)
    {
        try
        {
            var left = await Queue(queue).Leave(Key.Id, CancellationToken.None);
            if (left.Accepted || IsGone(left.Code)) _at.Unqueued(queue);
        }
        catch (Exception e)
        {
            // The queue says again that he waits there: then he leaves.
            LogNotLeft(logger, e, queue);
        }
    }

    private async Task<bool> IsWithout(string queue) => (await Queue(queue).Ticket(Key.Id, CancellationToken.None)).Refusal is { } refusal && IsGone(refusal.Code);

    private static bool IsGone(string code) => code == QueueRejections.NotQueued.Code;

    private async Task<bool> HasQuestions(QueueWish wish, CancellationToken cancellationToken)
    {
        // There were some when he last asked for them; should there be none now, no duel opens.
        if (_played == (wish.Category, wish.Language)) return true;
        var categories = await GrainFactory.GetGrain<IQuestionPoolGrain>(new TenantKey(Key.Tenant, "pool").ToString()).Categories(cancellationToken);
        if (!categories.Any(c => c.Category == wish.Category && c.Language == wish.Language)) return false;
        _played = (wish.Category, wish.Language);
        return true;
    }

    private IMatchmakingGrain Queue(string key) => GrainFactory.GetGrain<IMatchmakingGrain>(key);

    [LoggerMessage(1232, LogLevel.Warning, "The ticket in {Queue} was not given up for a duel.")]
    private static partial void LogNotLeft(ILogger logger, Exception exception, string queue);
}
