using System.Text.Json;
using System.Text.Json.Serialization;

namespace QuizOrleans.Load.Room;

/// <summary>One run, as its JSON line tells it. What each figure means stands in bench/README.md.</summary>
internal sealed record RunResult
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    public required string Target { get; init; }

    public string? Engine { get; init; }

    public required int Repeat { get; init; }

    public required int Players { get; init; }

    public required int Rounds { get; init; }

    public required string Gc { get; init; }

    public double ReceiptP50Ms { get; init; }

    public double ReceiptP95Ms { get; init; }

    public double ReceiptP99Ms { get; init; }

    public double ReceiptMaxMs { get; init; }

    public double BroadcastP50Ms { get; init; }

    public double BroadcastP99Ms { get; init; }

    public double BroadcastMaxMs { get; init; }

    public double OpenP99Ms { get; init; }

    public double CloseP99Ms { get; init; }

    public double SteerP50Ms { get; init; }

    public double SteerP99Ms { get; init; }

    public int AnswersSent { get; init; }

    public int Acknowledged { get; init; }

    public int Refused { get; init; }

    public int Lost { get; init; }

    public int Miscounted { get; init; }

    public int Duplicates { get; init; }

    public int MissedEvents { get; init; }

    public int BrokenConnections { get; init; }

    public double ServerCpuMsPerAnswer { get; init; }

    public double? PostgresCpuMsPerAnswer { get; init; }

    public double GeneratorCpuMsPerAnswer { get; init; }

    public double CpuUse { get; init; }

    public double OthersCpuUse { get; init; }

    public double SendLagP99Ms { get; init; }

    public double MemoryKbPerConnection { get; init; }

    public double? CommitBatch { get; init; }

    public string? CommitBatchSource { get; init; }

    public double? FlushMicros { get; init; }

    public double ConnectSeconds { get; init; }

    public double BytesPerPlayerAndRound { get; init; }

    public double MessagesPerPlayerAndRound { get; init; }

    /// <summary>Whether nothing went wrong: every answer acknowledged and counted once, every event seen once by everybody.</summary>
    [JsonIgnore]
    public bool IsGood => Lost + Miscounted + Duplicates + MissedEvents + BrokenConnections == 0;

    public string ToJson() => JsonSerializer.Serialize(this, Json);
}
