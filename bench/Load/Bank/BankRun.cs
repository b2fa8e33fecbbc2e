using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using QuizOrleans.Load.Machine;
using QuizOrleans.Load.Runs;
using QuizOrleans.Load.Targets;

namespace QuizOrleans.Load.Bank;

/// <summary>The product with a full bank: each kind of request in turn, then the plans that PostgreSQL answers them by.</summary>
internal sealed class BankRun(BankOptions options)
{
    private const string Database = "bank";
    private const int DeepPages = 40;

    private readonly string _secret = Convert.ToHexString(RandomNumberGenerator.GetBytes(32));

    public async Task<int> Run()
    {
        await using var postgres = await PostgresServer.Start(options.PostgresBinaries);
        await postgres.CreateDatabase(Database);
        await WithServer(postgres.Connection(Database), _ => Task.FromResult(0));
        var filled = Stopwatch.GetTimestamp();
        await postgres.Run(Database, BankFill.Sql("main", options.Questions));
        await postgres.Run(Database, BankFill.Sql("other", options.Questions / 5));
        await postgres.Run(Database, BankFill.SeenSql);
        await postgres.Run(Database, "VACUUM ANALYZE");
        Console.WriteLine($"{options.Questions:N0} questions, filled in {Stopwatch.GetElapsedTime(filled).TotalSeconds:0} s; {options.Clients} clients, {options.Requests} requests of each kind; {Environment.ProcessorCount} cores; load average {LoadAverage()}.\n");
        var slowest = await WithServer(postgres.Connection(Database), Measure);
        // Plans of the very statements, from sessions that log them.
        await WithServer(
            postgres.Connection(Database, ("session_preload_libraries", "auto_explain"), ("auto_explain.log_min_duration", "0"), ("auto_explain.log_analyze", "on"), ("auto_explain.log_buffers", "on")),
            http => Plans(http, postgres));
        Console.WriteLine($"\nLongest p99: {slowest:0.0} ms (limit {options.LimitMs} ms); load average {LoadAverage()}.");
        return options.LimitMs > 0 && slowest > options.LimitMs ? 1 : 0;
    }

    private async Task<double> Measure(HttpClient http)
    {
        Console.WriteLine("| request | p50 ms | p95 ms | p99 ms | max ms |\n|---|---|---|---|---|");
        var slowest = 0.0;
        foreach (var (name, make) in BankRequests.All)
        {
            // Connections, statements and caches are warm in a server that runs.
            await Ask(http, make, Enumerable.Range(options.Requests, 20));
            slowest = Math.Max(slowest, Told(name, await Ask(http, make, Enumerable.Range(0, options.Requests))));
        }

        return Math.Max(slowest, Told($"list: page 2 to {DeepPages}", await Deep(http)));
    }

    private async Task<List<long>> Ask(HttpClient http, Func<int, BankRequests.Request> make, IEnumerable<int> numbers)
    {
        var took = new List<long>();
        await Parallel.ForEachAsync(numbers, new ParallelOptions { MaxDegreeOfParallelism = options.Clients }, async (i, _) =>
        {
            var request = make(i);
            var started = Stopwatch.GetTimestamp();
            await Send(http, request);
            var ticks = Stopwatch.GetTimestamp() - started;
            lock (took) took.Add(ticks);
        });
        return took;
    }

    private async Task<List<long>> Deep(HttpClient http)
    {
        var took = new List<long>();
        while (took.Count < options.Requests)
        {
            var next = "";
            for (var page = 1; page <= DeepPages; page++)
            {
                var started = Stopwatch.GetTimestamp();
                using var answer = JsonDocument.Parse(await Send(http, new BankRequests.Request($"api/questions?limit=30&after={next}")));
                if (page > 1) took.Add(Stopwatch.GetTimestamp() - started);
                next = answer.RootElement.GetProperty("next").GetString();
            }
        }

        return took;
    }

    private static double Told(string name, List<long> took)
    {
        var p = new Percentiles(took);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {name} | {p.P50:0.0} | {p.P95:0.0} | {p.P99:0.0} | {p.Max:0.0} |"));
        return p.P99;
    }

    /// <summary>Each kind once; the longest plan that it set off.</summary>
    private static async Task<int> Plans(HttpClient http, PostgresServer postgres)
    {
        foreach (var (name, make) in BankRequests.All)
        {
            var before = postgres.Log.Length;
            await Send(http, make(1));
            // The log is written before the answer is, but by another process.
            await Task.Delay(50);
            var plans = postgres.Log[before..].Split("LOG:").Where(l => l.Contains("plan:", StringComparison.Ordinal) && l.Contains("questions", StringComparison.Ordinal)).ToArray();
            Console.WriteLine($"\n### {name}\n");
            foreach (var plan in plans.OrderByDescending(p => p.Length).Take(1)) Console.WriteLine($"```\n{plan[plan.IndexOf("duration", StringComparison.Ordinal)..].Trim()}\n```");
        }

        return 0;
    }

    private static async Task<string> Send(HttpClient http, BankRequests.Request request)
    {
        var path = new Uri(request.Path, UriKind.Relative);
        using var content = request.Body is null ? null : new StringContent(request.Body, Encoding.UTF8, "application/json");
        using var response = content is null ? await http.GetAsync(path) : await http.PostAsync(path, content);
        var body = await response.Content.ReadAsStringAsync();
        return response.IsSuccessStatusCode ? body : throw new InvalidOperationException($"{request.Path} {request.Body}: {(int)response.StatusCode} {body}");
    }

    private async Task<T> WithServer<T>(string database, Func<HttpClient, Task<T>> work)
    {
        var port = ServerProcess.FreePort();
        var environment = new Dictionary<string, string>
        {
            ["PORT"] = port.ToString(CultureInfo.InvariantCulture),
            ["ASPNETCORE_ENVIRONMENT"] = "Production",
            ["DATABASE_URL"] = database,
            ["JWT_SECRET"] = _secret,
        };
        await using var server = ServerProcess.Start("quiz", ["dotnet", Repository.Assembly("WebFront")], environment);
        using var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}/") };
        await server.WaitUntilReady(new Uri(http.BaseAddress, "health/ready"), TimeSpan.FromSeconds(60));
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", new GuestTokens(_secret).Of(0, "teacher"));
        return await work(http);
    }

    private static string LoadAverage() => File.Exists("/proc/loadavg") ? File.ReadAllText("/proc/loadavg").Split(' ')[0] : "?";
}
