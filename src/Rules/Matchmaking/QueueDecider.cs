using System.Collections.Immutable;

namespace QuizOrleans.Rules.Matchmaking;

/// <summary>What a command does to a queue. Pure but for the ids that a sweep draws, which its events record.</summary>
public static class QueueDecider
{
    public static Decision<QueueEvent> Decide(QueueState state, QueueCommand command, QueueRules rules) => command switch
    {
        QueueCommand.Join c => Join(state, c, rules),
        QueueCommand.Leave c => Leave(state, c),
        QueueCommand.Presence c => Presence(state, c),
        QueueCommand.Sweep c => Sweep(state, c, rules),
        QueueCommand.Seated c => state.Pairings.TryGetValue(c.MatchId, out var p) ? new QueueEvent.MatchSeated(c.Now, p) : Decision<QueueEvent>.Nothing,
        QueueCommand.Failed c => state.Pairings.TryGetValue(c.MatchId, out var p) ? new QueueEvent.MatchFailed(c.Now, p, c.Came) : Decision<QueueEvent>.Nothing,
        QueueCommand.Settle c => Settle(state, c),
        QueueCommand.Move c => !state.Tickets.TryGetValue(c.PlayerId, out var moving) ? QueueRejections.NotQueued
            : moving.MatchId is not null ? QueueRejections.MatchFound
            : new QueueEvent.TicketWithdrawn(c.Now, c.PlayerId, WithdrawReason.Moved),
        QueueCommand.Recover c => state.Tickets.IsEmpty ? Decision<QueueEvent>.Nothing : new QueueEvent.Recovered(c.Now),
        _ => throw new ArgumentOutOfRangeException(nameof(command)),
    };

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
        var waiting = new List<Ticket>();
        foreach (var ticket in state.Tickets.Values)
        {
            if (ticket.MatchId is not null) continue;
            if (c.Now >= ticket.AwaySince + rules.AwayGrace) gone.Add(new QueueEvent.TicketWithdrawn(c.Now, ticket.PlayerId, WithdrawReason.Vanished));
            else if (ticket.WaitAt(c.Now) >= rules.TicketLife) gone.Add(new QueueEvent.TicketWithdrawn(c.Now, ticket.PlayerId, WithdrawReason.Expired));
            else if (ticket.IsWaiting) waiting.Add(ticket);
        }

        // The tickets come in an order that is another in every process.
        gone.Sort(static (a, b) => string.CompareOrdinal(a.PlayerId, b.PlayerId));
        var events = ImmutableArray.CreateBuilder<QueueEvent>();
        events.AddRange(gone);
        var matched = new HashSet<string>();
        foreach (var (first, second) in Matcher.Pair(waiting, rules, c.Now))
        {
            matched.Add(first.PlayerId);
            matched.Add(second.PlayerId);
            events.Add(new QueueEvent.Paired(c.Now, new Pairing(c.NewId(), first.PlayerId, second.PlayerId, c.Now + rules.SeatTime)));
        }

        ImmutableArray<string> offered = [.. waiting.Where(t => !t.Offered && !matched.Contains(t.PlayerId) && t.WaitAt(c.Now) >= rules.OfferAfter).Select(t => t.PlayerId).Order(StringComparer.Ordinal)];
        if (!offered.IsEmpty) events.Add(new QueueEvent.HelpOffered(c.Now, offered));
        return new Decision<QueueEvent>(events.ToImmutable(), null);
    }
}
