using System.Data;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace QuizOrleans.Storage.Database;

/// <summary>The database's schema and this program do not fit; the message says how. Stops the start.</summary>
public sealed class SchemaMismatchException(string message) : Exception(message);

/// <summary>
/// Brings a database to this program's schema: every file once, in order, each in its transaction. Processes that start together
/// take turns under an advisory lock.
/// </summary>
public sealed partial class SchemaMigrator
{
    /// <summary>"QuizMigr" as a number; any other would do, as long as it stays.</summary>
    private const long LockKey = 0x5175697A4D696772;

    private readonly NpgsqlDataSource _source;
    private readonly IReadOnlyList<Migration> _migrations;
    private readonly ILogger _logger;

    public SchemaMigrator(NpgsqlDataSource source, ILogger<SchemaMigrator> logger)
        : this(source, Migration.All, logger)
    {
    }

    internal SchemaMigrator(NpgsqlDataSource source, IReadOnlyList<Migration> migrations, ILogger logger) =>
        (_source, _migrations, _logger) = (source, migrations, logger);

    /// <exception cref="SchemaMismatchException">An applied file was changed since, or the database was made by a newer program.</exception>
    public async Task Migrate(CancellationToken cancellationToken)
    {
        await using var connection = await _source.OpenConnectionAsync(cancellationToken);
        await Execute(connection, null, $"SELECT pg_advisory_lock({LockKey})", cancellationToken);
        try
        {
            await Execute(
                connection, null,
                "CREATE TABLE IF NOT EXISTS schema_migrations (name text PRIMARY KEY, checksum text NOT NULL, applied_at timestamptz NOT NULL DEFAULT now())",
                cancellationToken);
            var applied = await ReadApplied(connection, cancellationToken);
            Check(applied);
            foreach (var migration in _migrations.Where(migration => !applied.ContainsKey(migration.Name))) await Apply(connection, migration, cancellationToken);
        }
        finally
        {
            // A broken session has lost the lock already, and its own fault is the one to report.
            if (connection.State == ConnectionState.Open) await Execute(connection, null, $"SELECT pg_advisory_unlock({LockKey})", CancellationToken.None);
        }
    }

    private void Check(Dictionary<string, string> applied)
    {
        var known = _migrations.ToDictionary(migration => migration.Name, StringComparer.Ordinal);
        var unknown = applied.Keys.Where(name => !known.ContainsKey(name)).Order(StringComparer.Ordinal).ToList();
        if (unknown.Count > 0)
            throw new SchemaMismatchException($"The database is newer than this program: it has {string.Join(", ", unknown)}. Start the newer program, or restore a backup from before its update.");

        foreach (var (name, checksum) in applied)
        {
            if (known[name].Checksum != checksum)
                throw new SchemaMismatchException($"The schema file {name}.sql was changed after it had been applied to this database. Restore its text and put the change into a new file.");
        }
    }

    private async Task Apply(NpgsqlConnection connection, Migration migration, CancellationToken cancellationToken)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await Execute(connection, transaction, migration.Text, cancellationToken);
        await using var record = new NpgsqlCommand("INSERT INTO schema_migrations (name, checksum) VALUES ($1, $2)", connection, transaction);
        record.Parameters.Add(new NpgsqlParameter<string> { TypedValue = migration.Name });
        record.Parameters.Add(new NpgsqlParameter<string> { TypedValue = migration.Checksum });
        await record.ExecuteNonQueryAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        LogApplied(migration.Name);
    }

    private static async Task<Dictionary<string, string>> ReadApplied(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("SELECT name, checksum FROM schema_migrations", connection);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        Dictionary<string, string> applied = new(StringComparer.Ordinal);
        while (await reader.ReadAsync(cancellationToken)) applied.Add(reader.GetString(0), reader.GetString(1));
        return applied;
    }

    private static async Task Execute(NpgsqlConnection connection, NpgsqlTransaction? transaction, string sql, CancellationToken cancellationToken)
    {
#pragma warning disable CA2100 // The text is a file of this assembly.
        await using var command = new NpgsqlCommand(sql, connection, transaction) { CommandTimeout = 0 };
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    [LoggerMessage(4001, LogLevel.Information, "Schema file {Name} applied")]
    private partial void LogApplied(string name);
}
