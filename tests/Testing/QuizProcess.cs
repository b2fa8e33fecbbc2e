using System.Collections.Concurrent;
using System.Diagnostics;

namespace QuizOrleans.Testing;

/// <summary>
/// The web front as it is really built, in a process of its own over a database that outlives it. A test may kill it and start it
/// again at the same address. It is gone with the test process, however that ends.
/// </summary>
public sealed class QuizProcess : IAsyncDisposable
{
    /// <summary>The shell runs the server until its own standard input ends, which the kernel sees to when the tests are gone.</summary>
    private const string Keeper =
        """
        exec 3<&0
        "$@" </dev/null & server=$!
        (cat <&3; kill -KILL $server) >/dev/null 2>&1 &
        exec 3<&-
        wait $server
        """;

    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(50);

    private readonly string _program;
    private readonly Dictionary<string, string> _settings;
    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("quiz-data-");
    private readonly ConcurrentQueue<string> _log = new();
    private Process? _keeper;

    /// <param name="program">QuizOrleans.WebFront.dll where it was built.</param>
    /// <param name="settings">More environment variables.</param>
    public QuizProcess(string program, string databaseUrl, IReadOnlyDictionary<string, string>? settings = null)
    {
        var port = FreePorts.Next();
        (_program, Address) = (program, new Uri($"http://127.0.0.1:{port}"));
        _settings = new Dictionary<string, string>(settings ?? new Dictionary<string, string>())
        {
            ["QUIZ_DATA_DIR"] = _data.FullName,
            ["Orleans__SiloPort"] = $"{FreePorts.Next()}",
            ["Orleans__GatewayPort"] = $"{FreePorts.Next()}",
        };
        _settings.TryAdd("PORT", $"{port}");
        _settings.TryAdd("DATABASE_URL", databaseUrl);
        _settings.TryAdd("ASPNETCORE_ENVIRONMENT", "Development");
        // What this machine's own environment says must not reach the server.
        foreach (var name in (string[])["URLS", "ASPNETCORE_URLS", "DOTNET_URLS", "REDIS_URL", "JWT_SECRET", "ALLOWED_ORIGINS", "GEMINI_API_KEY", "GROQ_API_KEY", "OPENAI_MODEL", "OPENAI_BASE_URL"]) _settings.TryAdd(name, "");
    }

    public Uri Address { get; }

    public bool HasEnded => _keeper?.HasExited ?? true;

    /// <summary>What the server has printed, over all of its lives.</summary>
    public string Log => string.Join('\n', _log);

    /// <summary>Starts it, and returns when it is ready to serve.</summary>
    /// <exception cref="InvalidOperationException">It ended, or was not ready in time; the message holds what it printed.</exception>
    public async Task StartAsync()
    {
        Launch();
        using var http = new HttpClient { BaseAddress = Address };
        var clock = Stopwatch.StartNew();
        while (!await IsReady(http))
        {
            if (_keeper!.HasExited) throw new InvalidOperationException($"The server ended by itself:\n{Log}");
            if (clock.Elapsed > StartLimit) throw new InvalidOperationException($"The server was not ready after {StartLimit.TotalSeconds} s:\n{Log}");
            await Task.Delay(BetweenLooks);
        }
    }

    /// <summary>Starts it without waiting for it.</summary>
    public void Launch()
    {
        var start = new ProcessStartInfo("sh", ["-c", Keeper, "sh", "dotnet", _program])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = _data.FullName,
        };
        foreach (var (name, value) in _settings) start.Environment[name] = value;
        _keeper = Process.Start(start) ?? throw new InvalidOperationException("sh did not start.");
        _keeper.OutputDataReceived += (_, line) => Keep(line.Data);
        _keeper.ErrorDataReceived += (_, line) => Keep(line.Data);
        _keeper.BeginOutputReadLine();
        _keeper.BeginErrorReadLine();
    }

    /// <summary>SIGTERM: asks the server to stop.</summary>
    public async Task TerminateAsync()
    {
        using var kill = Process.Start("sh", ["-c", "kill -TERM $(pgrep -P $0 -x dotnet)", $"{_keeper!.Id}"]);
        await kill.WaitForExitAsync();
    }

    /// <summary>Waits for the server to end by itself; then everything that it printed is in <see cref="Log"/>.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> EndAsync()
    {
        using var limit = new CancellationTokenSource(StartLimit);
        await _keeper!.WaitForExitAsync(limit.Token);
        return _keeper.ExitCode;
    }

    /// <summary>SIGKILL: no handler runs and nothing is flushed. Returns when the process is gone.</summary>
    public async Task KillAsync()
    {
        if (_keeper is null) return;
        if (!_keeper.HasExited) _keeper.StandardInput.Close();
        await _keeper.WaitForExitAsync();
        _keeper.Dispose();
        _keeper = null;
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        _data.Delete(recursive: true);
    }

    private void Keep(string? line)
    {
        if (line is not null) _log.Enqueue(line);
    }

    private static async Task<bool> IsReady(HttpClient http)
    {
        try
        {
            using var answer = await http.GetAsync("/health/ready");
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
