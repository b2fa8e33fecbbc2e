using System.Collections.Immutable;

namespace QuizOrleans.Rules.Matchmaking;

/// <summary>What an event makes of a queue. Never fails, whatever the event: one that does not fit changes nothing.</summary>
public static class QueueEvolution
{
    public static QueueState Evolve(QueueState state, QueueEvent @event) => @event switch
    {
        QueueEvent.TicketTaken e => state.Tickets.ContainsKey(e.Ticket.PlayerId) ? state : state with { Tickets = state.Tickets.SetItem(e.Ticket.PlayerId, e.Ticket) },
        QueueEvent.TicketWithdrawn e => state with { Tickets = state.Tickets.Remove(e.PlayerId) },
        QueueEvent.PresenceChanged e => With(With(state, e.Arrived, t => t with { AwaySince = null }), e.Gone, t => t with { AwaySince = e.At }),
        QueueEvent.HelpOffered e => With(state, e.Players, t => t with { Offered = true }),
        QueueEvent.Paired e => Paired(state, e),
        QueueEvent.MatchSeated e => Seated(state, e.Pairing.MatchId),
        QueueEvent.MatchFailed e => Failed(state, e),
        QueueEvent.Recovered e => With(state, state.Tickets.Keys, t => t with { AwaySince = e.At }),
        _ => state,
    };

    private static QueueState Paired(QueueState state, QueueEvent.Paired e)
    {
        var (id, first, second) = (e.Pairing.MatchId, e.Pairing.First, e.Pairing.Second);
        if (!state.Tickets.TryGetValue(first, out var one) || !state.Tickets.TryGetValue(second, out var other)) return state;
        if (one.MatchId is not null || other.MatchId is not null || state.Pairings.ContainsKey(id)) return state;
        var waits = Remember(state.Waits, one.WaitAt(e.At), other.WaitAt(e.At));
        return With(state, [first, second], t => t with { MatchId = id }) with
        {
            Pairings = state.Pairings.SetItem(id, e.Pairing),
            Waits = waits,
            ExpectedWait = Median(waits),
        };
    }

    private static QueueState Seated(QueueState state, string matchId) => !state.Pairings.TryGetValue(matchId, out var pairing) ? state : state with
    {
        Tickets = state.Tickets.RemoveRange(Of(state, pairing)),
        Pairings = state.Pairings.Remove(matchId),
    };

    /// <summary>Who came is back in the queue, at the place that his wait gives him, and may be offered help anew; who did not is out of it.</summary>
    private static QueueState Failed(QueueState state, QueueEvent.MatchFailed e)
    {
        if (!state.Pairings.TryGetValue(e.Pairing.MatchId, out var pairing)) return state;
        var players = Of(state, pairing).ToArray();
        var next = With(state, players.Where(e.Came.Contains), t => t with { MatchId = null, Offered = false });
        return next with { Tickets = next.Tickets.RemoveRange(players.Where(id => !e.Came.Contains(id))), Pairings = next.Pairings.Remove(pairing.MatchId) };
    }

    /// <summary>The pairing's players whose ticket is still this match's.</summary>
    private static IEnumerable<string> Of(QueueState state, Pairing pairing) =>
        new[] { pairing.First, pairing.Second }.Where(id => state.Tickets.TryGetValue(id, out var ticket) && ticket.MatchId == pairing.MatchId);

    private static QueueState With(QueueState state, IEnumerable<string> players, Func<Ticket, Ticket> change)
    {
        var tickets = state.Tickets.ToBuilder();
        foreach (var id in players)
        {
            if (tickets.TryGetValue(id, out var ticket)) tickets[id] = change(ticket);
        }

        return state with { Tickets = tickets.ToImmutable() };
    }

    private static ImmutableArray<TimeSpan> Remember(ImmutableArray<TimeSpan> waits, params ReadOnlySpan<TimeSpan> more)
    {
        var kept = Math.Min(waits.Length, QueueState.RememberedWaits - more.Length);
        return [.. waits.AsSpan()[^kept..], .. more];
    }

    private static TimeSpan Median(ImmutableArray<TimeSpan> waits)
    {
        Span<TimeSpan> sorted = stackalloc TimeSpan[waits.Length];
        waits.AsSpan().CopyTo(sorted);
        sorted.Sort();
        return sorted[sorted.Length / 2];
    }
}
