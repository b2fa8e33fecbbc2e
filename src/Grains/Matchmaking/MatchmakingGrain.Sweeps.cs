using Microsoft.Extensions.Logging;
using QuizOrleans.Rules.Matchmaking;

namespace QuizOrleans.Grains.Matchmaking;

/// <summary>What is looked at again and again, and when.</summary>
public sealed partial class MatchmakingGrain
{
    /// <summary>Whoever comes is looked at so soon at the earliest: those who come together are matched together, and the fit is better.</summary>
    private static readonly TimeSpan Soonest = TimeSpan.FromMilliseconds(15);

    /// <summary>However long sweeps take, one comes so soon: who waits wants to hear how things stand.</summary>
    private static readonly TimeSpan Latest = TimeSpan.FromSeconds(1);

    /// <summary>Of so many parts of its time a queue spends one on sweeps at most.</summary>
    private const int SweepShare = 10;

    /// <summary>The same while pairs wait to be matched.</summary>
    private const int BusySweepShare = 50;

    /// <summary>After one move has failed the next are tried so much later.</summary>
    private static readonly TimeSpan MoveAgain = TimeSpan.FromSeconds(1);

    private readonly Cadence _moves = new(time);
    private IGrainTimer _sweeping = null!;
    private DateTimeOffset? _sweepAt;
    private TimeSpan _sweepTook;
    private bool _hasNewcomers;
    private Task _movingOn = Task.CompletedTask;

    /// <summary>Whose ticket is going to another queue just now.</summary>
    private string? _moving;

    private async Task OnSweep(CancellationToken cancellationToken)
    {
        _sweepAt = null;
        _hasNewcomers = false;
        try
        {
            // What follows goes on beside the sweeps: whoever is slow to answer must not hold up those who wait.
            if (await Sweep())
            {
                LookAfterMatches();
                if (_key.Band is not null && _movingOn.IsCompleted && _moves.IsDue) _movingOn = MoveOn();
            }

            TellStatus();
            RemindWaiting();
            OfferAgain();
        }
        finally
        {
            Arm();
        }
    }

    /// <summary>Whether it has become durable.</summary>
    private async Task<bool> Sweep()
    {
        var startedAt = Time.GetTimestamp();
        var found = QueueDecider.Pairs(State, Now, _rules);
        var decision = Decide(new QueueCommand.Sweep(Now, found));
        _sweepTook = Time.GetElapsedTime(startedAt);
        _found = new Queue<(string First, string Second)>(found);
        var recording = Record(decision);
        MatchNext();
        return (await recording).Rejection is null;
    }

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

    /// <summary>Who has waited long enough among his like goes on where all bands meet, the wait kept.</summary>
    private async Task MoveOn()
    {
        var now = Now;
        foreach (var ticket in Durable.Tickets.Values.Where(t => t.IsWaiting && t.WaitAt(now) >= options.Value.BandTime).ToArray())
        {
            if (!Durable.Tickets.TryGetValue(ticket.PlayerId, out var held) || !held.IsWaiting || held.JoinedAt != ticket.JoinedAt) continue;
            // His grain is just being told that he is here: the answer first, or it would take the ticket there for a second one and leave this.
            if (_reminding.Contains(ticket.PlayerId)) continue;
            _moving = ticket.PlayerId;
            try
            {
                await Move(held);
            }
            catch (Exception e)
            {
                LogNotMoved(logger, e, ticket.PlayerId);
                _moves.Rest(MoveAgain);
                return;
            }
            finally
            {
                _moving = null;
            }
        }
    }

    private async Task Move(Ticket ticket)
    {
        var profile = new DuelistProfile(Ratings.View(ticket.Rating), ticket.LastOpponent, ticket.Blocked, null);
        // There first: in both for a moment is better than in none. Found here meanwhile, he leaves there again.
        var common = GrainFactory.GetGrain<IMatchmakingGrain>(_key.Common.ToString());
        var moved = await common.Join(new JoinQueue(ticket.PlayerId, ticket.Nickname, profile, ticket.JoinedAt), CancellationToken.None);
        if (moved.Value is null) return;
        var left = await Record(Decide(new QueueCommand.Move(Now, ticket.PlayerId)));
        if (left.Rejection is not null) await common.Leave(ticket.PlayerId, CancellationToken.None);
    }

    private static TimeSpan Later(TimeSpan one, TimeSpan other) => one > other ? one : other;

    private static TimeSpan Earlier(TimeSpan one, TimeSpan other) => one < other ? one : other;

    [LoggerMessage(1204, LogLevel.Warning, "{PlayerId} was not moved to the queue where all bands meet; it is tried again.")]
    private static partial void LogNotMoved(ILogger logger, Exception exception, string playerId);
}
