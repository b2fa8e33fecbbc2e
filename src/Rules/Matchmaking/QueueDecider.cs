using System.Collections.Immutable;

namespace QuizOrleans.Rules.Matchmaking;

/// <summary>What a command does to a queue.</summary>
public static class QueueDecider
{
    public static Decision<QueueEvent> Decide(QueueState state, QueueCommand command, QueueRules rules) => command switch
    {
        QueueCommand.Join c => Join(state, c, rules),
        QueueCommand.Leave c => Leave(state, c),
        QueueCommand.Presence c => Presence(state, c),
        QueueCommand.Sweep c => Sweep(state, c, rules),
        QueueCommand.Match c => Match(state, c, rules),
        QueueCommand.Seated c => state.Pairings.TryGetValue(c.MatchId, out var p) ? new QueueEvent.MatchSeated(c.Now, p) : Decision<QueueEvent>.Nothing,
        QueueCommand.Failed c => state.Pairings.TryGetValue(c.MatchId, out var p) ? new QueueEvent.MatchFailed(c.Now, p, c.Came) : Decision<QueueEvent>.Nothing,
        QueueCommand.Settle c => Settle(state, c),
        QueueCommand.Move c => !state.Tickets.TryGetValue(c.PlayerId, out var moving) ? QueueRejections.NotQueued
            : moving.MatchId is not null ? QueueRejections.MatchFound
            : new QueueEvent.TicketWithdrawn(c.Now, c.PlayerId, WithdrawReason.Moved),
        QueueCommand.Recover c => state.Tickets.IsEmpty ? Decision<QueueEvent>.Nothing : new QueueEvent.Recovered(c.Now),
        _ => throw new ArgumentOutOfRangeException(nameof(command)),
    };

    /// <summary>Who would play whom now, the longest wait first. Not those whom a sweep withdraws.</summary>
    public static ImmutableArray<(string First, string Second)> Pairs(QueueState state, DateTimeOffset now, QueueRules rules) =>
        [.. Matcher.Pair(state.Tickets.Values.Where(t => WaitsOn(t, now, rules)), rules, now).Select(p => (p.First.PlayerId, p.Second.PlayerId))];

    private static bool WaitsOn(Ticket ticket, DateTimeOffset now, QueueRules rules) => ticket.IsWaiting && ticket.WaitAt(now) < rules.TicketLife;

    private static Decision<QueueEvent> Join(QueueState state, QueueCommand.Join c, QueueRules rules)
    {
        if (state.Tickets.ContainsKey(c.PlayerId)) return QueueRejections.AlreadyQueued;
        if (state.Tickets.Count >= rules.MostTickets) return QueueRejections.Full;
        var since = c.Since < c.Now ? c.Since : c.Now;
        return new QueueEvent.TicketTaken(c.Now, new Ticket(c.PlayerId, c.Nickname, c.Rating, since, c.LastOpponent, c.Blocked));
    }

    private static Decision<QueueEvent> Leave(QueueState state, QueueCommand.Leave c)
    {
        if (!state.Tickets.TryGetValue(c.PlayerId, out var ticket)) return QueueRejections.NotQueued;
        // The other has been told: from here on it is the match that is declined, not the queue that is left.
        return ticket.MatchId is null ? new QueueEvent.TicketWithdrawn(c.Now, c.PlayerId, WithdrawReason.Cancelled) : QueueRejections.MatchFound;
    }

    private static Decision<QueueEvent> Settle(QueueState state, QueueCommand.Settle c)
    {
        if (!state.Tickets.TryGetValue(c.PlayerId, out var ticket)) return QueueRejections.NotQueued;
        if (ticket.MatchId is not null) return QueueRejections.MatchFound;
        return ticket.Offered ? new QueueEvent.TicketWithdrawn(c.Now, c.PlayerId, WithdrawReason.Settled) : QueueRejections.NotOffered;
    }

    private static Decision<QueueEvent> Presence(QueueState state, QueueCommand.Presence c)
    {
        ImmutableArray<string> arrived = [.. c.Arrived.Where(id => state.Tickets.TryGetValue(id, out var t) && t.AwaySince is not null)];
        ImmutableArray<string> gone = [.. c.Gone.Where(id => state.Tickets.TryGetValue(id, out var t) && t.AwaySince is null && !arrived.Contains(id))];
        return arrived.IsEmpty && gone.IsEmpty ? Decision<QueueEvent>.Nothing : new QueueEvent.PresenceChanged(c.Now, arrived, gone);
    }

    private static Decision<QueueEvent> Sweep(QueueState state, QueueCommand.Sweep c, QueueRules rules)
    {
        var gone = new List<QueueEvent.TicketWithdrawn>();
        var late = new List<string>();
        foreach (var ticket in state.Tickets.Values)
        {
            if (ticket.MatchId is not null) continue;
            if (c.Now >= ticket.AwaySince + rules.AwayGrace) gone.Add(new QueueEvent.TicketWithdrawn(c.Now, ticket.PlayerId, WithdrawReason.Vanished));
            else if (ticket.WaitAt(c.Now) >= rules.TicketLife) gone.Add(new QueueEvent.TicketWithdrawn(c.Now, ticket.PlayerId, WithdrawReason.Expired));
            else if (ticket is { IsWaiting: true, Offered: false } && ticket.WaitAt(c.Now) >= rules.OfferAfter) late.Add(ticket.PlayerId);
        }

        // The tickets come in an order that is another in every process.
        gone.Sort(static (a, b) => string.CompareOrdinal(a.PlayerId, b.PlayerId));
        var events = ImmutableArray.CreateBuilder<QueueEvent>();
        events.AddRange(gone);
        if (late.Count > 0)
        {
            ImmutableArray<string> offered = [.. late.Except(c.Found.SelectMany(pair => (string[])[pair.First, pair.Second])).Order(StringComparer.Ordinal)];
            if (!offered.IsEmpty) events.Add(new QueueEvent.HelpOffered(c.Now, offered));
        }

        return new Decision<QueueEvent>(events.ToImmutable(), null);
    }

    private static Decision<QueueEvent> Match(QueueState state, QueueCommand.Match c, QueueRules rules) =>
        c.First != c.Second && !state.Pairings.ContainsKey(c.MatchId)
        && state.Tickets.TryGetValue(c.First, out var first) && WaitsOn(first, c.Now, rules)
        && state.Tickets.TryGetValue(c.Second, out var second) && WaitsOn(second, c.Now, rules)
        && MayMeet(state, first, second, c.Now, rules)
            ? new QueueEvent.Paired(c.Now, new Pairing(c.MatchId, c.First, c.Second, c.Now + rules.SeatTime))
            : Decision<QueueEvent>.Nothing;

    /// <summary>Since the two were found one may have left and come back with another ticket, who blocks the other by now or has just played him.</summary>
    private static bool MayMeet(QueueState state, Ticket first, Ticket second, DateTimeOffset now, QueueRules rules) =>
        Matcher.Fit(first, second, rules, now)
        && (!Matcher.JustPlayed(first, second) || !state.Tickets.Values.Where(t => WaitsOn(t, now, rules)).Skip(2).Any());
}
