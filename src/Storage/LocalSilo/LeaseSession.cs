using Npgsql;
using QuizOrleans.Storage.Database;

namespace QuizOrleans.Storage.LocalSilo;

/// <summary>
/// One session with the database that has, or asks for, the advisory lock. The lock goes with the session; the row in <c>silo_lease</c> stays, and
/// says who had the lock last.
/// </summary>
internal sealed class LeaseSession : IAsyncDisposable
{
    /// <summary>"QuizSilo" as a number; any other would do, as long as it stays.</summary>
    private const long LockKey = 0x5175697A53696C6F;

    private const string HolderSql =
        """
        SELECT activity.pid, activity.application_name FROM pg_locks JOIN pg_stat_activity AS activity USING (pid)
        WHERE locktype = 'advisory' AND objsubid = 1 AND granted AND ((classid::bigint << 32) | objid::bigint) = $1
            AND pg_locks.database = (SELECT oid FROM pg_database WHERE datname = current_database())
        """;

    // Not a file of the schema: it is needed before the schema may be touched.
    private const string TableSql =
        """
        CREATE TABLE IF NOT EXISTS silo_lease (
            one boolean PRIMARY KEY DEFAULT true CHECK (one), run uuid NOT NULL, holder text NOT NULL, taken_at timestamptz NOT NULL DEFAULT now())
        """;

    private const string SignSql =
        """
        INSERT INTO silo_lease (run, holder) VALUES ($1, $2)
        ON CONFLICT (one) DO UPDATE SET run = excluded.run, holder = excluded.holder, taken_at = excluded.taken_at
        """;

    private readonly NpgsqlConnection _connection;

    private LeaseSession(NpgsqlConnection connection) => _connection = connection;

    public static async Task<LeaseSession> OpenAsync(NpgsqlDataSource source, CancellationToken cancellationToken) =>
        new(await source.OpenConnectionAsync(cancellationToken));

    public async Task<bool> TryLock(CancellationToken cancellationToken)
    {
        await using var command = _connection.Text("SELECT pg_try_advisory_lock($1)").With(LockKey);
        return (bool)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    /// <summary>The session that has the lock; null when it has just ended.</summary>
    public async Task<(int Pid, string Name)?> Holder(CancellationToken cancellationToken)
    {
        await using var command = _connection.Text(HolderSql).With(LockKey);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken) ? (reader.GetInt32(0), reader.GetString(1)) : null;
    }

    /// <summary>Ends a session of the same role, whose lock is then free.</summary>
    public async Task End(int pid, CancellationToken cancellationToken)
    {
        await using var command = _connection.Text("SELECT pg_terminate_backend($1)").With(pid);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Writes down, under the lock, that this run of the program has it.</summary>
    public async Task Sign(Guid run, string name, CancellationToken cancellationToken)
    {
        await Execute(TableSql, cancellationToken);
        await using var command = _connection.Text(SignSql).With(run).With(name);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Null when nobody has signed since this run did; else who. A write, so that a standby which is still read-only does not pass for the database.</summary>
    public async Task<string?> SignedByAnother(Guid run, CancellationToken cancellationToken)
    {
        await Execute(TableSql, cancellationToken);
        await using var sign = _connection.Text("UPDATE silo_lease SET taken_at = now() WHERE run = $1").With(run);
        if (await sign.ExecuteNonQueryAsync(cancellationToken) > 0) return null;
        await using var read = _connection.Text("SELECT holder FROM silo_lease");
        return await read.ExecuteScalarAsync(cancellationToken) as string ?? "nobody: the database is another one, or was restored";
    }

    /// <summary>Waits for a message that never comes: keep-alives notice a dead network, the end of the stream a dead server.</summary>
    /// <exception cref="OperationCanceledException">It was told to stop waiting.</exception>
    public async Task<Exception> WaitForEnd(CancellationToken cancellationToken)
    {
        try
        {
            while (true) await _connection.WaitAsync(cancellationToken);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            return e;
        }
    }

    public ValueTask DisposeAsync() => _connection.DisposeAsync();

    private async Task Execute(string sql, CancellationToken cancellationToken)
    {
        await using var command = _connection.Text(sql);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
