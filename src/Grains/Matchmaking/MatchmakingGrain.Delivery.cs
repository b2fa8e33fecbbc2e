using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using QuizOrleans.Grains.Players;
using QuizOrleans.Grains.Rooms;
using QuizOrleans.Rules.Matchmaking;

namespace QuizOrleans.Grains.Matchmaking;

/// <summary>What those who wait are told, who is there, and when to look again.</summary>
public sealed partial class MatchmakingGrain
{
    private const int HeldAtOnce = 100;
    private const int StatusesPerSecond = 1000;

    private readonly string _epoch = Guid.NewGuid().ToString("N");
    private readonly RoomPresence _presence = new();
    private readonly Dictionary<string, (IQueueObserver Observer, DateTimeOffset Until)> _fronts = [];
    private readonly Dictionary<string, int> _lost = [];
    private readonly Dictionary<string, List<QueueNotice>> _unsent = [];
    private IGrainTimer _sweeping = null!;
    private DateTimeOffset? _sweepAt;
    private DateTimeOffset _statusAt;
    private TimeSpan _sweepTook;
    private bool _hasNewcomers;

    /// <summary>Matches whose duel is open (before that nobody could take a seat), and which of its players no front has been told for.</summary>
    private readonly Dictionary<string, HashSet<string>> _untold = [];

    public Task<string> Subscribe(string frontId, IQueueObserver observer)
    {
        _fronts[frontId] = (observer, Time.GetUtcNow() + QueueLimits.SubscriptionLease);
        return Task.FromResult(_lost.TryGetValue(frontId, out var times) ? $"{_epoch}-{times}" : _epoch);
    }

    public async Task ReportPresence(string frontId, ImmutableArray<string> arrived, ImmutableArray<string> gone)
    {
        foreach (var player in arrived)
        {
            _presence.Arrived(frontId, player);
            // An opponent may have been found before anybody knew where to say so.
            if (Durable.Tickets.TryGetValue(player, out var ticket) && ticket.MatchId is { } matchId && _untold.GetValueOrDefault(matchId)?.Contains(player) is true)
                TellFound(matchId, ticket);
        }

        Flush();
        await Do(new QueueCommand.Presence(Now, arrived, [.. gone.Where(player => _presence.IsGone(frontId, player))]));
    }

    protected override void OnCommitted(QueueEvent @event, QueueState after, long version)
    {
        switch (@event)
        {
            case QueueEvent.TicketTaken e:
                metrics.TicketsChanged(1);
                _hasNewcomers = true;
                // Who asked himself knows where he is; who was moved from another queue does not.
                if (e.Ticket.JoinedAt < e.At) _ = TellPlayer(e.Ticket.PlayerId, p => p.Queued(_key.ToString()));
                break;
            case QueueEvent.TicketWithdrawn { Reason: WithdrawReason.Moved }:
                metrics.TicketsChanged(-1);
                break;
            case QueueEvent.TicketWithdrawn e:
                metrics.TicketsChanged(-1);
                Tell(e.PlayerId, new QueueLeft(Name(e.Reason)));
                _presence.Forget(e.PlayerId);
                _ = TellPlayer(e.PlayerId, p => p.Unqueued(_key.ToString()));
                break;
            case QueueEvent.HelpOffered e:
                foreach (var player in e.Players) _ = Offer(after, player);
                break;
            case QueueEvent.Paired e:
                foreach (var player in new[] { e.Pairing.First, e.Pairing.Second })
                {
                    if (after.Tickets.TryGetValue(player, out var ticket)) metrics.Matched(ticket.WaitAt(e.At));
                }

                Open(e.Pairing);
                break;
            case QueueEvent.MatchSeated e:
                Left(e.Pairing, [], "seated");
                break;
            case QueueEvent.MatchFailed e:
                Left(e.Pairing, e.Came, "no_show");
                foreach (var player in e.Came.Where(after.Tickets.ContainsKey)) Tell(player, new QueueReturned(TicketOf(after.Tickets[player], PlaceOf(after.Tickets[player]), Now)));
                break;
        }

        Arm();
    }

    protected override void OnBatchCommitted() => Flush();

    protected override void OnDecided() => Arm();

    /// <summary>Those of a match who are not in the queue any more.</summary>
    private void Left(Pairing pairing, ImmutableArray<string> stay, string reason)
    {
        _untold.Remove(pairing.MatchId);
        foreach (var player in new[] { pairing.First, pairing.Second }.Where(id => !stay.Contains(id)))
        {
            metrics.TicketsChanged(-1);
            Tell(player, new QueueLeft(reason, reason == "seated" ? pairing.MatchId : null));
            // His front lets him go with this word; a later ticket's news must wait until it holds him again.
            _presence.Forget(player);
            // Who is seated heard of it from his duel.
            if (reason != "seated") _ = TellPlayer(player, p => p.Unqueued(_key.ToString()));
        }
    }

    private void TellFound(string matchId, Ticket player)
    {
        if (!Durable.Pairings.TryGetValue(matchId, out var pairing)) return;
        if (!Durable.Tickets.TryGetValue(pairing.First == player.PlayerId ? pairing.Second : pairing.First, out var opponent)) return;
        var seat = pairing.SeatBy - Now;
        if (Listening().Any(frontId => _presence.Holds(frontId, player.PlayerId))) _untold.GetValueOrDefault(matchId)?.Remove(player.PlayerId);
        Tell(player.PlayerId, new MatchFound(
            pairing.MatchId,
            new DuelistView(opponent.PlayerId, opponent.Nickname, Ratings.Shown(opponent.Rating), opponent.Rating.IsProvisional, "human"),
            (int)Math.Max(0, seat.TotalMilliseconds)));
    }

    /// <summary>A recorded duel of somebody as strong, or a bot: always said to be one.</summary>
    private async Task Offer(QueueState state, string playerId)
    {
        try
        {
            if (!state.Tickets.TryGetValue(playerId, out var ticket)) return;
            var recorded = await matches.FindRecorded(_key.Tenant, _key.Category, _key.Language, ticket.Rating.Value, playerId, CancellationToken.None);
            var name = recorded is { } found ? (await matches.Find(new TenantKey(_key.Tenant, found.MatchId), CancellationToken.None))?.Sides.FirstOrDefault(s => s.PlayerId == found.PlayerId) : null;
            Tell(playerId, new SubstituteOffered(name is { } side
                ? new DuelistView(side.PlayerId, side.Nickname, Ratings.Shown(side.Before ?? Rating.Unknown), false, "ghost")
                : new DuelistView("bot", "", Ratings.Shown(ticket.Rating), false, "bot")));
            Flush();
        }
        catch (Exception e)
        {
            LogNotOffered(logger, e, playerId);
        }
    }

    /// <summary>At most once a second, one message a front, with the tickets of those it holds.</summary>
    private void TellStatus()
    {
        var now = Now;
        if (now < _statusAt || _fronts.Count == 0 || Durable.Tickets.IsEmpty) return;
        // However many wait, telling them must not be all that the servers do.
        var paced = TimeSpan.FromSeconds((double)Durable.Tickets.Count / StatusesPerSecond);
        _statusAt = now + (paced > options.Value.StatusInterval ? paced : options.Value.StatusInterval);
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

    private Dictionary<string, (IQueueObserver Observer, DateTimeOffset Until)>.KeyCollection Listening()
    {
        var now = Time.GetUtcNow();
        foreach (var (frontId, front) in _fronts)
        {
            if (front.Until >= now) continue;
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

    /// <summary>Players' grains know where they wait from memory, which a crash takes: without this one could get a second ticket elsewhere.</summary>
    private async Task TellHeld(ImmutableArray<string> players)
    {
        foreach (var some in players.Chunk(HeldAtOnce)) await Task.WhenAll(some.Select(id => TellPlayer(id, p => p.StillQueued(_key.ToString()))));
    }

    private async Task TellPlayer(string playerId, Func<IPlayerGrain, Task> tell)
    {
        try
        {
            await tell(GrainFactory.GetGrain<IPlayerGrain>(new TenantKey(_key.Tenant, playerId).ToString()));
        }
        catch (Exception e)
        {
            // Memory only: it tells a page that was loaded anew where to go on.
            LogNotTold(logger, e, playerId);
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
        ticket.MatchId is { } matchId && _untold.ContainsKey(matchId) ? matchId : null);

    private int PlaceOf(Ticket ticket) => 1 + Durable.Tickets.Values.Count(t => t.JoinedAt < ticket.JoinedAt);

    /// <summary>The next sweep, while there is anybody to match or a match to look after.</summary>
    private void Arm()
    {
        if (State.Tickets.IsEmpty) return;
        var most = options.Value.SweepInterval;
        // Somebody new may be the one others wait for; but sweeps of a long queue must not be all it does. While pairs of the last are left to match, nobody waits for the next.
        var soon = Later(_sweepTook * SweepShare, Soonest);
        var interval = _found.Count > 0 ? Later(Earlier(_sweepTook * BusySweepShare, Latest), most) : _hasNewcomers && soon < most ? soon : most;
        var at = Time.GetUtcNow() + interval;
        if (_sweepAt <= at) return;
        _sweepAt = at;
        _sweeping.Change(interval, Timeout.InfiniteTimeSpan);
    }

    private static TimeSpan Later(TimeSpan one, TimeSpan other) => one > other ? one : other;

    private static TimeSpan Earlier(TimeSpan one, TimeSpan other) => one < other ? one : other;

    private static string Name(WithdrawReason reason) => reason switch
    {
        WithdrawReason.Expired => "expired",
        WithdrawReason.Vanished => "vanished",
        WithdrawReason.Settled => "settled",
        _ => "cancelled",
    };

    [LoggerMessage(1211, LogLevel.Warning, "{Who} was not told what happens in the queue.")]
    private static partial void LogNotTold(ILogger logger, Exception exception, string who);

    [LoggerMessage(1212, LogLevel.Warning, "{PlayerId} was offered no substitute.")]
    private static partial void LogNotOffered(ILogger logger, Exception exception, string playerId);
}
