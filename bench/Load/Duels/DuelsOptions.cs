using QuizOrleans.Load.Runs;

namespace QuizOrleans.Load.Duels;

/// <summary>What the command line asked for.</summary>
internal sealed record DuelsOptions : BenchOptions
{
    /// <summary>Of one duel, on all targets.</summary>
    public const int Questions = 5;

    public new const string Usage = """
        bench duels [options]
          --pairs N          2N players play duels, again and again (1000)
          --seconds S        measured time (10)
          --warmup-seconds W the time before it that is not measured (15)
          --think-ms T       players answer after a random 0…T ms (300)
        """;

    public int Pairs { get; init; } = 1000;

    public TimeSpan Measured { get; init; } = TimeSpan.FromSeconds(10);

    public TimeSpan Warmup { get; init; } = TimeSpan.FromSeconds(15);

    public TimeSpan Think { get; init; } = TimeSpan.FromMilliseconds(300);

    public override string Name => "duels";

    public override int Connections => Pairs * 2;

    public override string BareHub => "duels";

    /// <summary>No pauses and no waiting for a rating that fits: what is left is the server's own time.</summary>
    public override IEnumerable<(string Name, string Value)> QuizEnvironment =>
    [
        ("Duels__Questions", $"{Questions}"),
        ("Duels__Countdown", "00:00:00"),
        ("Duels__RevealTime", "00:00:00"),
        ("Duels__SweepInterval", "00:00:00.05"),
        ("Duels__WindowStart", "3000"),
        ("Duels__WindowMost", "3000"),
    ];

    protected override BenchOptions With(string name, string value) => name switch
    {
        "--pairs" => this with { Pairs = Number(value, 1) },
        "--seconds" => this with { Measured = TimeSpan.FromSeconds(Number(value, 1)) },
        "--warmup-seconds" => this with { Warmup = TimeSpan.FromSeconds(Number(value, 0)) },
        "--think-ms" => this with { Think = Milliseconds(value, 0) },
        _ => base.With(name, value),
    };
}
