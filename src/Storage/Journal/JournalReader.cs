using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Npgsql;
using QuizOrleans.Grains.EventSourcing;
using QuizOrleans.Storage.Database;

namespace QuizOrleans.Storage.Journal;

/// <summary>Reads the beginnings of streams, those together that are asked for while it reads: every new grain asks once, and most have none yet.</summary>
internal sealed class JournalReader : IAsyncDisposable
{
    private const int MostAtOnce = 100;

    private const string Sql =
        """
        SELECT asked.stream, entry.version, entry.payload, entry.at FROM unnest($1::text[]) AS asked (stream)
        CROSS JOIN LATERAL (SELECT version, payload, at FROM journal WHERE stream = asked.stream ORDER BY version LIMIT $2) AS entry
        ORDER BY asked.stream, entry.version
        """;

    private readonly PostgresDatabase _database;
    private readonly Batcher<Asked> _asking;

    public JournalReader(PostgresDatabase database, ILogger logger)
    {
        _database = database;
        _asking = new Batcher<Asked>(MostAtOnce, Read, logger, singly: false);
    }

    public async Task<ImmutableArray<JournalEntry>> Read(string stream, int limit, CancellationToken cancellationToken)
    {
        var asked = new Asked(stream, limit);
        await _asking.Add(asked).WaitAsync(cancellationToken);
        return asked.Entries;
    }

    public ValueTask DisposeAsync() => _asking.DisposeAsync();

    private async Task Read(IReadOnlyList<Asked> asked)
    {
        var entries = await _database.Run("journal.read", (connection, _, cancellation) => Read(connection, asked, cancellation), CancellationToken.None);
        foreach (var one in asked)
        {
            if (entries.TryGetValue(one.Stream, out var found)) one.Entries = [.. found.Take(one.Limit)];
        }
    }

    private static async Task<Dictionary<string, List<JournalEntry>>> Read(NpgsqlConnection connection, IReadOnlyList<Asked> asked, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(Sql, connection);
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. asked.Select(a => a.Stream).Distinct()] });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = asked.Max(a => a.Limit) });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var entries = new Dictionary<string, List<JournalEntry>>();
        while (await reader.ReadAsync(cancellationToken))
        {
            var stream = reader.GetString(0);
            if (!entries.TryGetValue(stream, out var found)) entries[stream] = found = [];
            found.Add(new JournalEntry(reader.GetInt64(1), reader.GetFieldValue<byte[]>(2), new DateTimeOffset(reader.GetDateTime(3))));
        }

        return entries;
    }

    private sealed record Asked(string Stream, int Limit)
    {
        public ImmutableArray<JournalEntry> Entries { get; set; } = [];
    }
}
