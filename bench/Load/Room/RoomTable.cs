using QuizOrleans.Load.Runs;

namespace QuizOrleans.Load.Room;

/// <summary>The rows of the room bench's table.</summary>
internal static class RoomTable
{
    private static readonly (string Name, Func<RoomResult, double?> Value)[] Medians =
    [
        ("receipt p50, ms", r => r.ReceiptP50Ms),
        ("receipt p95, ms", r => r.ReceiptP95Ms),
        ("receipt p99, ms", r => r.ReceiptP99Ms),
        ("receipt max, ms", r => r.ReceiptMaxMs),
        ("broadcast p50, ms", r => r.BroadcastP50Ms),
        ("broadcast p99, ms", r => r.BroadcastP99Ms),
        ("– question opened p99, ms", r => r.OpenP99Ms),
        ("– question closed p99, ms", r => r.CloseP99Ms),
        ("steer p99, ms", r => r.SteerP99Ms),
        ("server CPU-ms an answer", r => r.ServerCpuMsPerAnswer),
        ("PostgreSQL CPU-ms an answer", r => r.PostgresCpuMsPerAnswer),
        ("generator CPU-ms an answer", r => r.GeneratorCpuMsPerAnswer),
        ("machine's CPU used by the run", r => r.CpuUse),
        ("machine's CPU used by others", r => r.OthersCpuUse),
        ("send lag p99, ms", r => r.SendLagP99Ms),
        ("memory a connection, KB", r => r.MemoryKbPerConnection),
        ("bytes a player and round", r => r.BytesPerPlayerAndRound),
        ("messages a player and round", r => r.MessagesPerPlayerAndRound),
        ("connect and join, s", r => r.ConnectSeconds),
        ("mean commit batch", r => r.CommitBatch),
        ("disk flush, µs", r => r.FlushMicros),
    ];

    private static readonly (string Name, Func<RoomResult, int> Value)[] Sums =
    [
        ("answers sent, all runs", r => r.AnswersSent),
        ("acknowledged", r => r.Acknowledged),
        ("refused", r => r.Refused),
        ("lost or miscounted", r => r.Lost + r.Miscounted),
        ("duplicates, missed events, broken connections", r => r.Duplicates + r.MissedEvents + r.BrokenConnections),
    ];

    public static string Of(RoomOptions options, List<RoomResult> results) =>
        Summary.Table($"{options.Players} players, {options.Rounds} rounds", options, results, Medians, Sums);
}
