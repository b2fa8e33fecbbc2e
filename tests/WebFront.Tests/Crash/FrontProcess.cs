using System.Collections.Concurrent;
using System.Diagnostics;
using QuizOrleans.Testing;
using QuizOrleans.WebFront.Hosting;
using QuizOrleans.WebFront.Tests.Fixtures;

namespace QuizOrleans.WebFront.Tests.Crash;

/// <summary>The real program in a process of its own, which a test may kill.</summary>
public sealed class FrontProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(90);

    private readonly Process _process;
    private readonly ConcurrentQueue<string> _output = new();

    private FrontProcess(string database, int port, (int Silo, int Gateway) ports)
    {
        var start = new ProcessStartInfo("dotnet", [Program()]) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Path.GetTempPath() };
        foreach (var (name, value) in new[]
                 {
                     ("DATABASE_URL", database), ("PORT", $"{port}"), ("JWT_SECRET", TestFront.Secret), ("ASPNETCORE_ENVIRONMENT", "Production"),
                     ("REDIS_URL", ""), ("ALLOWED_ORIGINS", ""), ("URLS", ""), ("ASPNETCORE_URLS", ""),
                     ("Orleans__SiloPort", $"{ports.Silo}"), ("Orleans__GatewayPort", $"{ports.Gateway}"),
                 })
            start.Environment[name] = value;
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, line) => _output.Enqueue(line.Data ?? "");
        _process.ErrorDataReceived += (_, line) => _output.Enqueue(line.Data ?? "");
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        Address = new Uri($"http://127.0.0.1:{port}");
    }

    public Uri Address { get; }

    public string Output => string.Join('\n', _output);

    /// <summary>Starts it and waits until it is ready.</summary>
    public static async Task<FrontProcess> StartAsync(string database, int port, (int, int) ports)
    {
        var front = new FrontProcess(database, port, ports);
        using var http = new HttpClient { BaseAddress = front.Address };
        var clock = Stopwatch.StartNew();
        while (!await IsReady(http))
        {
            front._process.HasExited.ShouldBeFalse(front.Output);
            clock.Elapsed.ShouldBeLessThan(StartLimit, front.Output);
            await Task.Delay(50);
        }

        return front;
    }

    /// <summary>Starts one that ends by itself, and returns its exit code and what it said.</summary>
    public static async Task<(int ExitCode, string Output)> RunToEndAsync(string database, int port)
    {
        await using var front = new FrontProcess(database, port, (FreePorts.Next(), FreePorts.Next()));
        await front._process.WaitForExitAsync().WaitAsync(StartLimit);
        return (front._process.ExitCode, front.Output);
    }

    /// <summary>SIGKILL: no handler runs, nothing is flushed.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) await KillAsync();
        _process.Dispose();
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

    /// <summary>The program as it was built for itself; beside the tests it lies with their dependencies.</summary>
    private static string Program()
    {
        var name = Path.GetFileName(typeof(WebFrontApp).Assembly.Location);
        var beside = new DirectoryInfo(AppContext.BaseDirectory);
        var own = Path.Combine(beside.Parent!.Parent!.FullName, "WebFront", beside.Name, name);
        return File.Exists(own) ? own : Path.Combine(beside.FullName, name);
    }
}
