using QuizOrleans.Load.Runs;

namespace QuizOrleans.Load.Room;

/// <summary>Turns a round book into figures; the warm-up's questions are left out of times, not out of the checks.</summary>
internal static class Measurement
{
    public static RoomResult Of(RoundBook book, RoomOptions options, RoomResult result)
    {
        var measured = Enumerable.Range(options.Warmup, options.Rounds).ToArray();
        // A refusal is an answer to the player too; leaving the late ones out would flatter a slow server.
        var receipts = new Percentiles(
            [.. measured.SelectMany(q => Differences(book.Sent[q], book.Receipts[q]).Concat(Differences(book.Sent[q], book.Refused[q])))]);
        var open = measured.SelectMany(q => SinceFirst(book.Opened[q])).ToList();
        var close = measured.SelectMany(q => SinceFirst(book.Closed[q])).ToList();
        var broadcast = new Percentiles([.. open, .. close]);
        var steer = new Percentiles(
            [.. measured.SelectMany(q => Since(book.Commanded[q][0], book.Opened[q]).Concat(Since(book.Commanded[q][1], book.Closed[q])))]);
        var all = Enumerable.Range(0, options.Questions).ToArray();
        var sent = all.Sum(q => book.Sent[q].Count(t => t != 0));
        var acknowledged = all.Sum(q => book.Receipts[q].Count(t => t != 0));
        var refused = all.Sum(q => book.Refused[q].Count(t => t != 0));
        return result with
        {
            ReceiptP50Ms = receipts.P50,
            ReceiptP95Ms = receipts.P95,
            ReceiptP99Ms = receipts.P99,
            ReceiptMaxMs = receipts.Max,
            BroadcastP50Ms = broadcast.P50,
            BroadcastP99Ms = broadcast.P99,
            BroadcastMaxMs = broadcast.Max,
            OpenP99Ms = new Percentiles(open).P99,
            CloseP99Ms = new Percentiles(close).P99,
            SteerP50Ms = steer.P50,
            SteerP99Ms = steer.P99,
            SendLagP99Ms = new Percentiles([.. measured.SelectMany(q => Differences(book.Due[q], book.Sent[q]))]).P99,
            AnswersSent = sent,
            Acknowledged = acknowledged,
            Refused = refused,
            Lost = sent - acknowledged - refused,
            Miscounted = all.Sum(q => (int)Math.Abs(book.Counted(q) - book.Receipts[q].Count(t => t != 0))),
            Duplicates = book.Duplicates,
            MissedEvents = all.Sum(q => book.Opened[q].Count(t => t == 0) + book.Closed[q].Count(t => t == 0)),
            BrokenConnections = book.Broken,
        };
    }

    /// <summary>How long after the first connection each of the others had the event.</summary>
    private static IEnumerable<long> SinceFirst(long[] arrivals) => Since(arrivals.Where(t => t != 0).DefaultIfEmpty().Min(), arrivals);

    private static IEnumerable<long> Since(long start, long[] arrivals) => arrivals.Where(t => t != 0).Select(t => t - start);

    private static IEnumerable<long> Differences(long[] from, long[] to) =>
        from.Zip(to).Where(p => p.First != 0 && p.Second != 0).Select(p => p.Second - p.First);
}
