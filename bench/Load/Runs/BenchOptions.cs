using System.Globalization;

namespace QuizOrleans.Load.Runs;

/// <summary>What every bench can be asked for on the command line.</summary>
internal abstract record BenchOptions
{
    public const string Usage = """
        all benches
          --repeats K        times that every target runs, interleaved (3)
          --targets a,b      of quiz, bare, socketio (all; the order is the order of runs)
          --gc server|workstation   garbage collector of both .NET servers (server)
          --out file.jsonl   append each run's JSON line here too
          --pg-bin folder    where initdb and postgres lie (the newest under /usr/lib/postgresql)
          --server-env K=V   one more variable for the quiz server; may be repeated
        """;

    public int Repeats { get; init; } = 3;

    public IReadOnlyList<string> Targets { get; init; } = ["quiz", "bare", "socketio"];

    public bool ServerGc { get; init; } = true;

    public string? Out { get; init; }

    public string? PostgresBinaries { get; init; }

    public IReadOnlyList<(string Name, string Value)> ServerEnvironment { get; init; } = [];

    /// <summary>As on the command line.</summary>
    public abstract string Name { get; }

    /// <summary>How many connections a run opens; the last one's player also speaks for the run over REST.</summary>
    public abstract int Connections { get; }

    /// <summary>Under /hubs/ of BareHub.</summary>
    public abstract string BareHub { get; }

    /// <summary>How the product is configured for this workload.</summary>
    public abstract IEnumerable<(string Name, string Value)> QuizEnvironment { get; }

    /// <summary>Reads "--name value" pairs. Throws <see cref="ArgumentException"/> on what it does not know.</summary>
    public static T Parse<T>(ReadOnlySpan<string> arguments)
        where T : BenchOptions, new()
    {
        if (arguments.Length % 2 != 0) throw new ArgumentException($"{arguments[^1]}: every option has a value.");
        BenchOptions options = new T();
        for (var i = 0; i < arguments.Length; i += 2) options = options.With(arguments[i], arguments[i + 1]);
        options.Check();
        return (T)options;
    }

    protected virtual BenchOptions With(string name, string value) => name switch
    {
        "--repeats" => this with { Repeats = Number(value, 1) },
        "--targets" => this with { Targets = Known(value.Split(',')) },
        "--gc" when value is "server" or "workstation" => this with { ServerGc = value == "server" },
        "--out" => this with { Out = value },
        "--pg-bin" => this with { PostgresBinaries = value },
        "--server-env" when value.Split('=', 2) is [var variable, var setting] =>
            this with { ServerEnvironment = [.. ServerEnvironment, (variable, setting)] },
        _ => throw new ArgumentException($"{name} {value} is not understood."),
    };

    /// <summary>Throws <see cref="ArgumentException"/> on values that do not go together.</summary>
    protected virtual void Check()
    {
    }

    protected static int Number(string value, int least) =>
        int.TryParse(value, CultureInfo.InvariantCulture, out var number) && number >= least
            ? number
            : throw new ArgumentException($"{value} is not a number from {least} on.");

    protected static TimeSpan Milliseconds(string value, int least) => TimeSpan.FromMilliseconds(Number(value, least));

    private static string[] Known(string[] targets) =>
        targets.FirstOrDefault(t => t is not ("quiz" or "bare" or "socketio")) is { } unknown
            ? throw new ArgumentException($"No target {unknown}.")
            : targets;
}
