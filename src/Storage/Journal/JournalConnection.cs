using Npgsql;
using NpgsqlTypes;

namespace QuizOrleans.Storage.Journal;

/// <summary>
/// A writer's own connection with its prepared statement. Parameters and their lists are reused; a batch is one statement, one
/// round trip and one commit.
/// </summary>
internal sealed class JournalConnection(NpgsqlDataSource source) : IAsyncDisposable
{
    private const string InsertSql =
        """
        INSERT INTO journal (stream, version, payload, append, at)
        SELECT stream, version, payload, append, $5 FROM unnest($1, $2, $3, $4) AS event (stream, version, payload, append)
        """;

    private const string FindSql =
        """
        SELECT journal.stream, journal.version, journal.append
        FROM unnest($1, $2) AS event (stream, version)
        JOIN journal ON journal.stream = event.stream AND journal.version = event.version
        """;

    private readonly List<string> _streams = [];
    private readonly List<long> _versions = [];
    private readonly List<ReadOnlyMemory<byte>> _payloads = [];
    private readonly List<long> _appends = [];
    private readonly NpgsqlParameter<DateTime> _at = new() { NpgsqlDbType = NpgsqlDbType.TimestampTz };
    private NpgsqlConnection? _connection;
    private NpgsqlCommand? _insert;

    /// <summary>Whether <see cref="OpenAsync"/> succeeded and nothing failed since: a later fault may lie behind the commit.</summary>
    public bool IsOpen => _insert is not null;

    /// <summary>How many events the last batch had.</summary>
    public int Rows => _versions.Count;

    public async Task OpenAsync(CancellationToken cancellationToken)
    {
        _connection = await source.OpenConnectionAsync(cancellationToken);
        var insert = new NpgsqlCommand(InsertSql, _connection);
        AddKeys(insert);
        insert.Parameters.Add(new NpgsqlParameter<List<ReadOnlyMemory<byte>>> { TypedValue = _payloads, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Json });
        insert.Parameters.Add(new NpgsqlParameter<List<long>> { TypedValue = _appends, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Bigint });
        _at.Collection?.Remove(_at);
        insert.Parameters.Add(_at);
        await insert.PrepareAsync(cancellationToken);
        _insert = insert;
    }

    public async Task InsertAsync(List<PendingAppend> batch, DateTime at, CancellationToken cancellationToken)
    {
        Fill(batch);
        _at.TypedValue = at;
        await _insert!.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Which of the batch's versions are taken, and by which append.</summary>
    public async Task<Dictionary<(string Stream, long Version), long>> FindAsync(List<PendingAppend> batch, CancellationToken cancellationToken)
    {
        Fill(batch);
        await using var find = new NpgsqlCommand(FindSql, _connection);
        AddKeys(find);
        await using var reader = await find.ExecuteReaderAsync(cancellationToken);
        Dictionary<(string, long), long> found = [];
        
        // Two appends of the batch may ask for the same version; it comes twice then, with the same owner.
        while (await reader.ReadAsync(cancellationToken)) found[(reader.GetString(0), reader.GetInt64(1))] = reader.GetInt64(2);
        return found;
    }

    public async ValueTask DisposeAsync()
    {
        var (insert, connection) = (_insert, _connection);
        (_insert, _connection) = (null, null);
        if (insert is not null) await insert.DisposeAsync();
        if (connection is not null) await connection.DisposeAsync();
    }

    private void AddKeys(NpgsqlCommand command)
    {
        command.Parameters.Add(new NpgsqlParameter<List<string>> { TypedValue = _streams, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text });
        command.Parameters.Add(new NpgsqlParameter<List<long>> { TypedValue = _versions, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Bigint });
    }

    private void Fill(List<PendingAppend> batch)
    {
        _streams.Clear();
        _versions.Clear();
        _payloads.Clear();
        _appends.Clear();
        foreach (var append in batch)
        {
            var version = append.FirstVersion;
            foreach (var payload in append.Events)
            {
                _streams.Add(append.Stream);
                _versions.Add(version++);
                _payloads.Add(payload);
                _appends.Add(append.Id);
            }
        }
    }
}
