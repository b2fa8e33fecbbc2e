using QuizOrleans.Load.Runs;

namespace QuizOrleans.Load.Bank;

/// <summary>What the command line asked for.</summary>
internal sealed record BankOptions : BenchOptions
{
    public new const string Usage = """
        bench bank [options]      lists, filters, searches and draws over a question bank through REST, and the plans that answer them
          --questions N           in the tenant's bank; a fifth as many belong to another tenant (100000)
          --requests R            of each kind (400)
          --clients C             ask at the same time (2)
          --limit-ms M            exit code 1 when a p99 is longer; 0 never (50)
        """;

    public int Questions { get; init; } = 100_000;

    public int Requests { get; init; } = 400;

    public int Clients { get; init; } = 2;

    public int LimitMs { get; init; } = 50;

    public override string Name => "bank";

    public override int Connections => Clients;

    public override string BareHub => "";

    public override IEnumerable<(string Name, string Value)> QuizEnvironment => [];

    protected override BenchOptions With(string name, string value) => name switch
    {
        "--questions" => this with { Questions = Number(value, 1000) },
        "--requests" => this with { Requests = Number(value, 20) },
        "--clients" => this with { Clients = Number(value, 1) },
        "--limit-ms" => this with { LimitMs = Number(value, 0) },
        _ => base.With(name, value),
    };
}
