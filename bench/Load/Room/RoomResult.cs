using System.Text.Json.Serialization;
using QuizOrleans.Load.Runs;
using QuizOrleans.Load.Targets;

namespace QuizOrleans.Load.Room;

/// <summary>One game of one room.</summary>
internal sealed record RoomResult : RunResult
{
    public RoomResult(Target target, RoomOptions options, int repeat)
        : base(target, options, repeat) => (Players, Rounds) = (options.Players, options.Rounds);

    [JsonPropertyOrder(-2)]
    public int Players { get; }

    [JsonPropertyOrder(-2)]
    public int Rounds { get; }

    public double BroadcastP50Ms { get; init; }

    public double BroadcastP99Ms { get; init; }

    public double BroadcastMaxMs { get; init; }

    public double OpenP99Ms { get; init; }

    public double CloseP99Ms { get; init; }

    public double SteerP50Ms { get; init; }

    public double SteerP99Ms { get; init; }

    public int Miscounted { get; init; }

    public double ServerCpuMsPerAnswer { get; init; }

    public double? PostgresCpuMsPerAnswer { get; init; }

    public double GeneratorCpuMsPerAnswer { get; init; }

    public double BytesPerPlayerAndRound { get; init; }

    public double MessagesPerPlayerAndRound { get; init; }

    /// <summary>Every answer acknowledged and counted once, every event seen once by everybody.</summary>
    [JsonIgnore]
    public override bool IsGood => base.IsGood && Miscounted == 0;
}
