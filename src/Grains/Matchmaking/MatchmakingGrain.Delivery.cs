using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using QuizOrleans.Rules.Matchmaking;

namespace QuizOrleans.Grains.Matchmaking;

/// <summary>What those who wait are told.</summary>
public sealed partial class MatchmakingGrain
{
    private const int StatusesPerSecond = 1000;

    private readonly Dictionary<string, List<QueueNotice>> _unsent = [];
    private readonly Cadence _statuses = new(time);

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
