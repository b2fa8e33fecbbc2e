using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json;
using QuizOrleans.Load.Machine;
using QuizOrleans.Load.Runs;
using QuizOrleans.Load.Wire;

namespace QuizOrleans.Load.Targets;

/// <summary>The product, as it is deployed: src/WebFront with PostgreSQL behind it, through its public wire.</summary>
internal sealed class QuizTarget : Target
{
    private readonly GuestTokens _tokens;
    private readonly PostgresServer _database;
    private readonly string _databaseName;
    private readonly HttpClient _http;
    private readonly string? _engine;

    private QuizTarget(
        ServerProcess server, HttpClient http, GuestTokens tokens, PostgresServer database, string databaseName, string? engine)
        : base(server, http.BaseAddress!.Port) =>
        (_http, _tokens, _database, _databaseName, _engine) = (http, tokens, database, databaseName, engine);

    public override string Name => "quiz";

    public override string? Engine => _engine;

    public override double? DatabaseCpuMs => _database.CpuMs;

    public override double? FlushMicros => _database.FlushMicros;

    public static async Task<Target> Start(BenchOptions options, PostgresServer postgres, string databaseName)
    {
        var port = ServerProcess.FreePort();
        var secret = Convert.ToHexString(RandomNumberGenerator.GetBytes(32));
        var environment = DotnetEnvironment(options, port);
        environment["DATABASE_URL"] = (await postgres.CreateDatabase(databaseName)).ToString();
        environment["JWT_SECRET"] = secret;
        // One machine plays thousands of hasty people: the limits count as ever, but are never reached.
        foreach (var limit in (string[])["Messages", "MessagesPerAddress", "Answers", "Tickets", "Requests", "ConnectionsPerAddress"]) environment[$"Limits__{limit}"] = "100000000";
        foreach (var (name, value) in options.QuizEnvironment.Concat(options.ServerEnvironment)) environment[name] = value;
        var server = ServerProcess.Start("quiz", ["dotnet", Repository.Assembly("WebFront")], environment);
        var address = new Uri($"http://127.0.0.1:{port}/");
        await server.WaitUntilReady(new Uri(address, "health/ready"), TimeSpan.FromSeconds(60));

        var tokens = new GuestTokens(secret);
        var http = new HttpClient { BaseAddress = address };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", tokens.Of(options.Connections - 1));
        var health = await http.GetFromJsonAsync<JsonElement>("health");
        var engine = health.TryGetProperty("engine", out var told) ? told.ToString() : null;
        return new QuizTarget(server, http, tokens, postgres, databaseName, engine);
    }

    /// <summary>In host pace the generator's host opens and closes every question, so the rhythm is the references'.</summary>
    public override async Task<string> RoomSettings(int questions, int players) =>
        $$"""{"quizId":"{{await CreateQuiz(questions)}}","pace":"host","questionTimeSeconds":30,"countdownSeconds":0,"maxPlayers":{{players}}}""";

    public override Connection Connection(int slot, IListener listener) => new SignalRConnection(slot, listener);

    public override Uri Address(int slot) => new($"ws://127.0.0.1:{Port}/hubs/play?access_token={_tokens.Of(slot)}");

    /// <summary>From the product's own histogram of commit batches when it has one, else from PostgreSQL's count of transactions.</summary>
    public override async Task<CommitCount?> Commits()
    {
        using var metrics = await _http.GetAsync(new Uri("metrics", UriKind.Relative));
        if (metrics.IsSuccessStatusCode)
        {
            var lines = (await metrics.Content.ReadAsStringAsync()).Split('\n');
            if (SumOf(lines, "_count") is { } count && SumOf(lines, "_sum") is { } sum) return new CommitCount("/metrics", count, sum);
        }

        // PostgreSQL publishes its counters at most once a second.
        await Task.Delay(1200);
        return new CommitCount("xact_commit", await _database.Commits(_databaseName), null);
    }

    public override ValueTask DisposeAsync()
    {
        _http.Dispose();
        return base.DisposeAsync();
    }

    /// <summary>Adds up the samples of the histogram whose name holds "batch", over all its labels.</summary>
    private static double? SumOf(string[] lines, string suffix)
    {
        double? total = null;
        foreach (var line in lines)
        {
            var name = line.Split('{', ' ')[0];
            var isSample = !line.StartsWith('#') && name.Contains("batch", StringComparison.Ordinal) && name.EndsWith(suffix, StringComparison.Ordinal);
            if (isSample) total = (total ?? 0) + double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture);
        }

        return total;
    }

    /// <summary>Questions of the references' text and choices, so that the messages are of one size.</summary>
    private async Task<string> CreateQuiz(int questions)
    {
        var quiz = new
        {
            title = "Load",
            language = "en",
            category = "Science",
            questions = Enumerable.Range(1, questions).Select(i => new
            {
                kind = "single",
                category = "Science",
                points = 1000,
                seconds = 30,
                text = $"Question {i}: which planet of the Solar System has the greatest mean radius?",
                explanation = "The mean radius of Jupiter is about eleven times the Earth's.",
                choices = ((string[])["Saturn", "Jupiter", "Neptune", "Uranus"]).Select(text => new { text, correct = text == "Jupiter" }),
            }),
        };
        using var response = await _http.PostAsJsonAsync("api/quizzes", quiz);
        var body = await response.Content.ReadAsStringAsync();
        if (!response.IsSuccessStatusCode) throw new InvalidOperationException($"POST /api/quizzes: {(int)response.StatusCode} {body}");
        using var json = JsonDocument.Parse(body);
        return json.RootElement.GetProperty("quizId").GetString()!;
    }
}
