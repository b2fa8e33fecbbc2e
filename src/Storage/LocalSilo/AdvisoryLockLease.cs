using Npgsql;
using QuizOrleans.Storage.Database;

namespace QuizOrleans.Storage.LocalSilo;

/// <summary>
/// The right to be the only LocalSilo on a database: an advisory lock that lasts as long as a connection of its own. When that breaks,
/// the server gives the lock away, and this process must stop serving at once.
/// </summary>
internal sealed class AdvisoryLockLease(DatabaseAddress address) : ISingleSiloLease, IAsyncDisposable
{
    /// <summary>"QuizSilo" as a number; any other would do, as long as it stays.</summary>
    private const long LockKey = 0x5175697A53696C6F;

    private const string HolderSql =
        """
        SELECT activity.application_name FROM pg_locks JOIN pg_stat_activity AS activity USING (pid)
        WHERE locktype = 'advisory' AND objsubid = 1 AND granted AND ((classid::bigint << 32) | objid::bigint) = $1
            AND pg_locks.database = (SELECT oid FROM pg_database WHERE datname = current_database())
        """;

    private readonly CancellationTokenSource _lost = new();
    private readonly CancellationTokenSource _released = new();
    private NpgsqlDataSource? _source;
    private NpgsqlConnection? _connection;
    private Task _watching = Task.CompletedTask;

    public CancellationToken Lost => _lost.Token;

    public async Task AcquireAsync(CancellationToken cancellationToken)
    {
        // The name shows who holds the lock: in the message below, and in pg_stat_activity.
        var text = new NpgsqlConnectionStringBuilder(address.Connection.ConnectionString)
        {
            Pooling = false,
            KeepAlive = 5,
            ApplicationName = $"QuizOrleans silo, pid {Environment.ProcessId} on {Environment.MachineName}",
        };
        _source = NpgsqlDataSource.Create(text);
        var connection = await _source.OpenConnectionAsync(cancellationToken);
        if (!await TryLock(connection, cancellationToken))
        {
            var holder = await Holder(connection, cancellationToken);
            await connection.DisposeAsync();
            throw new SiloLeaseHeldException($"database \"{text.Database}\" on {text.Host}:{text.Port} ({holder})");
        }

        _connection = connection;
        _watching = Watch(connection);
    }

    public async Task ReleaseAsync()
    {
        await _released.CancelAsync();
        await _watching;
        if (_connection is not null) await _connection.DisposeAsync();
        if (_source is not null) await _source.DisposeAsync();
        (_connection, _source) = (null, null);
    }

    public async ValueTask DisposeAsync()
    {
        await ReleaseAsync();
        _lost.Dispose();
        _released.Dispose();
    }

    /// <summary>Waits for a message that never comes; keep-alives notice a dead network, the end of the stream a dead server.</summary>
    private async Task Watch(NpgsqlConnection connection)
    {
        try
        {
            while (true) await connection.WaitAsync(_released.Token);
        }
        catch (Exception) when (_released.IsCancellationRequested)
        {
            // Given back.
        }
        catch (Exception)
        {
            await _lost.CancelAsync();
        }
    }

    private static async Task<bool> TryLock(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("SELECT pg_try_advisory_lock($1)", connection);
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = LockKey });
        return (bool)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    private static async Task<string> Holder(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(HolderSql, connection);
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = LockKey });
        return await command.ExecuteScalarAsync(cancellationToken) as string ?? "it has just ended";
    }
}
