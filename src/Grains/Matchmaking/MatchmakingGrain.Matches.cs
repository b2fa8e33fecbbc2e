using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using QuizOrleans.Grains.Rooms;
using QuizOrleans.Rules.Matchmaking;

namespace QuizOrleans.Grains.Matchmaking;

/// <summary>
/// Matches from their pair to their seats. A duel is opened by a call that may be made again until one is answered, and never after
/// <see cref="Pairing.SeatBy"/>: the duel itself refuses then. So one that says a moment later that it is not open never will be, and both may wait on.
/// </summary>
public sealed partial class MatchmakingGrain
{
    /// <summary>
    /// A duel decides itself who came; this much later it is asked, in case its word was lost. Servers' clocks differ by less, or a duel might still be opened then.
    /// </summary>
    private static readonly TimeSpan AskAfter = TimeSpan.FromSeconds(2);

    /// <summary>One duel is called so often at most.</summary>
    private static readonly TimeSpan CallAgain = TimeSpan.FromSeconds(1);

    /// <summary>A duel that has not answered for so long cannot be played, whatever has become of it.</summary>
    private static readonly TimeSpan GiveUpAfter = TimeSpan.FromMinutes(2);

    /// <summary>What is known of the matches' duels.</summary>
    private readonly Dictionary<string, Care> _cares = [];
    private int _asking;

    /// <summary>Opens what is not known to be open, and asks what should have been heard of.</summary>
    private void LookAfterMatches()
    {
        foreach (var pairing in Durable.Pairings.Values)
        {
            // Of an opening under way nobody can say yet what comes of it.
            if (_opening.ContainsKey(pairing.MatchId)) continue;
            var care = CareOf(pairing.MatchId);
            if (care.IsAsked || (care.CalledAt is { } at && Time.GetElapsedTime(at) < CallAgain)) continue;
            if (Now >= pairing.SeatBy + AskAfter || (care.IsOpen && Time.GetElapsedTime(care.ToldAt) >= _rules.SeatTime + AskAfter))
            {
                if (_asking < options.Value.OpeningsAtOnce) _ = Ask(pairing);
            }
            else if (!care.IsOpen && Now < pairing.SeatBy && MayOpen())
            {
                Open(pairing, isFirst: false);
            }
        }
    }

    /// <summary>What became of a match.</summary>
    private async Task Ask(Pairing pairing)
    {
        if (!Durable.Pairings.ContainsKey(pairing.MatchId)) return;
        var care = CareOf(pairing.MatchId);
        var askedAt = Time.GetTimestamp();
        (care.IsAsked, care.CalledAt) = (true, askedAt);
        _asking++;
        try
        {
            var seating = await Duel(pairing.MatchId).Seating(CancellationToken.None);
            care.SilentSince = null;
            switch (seating.Status)
            {
                case "none" when Now >= pairing.SeatBy + AskAfter: await Do(new QueueCommand.Failed(Now, pairing.MatchId, [pairing.First, pairing.Second])); break;
                case "waiting" when !care.IsOpen: TellOpen(pairing); break;
                case "playing" or "ended": await Do(new QueueCommand.Seated(Now, pairing.MatchId)); break;
                case "over": await Fail(pairing.MatchId, seating.Came); break;
            }
        }
        catch (Exception e)
        {
            LogNotAsked(logger, e, pairing.MatchId);
            care.SilentSince ??= askedAt;
            if (Time.GetElapsedTime(care.SilentSince.Value) >= GiveUpAfter) await Do(new QueueCommand.Failed(Now, pairing.MatchId, [pairing.First, pairing.Second]));
        }
        finally
        {
            care.IsAsked = false;
            _asking--;
        }
    }

    /// <summary>A match fell through. Where nobody came, but both were told too late or not at all, it was nobody's fault.</summary>
    private Task<Receipt> Fail(string matchId, ImmutableArray<string> came)
    {
        if (came.IsEmpty && Durable.Pairings.TryGetValue(matchId, out var pairing))
        {
            var care = CareOf(matchId);
            if (!care.IsOpen || Time.GetElapsedTime(care.ToldAt) < _rules.SeatTime / 2) came = [pairing.First, pairing.Second];
        }

        return Do(new QueueCommand.Failed(Now, matchId, came));
    }

    /// <summary>The duel is open: before that nobody could take a seat.</summary>
    private void TellOpen(Pairing pairing)
    {
        if (!Durable.Pairings.ContainsKey(pairing.MatchId)) return;
        var care = CareOf(pairing.MatchId);
        (care.Untold, care.ToldAt) = ([pairing.First, pairing.Second], Time.GetTimestamp());
        TellFound(pairing, pairing.First, pairing.Second);
        TellFound(pairing, pairing.Second, pairing.First);
        Flush();
    }

    private bool IsOpen(string matchId) => _cares.TryGetValue(matchId, out var care) && care.IsOpen;

    private Care CareOf(string matchId)
    {
        if (!_cares.TryGetValue(matchId, out var care)) _cares.Add(matchId, care = new Care());
        return care;
    }

    private IQuizRoomGrain Duel(string matchId) => GrainFactory.GetGrain<IQuizRoomGrain>(new TenantKey(_key.Tenant, matchId).ToString());

    [LoggerMessage(1203, LogLevel.Warning, "The duel {MatchId} did not say who came; it is asked again.")]
    private static partial void LogNotAsked(ILogger logger, Exception exception, string matchId);

    /// <summary>What this activation knows of a match's duel. Memory only: after a crash it is found out anew.</summary>
    private sealed class Care
    {
        /// <summary>When it was last called.</summary>
        public long? CalledAt { get; set; }

        /// <summary>A question is under way.</summary>
        public bool IsAsked { get; set; }

        /// <summary>Since when it has not answered questions.</summary>
        public long? SilentSince { get; set; }

        /// <summary>Which of its players no front has been told for; null until it is known to be open.</summary>
        public HashSet<string>? Untold { get; set; }

        /// <summary>When they were told, once it is open.</summary>
        public long ToldAt { get; set; }

        public bool IsOpen => Untold is not null;
    }
}
