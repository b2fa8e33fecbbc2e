using System.Text.Json;
using System.Text.Json.Serialization;
using QuizOrleans.Load.Targets;

namespace QuizOrleans.Load.Runs;

/// <summary>What every run tells, as its JSON line has it. What each figure means stands in bench/README.md.</summary>
internal abstract record RunResult
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    protected RunResult(Target target, BenchOptions options, int repeat)
    {
        (Target, Engine, Repeat, FlushMicros) = (target.Name, target.Engine, repeat, target.FlushMicros);
        Gc = options.ServerGc ? "server" : "workstation";
    }

    [JsonPropertyOrder(-3)]
    public string Target { get; }

    [JsonPropertyOrder(-3)]
    public string? Engine { get; }

    [JsonPropertyOrder(-3)]
    public int Repeat { get; }

    [JsonPropertyOrder(-1)]
    public string Gc { get; }

    public double ReceiptP50Ms { get; init; }

    public double ReceiptP95Ms { get; init; }

    public double ReceiptP99Ms { get; init; }

    public double ReceiptMaxMs { get; init; }

    public double SendLagP99Ms { get; init; }

    public int AnswersSent { get; init; }

    public int Acknowledged { get; init; }

    public int Refused { get; init; }

    public int Lost { get; init; }

    public int Duplicates { get; init; }

    public int MissedEvents { get; init; }

    public int BrokenConnections { get; init; }

    public double CpuUse { get; init; }

    public double OthersCpuUse { get; init; }

    public double MemoryKbPerConnection { get; init; }

    public double? CommitBatch { get; init; }

    public string? CommitBatchSource { get; init; }

    public double? FlushMicros { get; }

    public double ConnectSeconds { get; init; }

    /// <summary>Whether nothing went wrong.</summary>
    [JsonIgnore]
    public virtual bool IsGood => Lost + Duplicates + MissedEvents + BrokenConnections == 0;

    public string ToJson() => JsonSerializer.Serialize(this, GetType(), Json);
}
