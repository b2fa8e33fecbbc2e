using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using QuizOrleans.Grains.Rooms;
using QuizOrleans.Rules.Matchmaking;

namespace QuizOrleans.Grains.Matchmaking;

/// <summary>What those who wait are told, and who is there.</summary>
public sealed partial class MatchmakingGrain
{
    private const int StatusesPerSecond = 1000;

    private readonly string _epoch = Guid.NewGuid().ToString("N");
    private readonly RoomPresence _presence = new();
    private readonly Dictionary<string, (IQueueObserver Observer, long Since)> _fronts = [];
    private readonly Dictionary<string, int> _lost = [];
    private readonly Dictionary<string, List<QueueNotice>> _unsent = [];
    private readonly Cadence _statuses = new(time);

    public Task<string> Subscribe(string frontId, IQueueObserver observer)
    {
        _fronts[frontId] = (observer, Time.GetTimestamp());
        return Task.FromResult(_lost.TryGetValue(frontId, out var times) ? $"{_epoch}-{times}" : _epoch);
    }

    public async Task ReportPresence(string frontId, ImmutableArray<string> arrived, ImmutableArray<string> gone)
    {
        foreach (var player in arrived)
        {
            _presence.Arrived(frontId, player);
            // An opponent may have been found before anybody knew where to say so.
            if (Durable.Tickets.TryGetValue(player, out var ticket) && ticket.MatchId is { } matchId && Durable.Pairings.TryGetValue(matchId, out var pairing)
                && CareOf(matchId).Untold?.Contains(player) is true)
                TellFound(pairing, player, pairing.First == player ? pairing.Second : pairing.First);
        }

        Flush();
        // A page that was loaded anew has forgotten what it was offered, and so has a queue that was brought back to whom it had said so.
        string[] offered = [.. arrived.Where(MayBeOffered)];
        if (offered.Length > 0) _ = Offer(offered);
        await Do(new QueueCommand.Presence(Now, arrived, [.. gone.Where(player => _presence.IsGone(frontId, player))]));
    }

    protected override void OnCommitted(QueueEvent @event, QueueState after, long version)
    {
        Count(after.Tickets.Count);
        switch (@event)
        {
            case QueueEvent.TicketTaken e:
                _hasNewcomers = true;
                // Who asked himself knows where he is; who was moved from another queue does not.
                if (e.Ticket.JoinedAt < e.At) _ = TellPlayer(e.Ticket.PlayerId, p => p.Queued(_key.ToString()));
                break;
            case QueueEvent.TicketWithdrawn { Reason: WithdrawReason.Moved } e:
                Tell(e.PlayerId, new QueueMoved(_key.Common.ToString()));
                // Where he waits now has told his grain; and his front holds him there from this word on.
                _presence.Forget(e.PlayerId);
                break;
            case QueueEvent.TicketWithdrawn e:
                Tell(e.PlayerId, new QueueLeft(Name(e.Reason)));
                _presence.Forget(e.PlayerId);
                _ = TellPlayer(e.PlayerId, p => p.Unqueued(_key.ToString()));
                break;
            case QueueEvent.HelpOffered e:
                _ = Offer(e.Players);
                break;
            case QueueEvent.Paired e:
                Open(e.Pairing, isFirst: true);
                foreach (var player in new[] { e.Pairing.First, e.Pairing.Second })
                {
                    if (after.Tickets.TryGetValue(player, out var ticket)) metrics.Matched(ticket.WaitAt(e.At));
                }

                break;
            case QueueEvent.MatchSeated e:
                Left(e.Pairing, [], "seated");
                break;
            case QueueEvent.MatchFailed e:
                Left(e.Pairing, e.Came, "no_show");
                foreach (var player in e.Came.Where(after.Tickets.ContainsKey))
                {
                    Tell(player, new QueueReturned(TicketOf(after.Tickets[player], PlaceOf(after.Tickets[player]), Now)));
                    // His grain may have been lost since he joined.
                    _ = Remind(player);
                }

                break;
        }

        Arm();
    }

    protected override void OnBatchCommitted() => Flush();

    protected override void OnDecided() => Arm();

    /// <summary>Those of a match who are not in the queue any more.</summary>
    private void Left(Pairing pairing, ImmutableArray<string> stay, string reason)
    {
        _cares.Remove(pairing.MatchId);
        foreach (var player in new[] { pairing.First, pairing.Second }.Where(id => !stay.Contains(id)))
        {
            Tell(player, new QueueLeft(reason, reason == "seated" ? pairing.MatchId : null));
            // His front lets him go with this word; a later ticket's news must wait until it holds him again.
            _presence.Forget(player);
            // Who is seated heard of it from his duel.
            if (reason != "seated") _ = TellPlayer(player, p => p.Unqueued(_key.ToString()));
        }
    }

    private void TellFound(Pairing pairing, string player, string opponentId)
    {
        if (!Durable.Tickets.TryGetValue(opponentId, out var opponent)) return;
        var seat = pairing.SeatBy - Now;
        if (Listening().Any(frontId => _presence.Holds(frontId, player))) CareOf(pairing.MatchId).Untold?.Remove(player);
        Tell(player, new MatchFound(
            pairing.MatchId,
            new DuelistView(opponent.PlayerId, opponent.Nickname, Ratings.Shown(opponent.Rating), opponent.Rating.IsProvisional, "human"),
            (int)Math.Max(0, seat.TotalMilliseconds)));
    }

    /// <summary>At most once a second, one message a front, with the tickets of those it holds.</summary>
    private void TellStatus()
    {
        var now = Now;
        if (!_statuses.IsDue || _fronts.Count == 0 || Durable.Tickets.IsEmpty) return;
        // However many wait, telling them must not be all that the servers do.
        var paced = TimeSpan.FromSeconds((double)Durable.Tickets.Count / StatusesPerSecond);
        _statuses.Rest(Later(paced, options.Value.StatusInterval));
        var place = 0;
        var notices = Durable.Tickets.Values.Where(t => t.MatchId is null).OrderBy(t => t.JoinedAt).ThenBy(t => t.PlayerId, StringComparer.Ordinal)
            .Select(t => new QueueNotice(t.PlayerId, new QueueStatus(TicketOf(t, ++place, now)))).ToArray();
        foreach (var frontId in Listening()) Send(frontId, [.. notices.Where(n => _presence.Holds(frontId, n.PlayerId))]);
    }

    /// <summary>Goes out with the next <see cref="Flush"/>, to whoever holds the player now: one message a front for all that is told at one time.</summary>
    private void Tell(string playerId, QueueNews news)
    {
        foreach (var frontId in Listening())
        {
            if (!_presence.Holds(frontId, playerId)) continue;
            if (!_unsent.TryGetValue(frontId, out var notices)) _unsent.Add(frontId, notices = []);
            notices.Add(new QueueNotice(playerId, news));
        }
    }

    private void Flush()
    {
        foreach (var (frontId, notices) in _unsent)
        {
            Send(frontId, [.. notices]);
            notices.Clear();
        }
    }

    private Dictionary<string, (IQueueObserver Observer, long Since)>.KeyCollection Listening()
    {
        foreach (var (frontId, front) in _fronts)
        {
            if (Time.GetElapsedTime(front.Since) <= QueueLimits.SubscriptionLease) continue;
            _fronts.Remove(frontId);
            _unsent.Remove(frontId);
            _ = FrontLost(frontId);
        }

        return _fronts.Keys;
    }

    /// <summary>Whoever waited on a front that is gone, and on no other, is away.</summary>
    private async Task FrontLost(string frontId)
    {
        try
        {
            await Task.Delay(RoomLimits.FrontGrace, Time);
            if (_fronts.ContainsKey(frontId)) return;
            _lost[frontId] = _lost.GetValueOrDefault(frontId) + 1;
            await Do(new QueueCommand.Presence(Now, [], [.. _presence.FrontGone(frontId)]));
        }
        catch (Exception e)
        {
            LogNotTold(logger, e, frontId);
        }
    }

    private void Send(string frontId, ImmutableArray<QueueNotice> notices)
    {
        if (!notices.IsEmpty) _ = Deliver(frontId, notices);
    }

    private async Task Deliver(string frontId, ImmutableArray<QueueNotice> notices)
    {
        try
        {
            await _fronts[frontId].Observer.OnNotices(notices);
        }
        catch (Exception e)
        {
            LogNotTold(logger, e, frontId);
        }
    }

    private QueueTicket TicketOf(Ticket ticket, int place, DateTimeOffset now) => new(
        _key.Category,
        _key.Language,
        (int)ticket.WaitAt(now).TotalMilliseconds,
        Durable.ExpectedWait is { } wait ? (int)wait.TotalMilliseconds : null,
        place,
        Durable.Tickets.Count,
        (int)_rules.WindowAfter(ticket.WaitAt(now)),
        Ratings.Shown(ticket.Rating),
        // Only when there is a duel to go to.
        ticket.MatchId is { } matchId && IsOpen(matchId) ? matchId : null);

    private int PlaceOf(Ticket ticket) => 1 + Durable.Tickets.Values.Count(t => t.JoinedAt < ticket.JoinedAt);

    private static string Name(WithdrawReason reason) => reason switch
    {
        WithdrawReason.Expired => "expired",
        WithdrawReason.Vanished => "vanished",
        WithdrawReason.Settled => "settled",
        _ => "cancelled",
    };

    [LoggerMessage(1211, LogLevel.Warning, "{Who} was not told what happens in the queue.")]
    private static partial void LogNotTold(ILogger logger, Exception exception, string who);
}
