using System.Diagnostics;
using System.Security.Cryptography;
using Npgsql;

namespace QuizOrleans.Testing;

/// <summary>
/// A private PostgreSQL server for one test run: its own cluster in a temporary folder, on a free loopback port, with a random
/// password and fsync on, as in production. It is gone with the process, however that ends.
/// </summary>
public sealed class PostgresServer : IAsyncDisposable
{
    private static readonly Lazy<Task<PostgresServer>> LazyShared = new(StartNewAsync);

    private readonly string _programs;
    private readonly string _folder;
    private readonly string _password;
    private readonly int _port;
    private readonly PostgresWatchdog _watchdog;
    private int _databases;
    private bool _disposed;

    private PostgresServer(string programs, string folder, string password, int port)
    {
        (_programs, _folder, _password, _port) = (programs, folder, password, port);
        _watchdog = new PostgresWatchdog(folder);
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Remove();
    }

    private string Data => Path.Combine(_folder, "data");

    /// <summary>The one server of this test assembly. Tests that stop or kill a server start their own with <see cref="StartNewAsync"/>.</summary>
    /// <exception cref="InvalidOperationException">There is no PostgreSQL on this machine; the message says how to install it.</exception>
    public static Task<PostgresServer> SharedAsync() => LazyShared.Value;

    public static async Task<PostgresServer> StartNewAsync()
    {
        var programs = PostgresBinaries.Find();

        // Short, for a socket path is limited to about 100 bytes; not below a home folder, which user postgres may not enter.
        var folder = Path.Combine(OperatingSystem.IsLinux() ? "/tmp" : Path.GetTempPath(), $"quiz-pg-{Guid.NewGuid():N}"[..20]);
        Directory.CreateDirectory(folder);
        await PostgresAccount.Own(folder);

        var server = new PostgresServer(programs, folder, Convert.ToHexString(RandomNumberGenerator.GetBytes(12)), FreePorts.Next());
        await server.InitializeAsync();
        await server.StartAsync();
        return server;
    }

    /// <summary>Makes an empty database and returns its connection string.</summary>
    public async Task<string> CreateDatabaseAsync()
    {
        var name = $"test_{Interlocked.Increment(ref _databases)}";
        await using var connection = new NpgsqlConnection(ConnectionStringOf("postgres"));
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand($"CREATE DATABASE {name}", connection);
        await command.ExecuteNonQueryAsync();
        return ConnectionStringOf(name);
    }

    public Task StartAsync() => PostgresAccount.RunAsOwner(
        _folder,
        Path.Combine(_programs, "pg_ctl"), "-D", Data, "-w", "-t", "30", "-l", Path.Combine(_folder, "server.log"), "-o",
        $"-p {_port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={_folder} -c fsync=on -c max_connections=80 -c shared_buffers=64MB",
        "start");

    /// <summary>Ends sessions, writes a checkpoint and stops: what an administrator's restart does first.</summary>
    public Task StopAsync() => PostgresAccount.RunAsOwner(_folder, Path.Combine(_programs, "pg_ctl"), "-D", Data, "-w", "-m", "fast", "stop");

    /// <summary>Every process of the server is gone at once, as in a crash; what was not durable is lost.</summary>
    public async Task KillAsync()
    {
        var postmaster = File.ReadLines(Path.Combine(Data, "postmaster.pid")).First();
        using var kill = Process.Start("sh", ["-c", "pkill -KILL -P $0; kill -KILL $0; while kill -0 $0 2>/dev/null; do sleep 0.02; done; :", postmaster]);
        await kill.WaitForExitAsync();
        File.Delete(Path.Combine(Data, "postmaster.pid"));
    }

    /// <summary>Every process of the server stands still, as on a disk that hangs: connections stay, and nothing answers.</summary>
    public Task FreezeAsync() => SignalAsync("STOP");

    /// <summary>It goes on.</summary>
    public Task ThawAsync() => SignalAsync("CONT");

    private async Task SignalAsync(string signal)
    {
        var postmaster = File.ReadLines(Path.Combine(Data, "postmaster.pid")).First();
        using var signalled = Process.Start("sh", ["-c", "kill -$1 $0; pkill -$1 -P $0; :", postmaster, signal]);
        await signalled.WaitForExitAsync();
    }

    public ValueTask DisposeAsync()
    {
        Remove();
        return ValueTask.CompletedTask;
    }

    private async Task InitializeAsync()
    {
        var secret = Path.Combine(_folder, "password");
        await File.WriteAllTextAsync(secret, _password);
        await PostgresAccount.RunAsOwner(
            _folder,
            Path.Combine(_programs, "initdb"), "-D", Data, "-U", "quiz", "-E", "UTF8", "--locale=C", "--auth=scram-sha-256", $"--pwfile={secret}", "--no-sync");
        File.Delete(secret);
    }

    private string ConnectionStringOf(string database) =>
        $"Host=127.0.0.1;Port={_port};Username=quiz;Password={_password};Database={database}";

    private void Remove()
    {
        if (_disposed) return;
        _disposed = true;
        _watchdog.Dispose();
    }
}
