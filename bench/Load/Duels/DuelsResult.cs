using System.Text.Json.Serialization;
using QuizOrleans.Load.Runs;
using QuizOrleans.Load.Targets;

namespace QuizOrleans.Load.Duels;

/// <summary>Some seconds of duels.</summary>
internal sealed record DuelsResult : RunResult
{
    public DuelsResult(Target target, DuelsOptions options, int repeat)
        : base(target, options, repeat) => (Pairs, Seconds) = (options.Pairs, options.Measured.TotalSeconds);

    [JsonPropertyOrder(-2)]
    public int Pairs { get; }

    [JsonPropertyOrder(-2)]
    public double Seconds { get; }

    [JsonPropertyOrder(-1)]
    public int Matches { get; init; }

    [JsonPropertyOrder(-1)]
    public double MatchesPerSecond { get; init; }

    public double FoundP50Ms { get; init; }

    public double FoundP99Ms { get; init; }

    public int RefusedCalls { get; init; }

    public int UntoldMatches { get; init; }

    /// <summary>No fault: the event is told at least once.</summary>
    public int FoundAgain { get; init; }

    public int CutShort { get; init; }

    public int Stuck { get; init; }

    public double ServerCpuMsPerMatch { get; init; }

    public double? PostgresCpuMsPerMatch { get; init; }

    public double GeneratorCpuMsPerMatch { get; init; }

    public double PlayingMemoryKbPerConnection { get; init; }

    public double BytesPerMatch { get; init; }

    public double MessagesPerMatch { get; init; }

    /// <summary>Every answer acknowledged once, every event seen once, every duel played to its end, nobody left waiting.</summary>
    [JsonIgnore]
    public override bool IsGood => base.IsGood && RefusedCalls + UntoldMatches + CutShort + Stuck == 0;
}
