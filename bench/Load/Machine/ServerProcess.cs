using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace QuizOrleans.Load.Machine;

/// <summary>A server as a child process: its output goes to a file, and it never outlives the bench.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    /// <summary>Set for the generator alone; servers keep .NET's default.</summary>
    public const string InlineCompletions = "DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS";

    private static readonly ConcurrentDictionary<int, Process> Living = new();

    private readonly Process _process;
    private readonly string _log;

    static ServerProcess()
    {
        AppDomain.CurrentDomain.ProcessExit += (_, _) => KillAll();
        Console.CancelKeyPress += (_, _) => KillAll();
    }

    private ServerProcess(Process process, string log) => (_process, _log) = (process, log);

    public int Pid => _process.Id;

    public bool HasExited => _process.HasExited;

    /// <summary>Starts a command; the shell in between only opens the log and gives way to it, so the process id is the server's.</summary>
    public static ServerProcess Start(string name, IReadOnlyList<string> command, IReadOnlyDictionary<string, string> environment)
    {
        var log = Path.Combine(Repository.Logs, $"{name}.log");
        var start = new ProcessStartInfo("/bin/sh", ["-c", "exec \"$@\" >\"$0\" 2>&1", log, .. command]) { WorkingDirectory = Repository.Root };
        start.Environment.Remove(InlineCompletions);
        foreach (var (key, value) in environment) start.Environment[key] = value;
        var process = Process.Start(start)!;
        Living[process.Id] = process;
        return new ServerProcess(process, log);
    }

    /// <summary>A port that was free a moment ago.</summary>
    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>Waits until the address answers 200. Throws with the log's end when the server gives up or takes too long.</summary>
    public async Task WaitUntilReady(Uri health, TimeSpan limit)
    {
        using var http = new HttpClient();
        for (var started = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(started) < limit && !_process.HasExited; await Task.Delay(50))
        {
            try
            {
                using var response = await http.GetAsync(health);
                if (response.IsSuccessStatusCode) return;
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }
        }

        throw new InvalidOperationException($"The server at {health} did not become ready.\n{LogEnd()}");
    }

    public string Log => File.ReadAllText(_log);

    public string LogEnd() => string.Join('\n', File.ReadLines(_log).TakeLast(30));

    /// <summary>Asks it to stop, and makes it after some seconds.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            await Shell.Run("kill", ["-TERM", Pid.ToString(CultureInfo.InvariantCulture)]);
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(8));
            try
            {
                await _process.WaitForExitAsync(limit.Token);
            }
            catch (OperationCanceledException)
            {
                _process.Kill();
            }
        }

        Living.TryRemove(Pid, out _);
        _process.Dispose();
    }

    private static void KillAll()
    {
        foreach (var process in Living.Values)
            if (!process.HasExited) process.Kill();
    }
}
