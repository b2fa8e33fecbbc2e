using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using QuizOrleans.Grains.Rooms;
using QuizOrleans.Rules;
using QuizOrleans.Rules.Matchmaking;

namespace QuizOrleans.Grains.Matchmaking;

/// <summary>Whose duels are opened, and how many at once.</summary>
public sealed partial class MatchmakingGrain
{
    /// <summary>An opening that takes longer holds up no others: the duel's silo may be gone.</summary>
    private static readonly TimeSpan OpeningHolds = TimeSpan.FromSeconds(1);

    /// <summary>Matches whose duels are being opened, and since when.</summary>
    private readonly Dictionary<string, long> _opening = [];

    /// <summary>Who was found for whom by the last sweep and is not matched yet.</summary>
    private Queue<(string First, string Second)> _found = [];

    /// <summary>As many of those found as may be opened now; the others wait on, and may still leave.</summary>
    private void MatchNext()
    {
        if (_found.Count == 0 || !MayOpen()) return;
        var events = ImmutableArray.CreateBuilder<QueueEvent>();
        while (MayOpen() && _found.TryDequeue(out var pair))
        {
            var matchId = Matches.NewId();
            var decision = Decide(new QueueCommand.Match(Now, pair.First, pair.Second, matchId));
            if (decision.Events.IsEmpty) continue;
            events.AddRange(decision.Events);
            _opening[matchId] = Time.GetTimestamp();
        }

        // Nobody is in two pairs of one sweep, so each decision holds whatever became of the others.
        if (events.Count > 0) _ = Record(new Decision<QueueEvent>(events.ToImmutable(), null)).AsTask();
    }

    /// <summary>Whether another duel may be opened: not so many at once, but for those that hang.</summary>
    private bool MayOpen() =>
        _opening.Count < options.Value.OpeningsAtOnce || _opening.Values.Count(since => Time.GetElapsedTime(since) < OpeningHolds) < options.Value.OpeningsAtOnce;

    private void Open(Pairing pairing, bool isFirst)
    {
        CareOf(pairing.MatchId).CalledAt = _opening[pairing.MatchId] = Time.GetTimestamp();
        _ = OpenDuel(pairing, isFirst);
    }

    /// <summary>Opens the duel, which is harmless when it is open, and tells both. When it cannot be opened both wait on.</summary>
    private async Task OpenDuel(Pairing pairing, bool isFirst)
    {
        try
        {
            if (!State.Tickets.TryGetValue(pairing.First, out var first) || !State.Tickets.TryGetValue(pairing.Second, out var second)) return;
            var opened = await Duel(pairing.MatchId).OpenDuel(
                new OpenDuel(_key.Category, _key.Language, Rated: true, [Seat(first), Seat(second)], Queue: _key.ToString(), OpenBy: pairing.SeatBy), CancellationToken.None);
            switch (opened.Refusal?.Code)
            {
                case null:
                    TellOpen(pairing);
                    break;
                case "pin_taken":
                    // By a call whose answer was lost; much may have happened since.
                    await Ask(pairing);
                    break;
                // Final only where no earlier call may still be under way.
                case "no_questions" when isFirst:
                    LogNotOpened(logger, pairing.MatchId, "no_questions");
                    await Do(new QueueCommand.Failed(Now, pairing.MatchId, [pairing.First, pairing.Second]));
                    break;
                case { } code:
                    LogNotOpened(logger, pairing.MatchId, code);
                    break;
            }
        }
        catch (Exception e)
        {
            // It may be open all the same: the next sweeps find out.
            LogOpeningFailed(logger, e, pairing.MatchId);
        }
        finally
        {
            _opening.Remove(pairing.MatchId);
            MatchNext();
        }
    }

    private static DuelSeat Seat(Ticket ticket) => new(ticket.PlayerId, ticket.Nickname, Ratings.View(ticket.Rating));

    [LoggerMessage(1201, LogLevel.Warning, "The duel {MatchId} was not opened: {Code}.")]
    private static partial void LogNotOpened(ILogger logger, string matchId, string code);

    [LoggerMessage(1202, LogLevel.Warning, "Opening the duel {MatchId} failed.")]
    private static partial void LogOpeningFailed(ILogger logger, Exception exception, string matchId);
}
