using System.Globalization;

namespace QuizOrleans.Load.Room;

/// <summary>What the command line asked for.</summary>
internal sealed record RoomOptions
{
    public const string Usage = """
        bench room [options]
          --players N        players who answer, in one room (1000)
          --rounds R         measured questions (10)
          --warmup W         questions before them that are not measured (2)
          --repeats K        times that every target runs, interleaved (3)
          --targets a,b      of quiz, bare, socketio (all; the order is the order of runs)
          --gc server|workstation   garbage collector of both .NET servers (server)
          --think-ms T       players answer after a random 0…T ms (1000)
          --open-ms T        a question is closed this long after it opened (1200)
          --reveal-ms T      and the next one opens this long after that (800)
          --out file.jsonl   append each run's JSON line here too
          --pg-bin folder    where initdb and postgres lie (the newest under /usr/lib/postgresql)
          --server-env K=V   one more variable for the quiz server; may be repeated
        """;

    public int Players { get; init; } = 1000;

    public int Rounds { get; init; } = 10;

    public int Warmup { get; init; } = 2;

    public int Repeats { get; init; } = 3;

    public IReadOnlyList<string> Targets { get; init; } = ["quiz", "bare", "socketio"];

    public bool ServerGc { get; init; } = true;

    public TimeSpan Think { get; init; } = TimeSpan.FromMilliseconds(1000);

    public TimeSpan Open { get; init; } = TimeSpan.FromMilliseconds(1200);

    public TimeSpan Reveal { get; init; } = TimeSpan.FromMilliseconds(800);

    public string? Out { get; init; }

    public string? PostgresBinaries { get; init; }

    public IReadOnlyList<(string Name, string Value)> ServerEnvironment { get; init; } = [];

    /// <summary>Questions of one game, warm-up included.</summary>
    public int Questions => Warmup + Rounds;

    /// <summary>Reads "--name value" pairs. Throws <see cref="ArgumentException"/> on what it does not know.</summary>
    public static RoomOptions Parse(ReadOnlySpan<string> arguments)
    {
        if (arguments.Length % 2 != 0) throw new ArgumentException($"{arguments[^1]}: every option has a value.");
        var options = new RoomOptions();
        for (var i = 0; i < arguments.Length; i += 2) options = options.With(arguments[i], arguments[i + 1]);
        return options.Questions <= 100 ? options : throw new ArgumentException("A quiz has at most 100 questions, warm-up included.");
    }

    private RoomOptions With(string name, string value) => name switch
    {
        "--players" => this with { Players = Number(value, 1) },
        "--rounds" => this with { Rounds = Number(value, 1) },
        "--warmup" => this with { Warmup = Number(value, 0) },
        "--repeats" => this with { Repeats = Number(value, 1) },
        "--targets" => this with { Targets = Known(value.Split(',')) },
        "--gc" when value is "server" or "workstation" => this with { ServerGc = value == "server" },
        "--think-ms" => this with { Think = TimeSpan.FromMilliseconds(Number(value, 0)) },
        "--open-ms" => this with { Open = TimeSpan.FromMilliseconds(Number(value, 1)) },
        "--reveal-ms" => this with { Reveal = TimeSpan.FromMilliseconds(Number(value, 1)) },
        "--out" => this with { Out = value },
        "--pg-bin" => this with { PostgresBinaries = value },
        "--server-env" when value.Split('=', 2) is [var variable, var setting] =>
            this with { ServerEnvironment = [.. ServerEnvironment, (variable, setting)] },
        _ => throw new ArgumentException($"{name} {value} is not understood."),
    };

    private static string[] Known(string[] targets) =>
        targets.FirstOrDefault(t => t is not ("quiz" or "bare" or "socketio")) is { } unknown
            ? throw new ArgumentException($"No target {unknown}.")
            : targets;

    private static int Number(string value, int least) =>
        int.TryParse(value, CultureInfo.InvariantCulture, out var number) && number >= least
            ? number
            : throw new ArgumentException($"{value} is not a number from {least} on.");
}
