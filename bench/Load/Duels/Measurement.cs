using System.Diagnostics;
using QuizOrleans.Load.Runs;

namespace QuizOrleans.Load.Duels;

/// <summary>Turns the players' tallies into figures: times from the measured time only, checks from all of it.</summary>
internal static class Measurement
{
    public static DuelsResult Of(Field field, Reading start, Reading end, DuelsResult result)
    {
        Tally[] tallies = [.. field.Players.Select(p => p.Tally)];
        var receipts = Within(t => t.Receipts);
        var waits = Within(t => t.Waits);
        // Both players of a duel saw its end.
        var matches = tallies.Sum(t => t.Finished.Count(at => at >= start.At && at < end.At)) / 2.0;
        var spent = end - start;
        return spent.AddTo(result, matches * 2 * DuelsOptions.Questions) with
        {
            Matches = (int)matches,
            MatchesPerSecond = Math.Round(matches * Stopwatch.Frequency / spent.At, 1),
            ReceiptP50Ms = receipts.P50,
            ReceiptP95Ms = receipts.P95,
            ReceiptP99Ms = receipts.P99,
            ReceiptMaxMs = receipts.Max,
            FoundP50Ms = waits.P50,
            FoundP99Ms = waits.P99,
            SendLagP99Ms = Within(t => t.Lags).P99,
            AnswersSent = tallies.Sum(t => t.Sent),
            Acknowledged = tallies.Sum(t => t.Acknowledged),
            Refused = tallies.Sum(t => t.Refused),
            RefusedCalls = tallies.Sum(t => t.RefusedCalls),
            Lost = tallies.Sum(t => t.Pending.Count),
            Duplicates = tallies.Sum(t => t.Duplicates),
            MissedEvents = tallies.Sum(t => t.Missed),
            UntoldMatches = tallies.Sum(t => t.Untold),
            FoundAgain = tallies.Sum(t => t.FoundAgain),
            CutShort = tallies.Sum(t => t.CutShort),
            Stuck = tallies.Count(t => t.WasStuck),
            BrokenConnections = field.Broken,
            ServerCpuMsPerMatch = Math.Round(spent.ServerMs / matches, 3),
            PostgresCpuMsPerMatch = spent.DatabaseMs is { } database ? Math.Round(database / matches, 3) : null,
            GeneratorCpuMsPerMatch = Math.Round(spent.GeneratorMs / matches, 3),
            BytesPerMatch = Math.Round(spent.Bytes / matches),
            MessagesPerMatch = Math.Round(spent.Messages / matches, 1),
        };

        Percentiles Within(Func<Tally, List<(long At, long Took)>> samples) =>
            new([.. tallies.SelectMany(samples).Where(s => s.At >= start.At && s.At < end.At).Select(s => s.Took)]);
    }
}
