using System.Collections.Immutable;
using System.Globalization;
using Microsoft.Extensions.Logging;
using Npgsql;
using QuizOrleans.Grains.Audit;
using QuizOrleans.Storage.Database;

namespace QuizOrleans.Storage.Audit;

/// <summary>The audit in the table <c>audit</c>. What comes at once is written at once: one statement, one commit.</summary>
public sealed class PostgresAuditLog : IAuditLog, IAsyncDisposable
{
    private const int MostAtOnce = 500;
    private const int MostCharacters = 500;

    private const string AppendSql =
        """
        INSERT INTO audit (tenant, at, actor, action, target, outcome, address, details)
        SELECT * FROM unnest($1::text[], $2::timestamptz[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[])
        """;

    private const string ReadSql =
        """
        SELECT id, at, actor, action, target, outcome, address, details FROM audit
        WHERE tenant = $1 AND at <= $2 AND (at < $2 OR id < $3)
            AND ($4::text IS NULL OR actor = $4) AND ($5::text IS NULL OR action = $5) AND ($6::text IS NULL OR target = $6) AND ($7::text IS NULL OR outcome = $7)
            AND ($8::timestamptz IS NULL OR at >= $8) AND ($9::timestamptz IS NULL OR at < $9)
        ORDER BY at DESC, id DESC LIMIT $10
        """;

    private readonly PostgresDatabase _database;
    private readonly Batcher<(string Tenant, AuditEntry Entry)> _writing;

    internal PostgresAuditLog(PostgresDatabase database, ILogger<PostgresAuditLog> logger)
    {
        _database = database;
        _writing = new Batcher<(string, AuditEntry)>(MostAtOnce, Write, logger, singly: false);
    }

    /// <remarks>A cancelled one is written nevertheless. After a fault of the connection an entry may be there twice, never not at all.</remarks>
    public Task Append(string tenant, ImmutableArray<AuditEntry> entries, CancellationToken cancellationToken) =>
        Task.WhenAll(entries.Select(entry => _writing.Add((tenant, entry)))).WaitAsync(cancellationToken);

    public Task<AuditPage> Read(string tenant, AuditQuery query, CancellationToken cancellationToken) =>
        _database.Run(
            "audit.read",
            async (connection, _, cancellation) =>
            {
                var start = Cursor.Read(query.After);
                var startId = long.TryParse(start.Id, CultureInfo.InvariantCulture, out var id) ? id : long.MaxValue;
                await using var command = connection.Text(ReadSql)
                    .With(tenant).With(start.At.UtcDateTime).With(startId).With(query.Actor).With(query.Action).With(query.Target).With(query.Outcome)
                    .With(query.From?.UtcDateTime).With(query.To?.UtcDateTime).With(Page.Ask(query.Limit));
                await using var reader = await command.ExecuteReaderAsync(cancellation);
                var rows = ImmutableArray.CreateBuilder<(long Id, AuditEntry Entry)>();
                while (await reader.ReadAsync(cancellation)) rows.Add((reader.GetInt64(0), Entry(reader)));
                var next = Page.Cut(rows, query.Limit, row => new Cursor(row.Entry.At, row.Id.ToString(CultureInfo.InvariantCulture)));
                return new AuditPage([.. rows.Select(row => row.Entry)], next);
            },
            cancellationToken);

    public Task<int> Forget(DateTimeOffset before, CancellationToken cancellationToken) =>
        _database.Run(
            "audit.forget",
            async (connection, _, cancellation) =>
            {
                await using var command = connection.Text("SELECT audit_forget($1)").With(before.UtcDateTime);
                return (int)(await command.ExecuteScalarAsync(cancellation))!;
            },
            cancellationToken);

    /// <summary>Writes what is queued, then ends.</summary>
    public ValueTask DisposeAsync() => _writing.DisposeAsync();

    private async Task Write(IReadOnlyList<(string Tenant, AuditEntry Entry)> entries) =>
        await _database.Run(
            "audit.append",
            async (connection, _, cancellation) =>
            {
                await using var command = connection.Text(AppendSql)
                    .With(Column(e => e.Tenant)).With(Column(e => e.Entry.At.UtcDateTime)).With(Column(e => e.Entry.Actor)).With(Column(e => e.Entry.Action))
                    .With(Column(e => Clean(e.Entry.Target))).With(Column(e => e.Entry.Outcome)).With(Column(e => e.Entry.Address)).With(Column(e => Clean(e.Entry.Details)!));
                return await command.ExecuteNonQueryAsync(cancellation);

                T[] Column<T>(Func<(string Tenant, AuditEntry Entry), T> of) => [.. entries.Select(of)];
            },
            CancellationToken.None);

    /// <summary>A path or a name may hold what the database refuses, and would take its neighbours with it.</summary>
    private static string? Clean(string? text) =>
        text is null ? null : new string([.. text.Take(MostCharacters).Select(c => char.IsControl(c) || char.IsSurrogate(c) ? '?' : c)]);

    private static AuditEntry Entry(NpgsqlDataReader reader)
    {
        return new AuditEntry(
            new DateTimeOffset(reader.GetDateTime(1)), Text(2), reader.GetString(3), Text(4), reader.GetString(5), Text(6), reader.GetString(7));

        string? Text(int column) => reader.IsDBNull(column) ? null : reader.GetString(column);
    }
}
