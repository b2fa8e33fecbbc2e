using QuizOrleans.Load.Runs;

namespace QuizOrleans.Load.Duels;

/// <summary>The rows of the duel bench's table.</summary>
internal static class DuelsTable
{
    private static readonly (string Name, Func<DuelsResult, double?> Value)[] Medians =
    [
        ("matches a second", r => r.MatchesPerSecond),
        ("receipt p50, ms", r => r.ReceiptP50Ms),
        ("receipt p95, ms", r => r.ReceiptP95Ms),
        ("receipt p99, ms", r => r.ReceiptP99Ms),
        ("receipt max, ms", r => r.ReceiptMaxMs),
        ("queue to match p50, ms", r => r.FoundP50Ms),
        ("queue to match p99, ms", r => r.FoundP99Ms),
        ("server CPU-ms a match", r => r.ServerCpuMsPerMatch),
        ("PostgreSQL CPU-ms a match", r => r.PostgresCpuMsPerMatch),
        ("generator CPU-ms a match", r => r.GeneratorCpuMsPerMatch),
        ("machine's CPU used by the run", r => r.CpuUse),
        ("machine's CPU used by others", r => r.OthersCpuUse),
        ("send lag p99, ms", r => r.SendLagP99Ms),
        ("memory a connection, KB", r => r.MemoryKbPerConnection),
        ("memory a connection at the end, KB", r => r.PlayingMemoryKbPerConnection),
        ("bytes a match", r => r.BytesPerMatch),
        ("messages a match", r => r.MessagesPerMatch),
        ("connect, s", r => r.ConnectSeconds),
        ("mean commit batch", r => r.CommitBatch),
        ("disk flush, µs", r => r.FlushMicros),
    ];

    private static readonly (string Name, Func<DuelsResult, int> Value)[] Sums =
    [
        ("matches in the measured time, all runs", r => r.Matches),
        ("answers sent", r => r.AnswersSent),
        ("acknowledged", r => r.Acknowledged),
        ("refused", r => r.Refused),
        ("lost", r => r.Lost),
        ("players stuck, matches untold", r => r.Stuck + r.UntoldMatches),
        ("matches cut short, calls refused", r => r.CutShort + r.RefusedCalls),
        ("duplicates, missed events, broken connections", r => r.Duplicates + r.MissedEvents + r.BrokenConnections),
    ];

    public static string Of(DuelsOptions options, List<DuelsResult> results) =>
        Summary.Table($"{options.Pairs} pairs, {options.Measured.TotalSeconds} s", options, results, Medians, Sums);
}
