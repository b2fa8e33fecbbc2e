using System.Collections.Immutable;
using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;
using QuizOrleans.Grains.EventSourcing;
using QuizOrleans.Storage.Database;

namespace QuizOrleans.Storage.Journal;

/// <summary>
/// The journal in PostgreSQL; one a process. Appends of all grains are gathered by a few writers, each of which turns what has come
/// while it wrote into one statement and one commit.
/// </summary>
public sealed class PostgresJournal : IJournal, IAsyncDisposable
{
    private const int MaxStreamLength = 160;
    private const int TrimmedAtOnce = 5_000;

    // Without a snapshot the comparison is null, and nothing goes.
    private const string TrimSql =
        """
        WITH oldest AS (
            SELECT version, at FROM journal
            WHERE stream = $1 AND version <= $2 AND version <= (SELECT s.version FROM journal_snapshots s WHERE s.stream = $1)
                AND version < (SELECT max(newest.version) FROM journal newest WHERE newest.stream = $1)
            ORDER BY version LIMIT $4)
        DELETE FROM journal USING oldest
        WHERE journal.stream = $1 AND journal.version = oldest.version
            AND oldest.version < coalesce((SELECT min(young.version) FROM oldest young WHERE young.at >= $3), $2 + 1)
        """;

    private readonly PostgresDatabase _database;
    private readonly JournalWriter[] _writers;
    private readonly JournalReader _reader;

    internal PostgresJournal(PostgresDatabase database, IOptions<StorageOptions> options, TimeProvider clock, StorageMetrics metrics, ILogger<PostgresJournal> logger)
    {
        _database = database;
        _reader = new JournalReader(database, logger);
        _writers = [.. Enumerable.Range(0, options.Value.JournalWriters).Select(_ => new JournalWriter(database.Source, options.Value, clock, metrics, logger))];
    }

    /// <inheritdoc/>
    /// <remarks>A cancelled append that a writer has taken already goes on; its caller learns what became of it.</remarks>
    public Task Append(string stream, long expectedVersion, ImmutableArray<ReadOnlyMemory<byte>> events, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(stream);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(stream.Length, MaxStreamLength);
        ArgumentOutOfRangeException.ThrowIfNegative(expectedVersion);
        if (events.IsEmpty) return Task.CompletedTask;

        var writer = _writers[(int)((uint)stream.GetHashCode(StringComparison.Ordinal) % (uint)_writers.Length)];
        return writer.Enqueue(new PendingAppend(stream, expectedVersion, events, Stopwatch.GetTimestamp(), cancellationToken));
    }

    public Task<ImmutableArray<JournalEntry>> Read(string stream, long afterVersion, int limit, CancellationToken cancellationToken) => afterVersion == 0
        ? _reader.Read(stream, limit, cancellationToken)
        : _database.Run(
            "journal.read",
            async (connection, _, cancellation) =>
            {
                await using var command = new NpgsqlCommand(
                    "SELECT version, payload, at FROM journal WHERE stream = $1 AND version > $2 ORDER BY version LIMIT $3", connection);
                command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = stream });
                command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = afterVersion });
                command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = limit });

                await using var reader = await command.ExecuteReaderAsync(cancellation);
                var entries = ImmutableArray.CreateBuilder<JournalEntry>();
                while (await reader.ReadAsync(cancellation))
                    entries.Add(new JournalEntry(reader.GetInt64(0), reader.GetFieldValue<byte[]>(1), new DateTimeOffset(reader.GetDateTime(2))));
                return entries.DrainToImmutable();
            },
            cancellationToken);

    public Task<Snapshot?> ReadSnapshot(string stream, CancellationToken cancellationToken) =>
        _database.Run(
            "snapshot.read",
            async (connection, _, cancellation) =>
            {
                await using var command = new NpgsqlCommand("SELECT version, format, state FROM journal_snapshots WHERE stream = $1", connection);
                command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = stream });
                await using var reader = await command.ExecuteReaderAsync(cancellation);
                return await reader.ReadAsync(cancellation)
                    ? new Snapshot(reader.GetInt64(0), reader.GetString(1), reader.GetFieldValue<byte[]>(2))
                    : null;
            },
            cancellationToken);

    public Task WriteSnapshot(string stream, Snapshot snapshot, CancellationToken cancellationToken) =>
        _database.Run(
            "snapshot.write",
            async (connection, _, cancellation) =>
            {
                await using var command = new NpgsqlCommand(
                    """
                    INSERT INTO journal_snapshots AS kept (stream, version, format, state) VALUES ($1, $2, $3, $4)
                    ON CONFLICT (stream) DO UPDATE SET version = excluded.version, format = excluded.format, state = excluded.state
                    WHERE kept.version <= excluded.version
                    """,
                    connection);
                command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = stream });
                command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = snapshot.Version });
                command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = snapshot.Format });
                command.Parameters.Add(new NpgsqlParameter<ReadOnlyMemory<byte>> { TypedValue = snapshot.State });
                return await command.ExecuteNonQueryAsync(cancellation);
            },
            cancellationToken);

    /// <remarks>Some thousands a statement, however many there are.</remarks>
    public async Task Trim(string stream, long upToVersion, DateTimeOffset writtenBefore, CancellationToken cancellationToken)
    {
        int deleted;
        do
        {
            deleted = await _database.Run(
                "journal.trim",
                async (connection, _, cancellation) =>
                {
                    await using var command = connection.Text(TrimSql).With(stream).With(upToVersion).With(writtenBefore.UtcDateTime).With(TrimmedAtOnce);
                    return await command.ExecuteNonQueryAsync(cancellation);
                },
                cancellationToken);
        }
        while (deleted == TrimmedAtOnce);
    }

    /// <summary>Writes what is queued, then ends.</summary>
    public async ValueTask DisposeAsync()
    {
        await _reader.DisposeAsync();
        await Task.WhenAll(_writers.Select(writer => writer.DisposeAsync().AsTask()));
    }
}
