using System.Globalization;
using QuizOrleans.Load.Runs;

namespace QuizOrleans.Load.Room;

/// <summary>What the command line asked for.</summary>
internal sealed record RoomOptions : BenchOptions
{
    public new const string Usage = """
        bench room [options]
          --players N        players who answer, in one room (1000)
          --rounds R         measured questions (10)
          --warmup W         questions before them that are not measured (2)
          --think-ms T       players answer after a random 0…T ms (1000)
          --open-ms T        a question is closed this long after it opened (1200)
          --reveal-ms T      and the next one opens this long after that (800)
        """;

    public int Players { get; init; } = 1000;

    public int Rounds { get; init; } = 10;

    public int Warmup { get; init; } = 2;

    public TimeSpan Think { get; init; } = TimeSpan.FromMilliseconds(1000);

    public TimeSpan Open { get; init; } = TimeSpan.FromMilliseconds(1200);

    public TimeSpan Reveal { get; init; } = TimeSpan.FromMilliseconds(800);

    /// <summary>Questions of one game, warm-up included.</summary>
    public int Questions => Warmup + Rounds;

    public override string Name => "room";

    /// <summary>The players, the silent one, the host.</summary>
    public override int Connections => Players + 2;

    public override string BareHub => "play";

    public override IEnumerable<(string Name, string Value)> QuizEnvironment =>
        [("Rooms__MaxPlayers", (Players + 1).ToString(CultureInfo.InvariantCulture))];

    protected override BenchOptions With(string name, string value) => name switch
    {
        "--players" => this with { Players = Number(value, 1) },
        "--rounds" => this with { Rounds = Number(value, 1) },
        "--warmup" => this with { Warmup = Number(value, 0) },
        "--think-ms" => this with { Think = Milliseconds(value, 0) },
        "--open-ms" => this with { Open = Milliseconds(value, 1) },
        "--reveal-ms" => this with { Reveal = Milliseconds(value, 1) },
        _ => base.With(name, value),
    };

    protected override void Check()
    {
        if (Questions > 100) throw new ArgumentException("A quiz has at most 100 questions, warm-up included.");
    }
}
