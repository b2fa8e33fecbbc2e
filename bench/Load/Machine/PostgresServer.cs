using System.Globalization;

namespace QuizOrleans.Load.Machine;

/// <summary>A private PostgreSQL cluster on a free loopback port, with fsync on, in a temporary folder that goes with it.</summary>
internal sealed class PostgresServer : IAsyncDisposable
{
    /// <summary>Of 16 MB each: more than a run writes.</summary>
    private const int UsedLogFiles = 60;

    private readonly string _folder;
    private readonly string _binaries;
    private readonly int _port = ServerProcess.FreePort();
    private ServerProcess? _process;

    private PostgresServer(string binaries)
    {
        _binaries = binaries;
        _folder = Directory.CreateTempSubdirectory("quiz-bench-pg-").FullName;
    }

    /// <summary>What one flush of the disk costs here (pg_test_fsync, fdatasync), in µs.</summary>
    public double FlushMicros { get; private set; }

    /// <summary>CPU of all its processes, those that have ended included.</summary>
    public double CpuMs => ProcStat.TreeCpuMs(_process!.Pid);

    public static async Task<PostgresServer> Start(string? binaries)
    {
        var server = new PostgresServer(binaries ?? FindBinaries());
        try
        {
            await server.Create();
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Makes an empty database and returns its DATABASE_URL.</summary>
    public async Task<Uri> CreateDatabase(string name)
    {
        await Query("postgres", $"create database {name}");
        return new Uri($"postgres://postgres@127.0.0.1:{_port}/{name}");
    }

    /// <summary>Runs SQL in a database and returns what psql prints.</summary>
    public Task<string> Run(string database, string sql) => Query(database, sql);

    /// <summary>The same database as Npgsql's list of pairs, with settings for every session.</summary>
    public string Connection(string database, params (string Name, string Value)[] settings) =>
        $"Host=127.0.0.1;Port={_port};Username=postgres;Database={database};Options={string.Join(' ', settings.Select(s => $"-c {s.Name}={s.Value}"))}";

    /// <summary>What the server has logged so far.</summary>
    public string Log => _process!.Log;

    /// <summary>Transactions committed in a database so far; the server's own figure, up to a second late.</summary>
    public async Task<long> Commits(string database) =>
        long.Parse(await Query(database, $"select xact_commit from pg_stat_database where datname = '{database}'"), CultureInfo.InvariantCulture);

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            if (!_process.HasExited) await RunAsOwner("pg_ctl", "stop", "-D", Data, "-m", "fast");
            await _process.DisposeAsync();
        }

        Directory.Delete(_folder, recursive: true);
    }

    private string Data => Path.Combine(_folder, "data");

    /// <summary>
    /// PostgreSQL refuses to run as root; there it runs as the user its package made. setpriv, unlike runuser, gives way to the program, so
    /// our child is the server itself.
    /// </summary>
    private string[] AsOwner(string program, params string[] arguments)
    {
        string[] command = [Path.Combine(_binaries, program), .. arguments];
        return Environment.UserName == "root" ? ["setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups", "--", .. command] : command;
    }

    private Task<string> RunAsOwner(string program, params string[] arguments)
    {
        var command = AsOwner(program, arguments);
        return Shell.Run(command[0], command[1..], _folder);
    }

    private async Task<string> Query(string database, string sql)
    {
        string[] arguments = ["-h", "127.0.0.1", "-p", _port.ToString(CultureInfo.InvariantCulture), "-U", "postgres", "-d", database, "-AtXc", sql];
        return (await Shell.Run(Path.Combine(_binaries, "psql"), arguments)).Trim();
    }

    private async Task Create()
    {
        if (Environment.UserName == "root") await Shell.Run("chown", ["postgres", _folder]);
        await RunAsOwner("initdb", "-D", Data, "-A", "trust", "-U", "postgres", "-E", "UTF8", "--no-sync");
        FlushMicros = ParseFlush(await RunAsOwner("pg_test_fsync", "-s", "1", "-f", Path.Combine(_folder, "flush")));
        string[] settings =
        [
            "listen_addresses=127.0.0.1", $"port={_port}", $"unix_socket_directories={_folder}",
            "fsync=on", "synchronous_commit=on", "shared_buffers=256MB", "max_wal_size=4GB", "min_wal_size=2GB", "log_checkpoints=off",
        ];
        string[] options = ["-D", Data, .. settings.SelectMany(s => new[] { "-c", s })];
        _process = ServerProcess.Start("postgres", AsOwner("postgres", options), new Dictionary<string, string>());
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await Query("postgres", "select 1");
                break;
            }
            catch (InvalidOperationException) when (attempt < 100)
            {
                await Task.Delay(100);
            }
        }

        await UseLog();
    }

    /// <summary>
    /// A server that has been in use writes its log into files that it has used before; a new one makes and zeroes 16 MB at a time, which was a fifth of what its
    /// writers did in the measured time. So it makes them before.
    /// </summary>
    private Task<string> UseLog() => Query(
        "postgres",
        string.Concat(Enumerable.Repeat("select pg_logical_emit_message(false, 'bench', 'full'); select pg_switch_wal();", UsedLogFiles)) + "checkpoint");

    /// <summary>The first fdatasync line, one 8 kB write: "fdatasync   9123.4 ops/sec   110 usecs/op".</summary>
    private static double ParseFlush(string text)
    {
        var line = text.Split('\n').FirstOrDefault(
            l => l.TrimStart().StartsWith("fdatasync", StringComparison.Ordinal) && l.Contains("usecs/op", StringComparison.Ordinal));
        var words = line?.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return words is null ? double.NaN : double.Parse(words[^2], CultureInfo.InvariantCulture);
    }

    private static string FindBinaries()
    {
        const string Debian = "/usr/lib/postgresql";
        var found = Directory.Exists(Debian)
            ? Directory.EnumerateDirectories(Debian).Select(d => Path.Combine(d, "bin")).Where(d => File.Exists(Path.Combine(d, "initdb"))).Max()
            : null;
        return found ?? throw new DirectoryNotFoundException("No PostgreSQL server found; name its folder with --pg-bin.");
    }
}
