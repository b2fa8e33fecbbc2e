using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Npgsql;
using QuizOrleans.Grains;
using QuizOrleans.Grains.Matchmaking;
using QuizOrleans.Storage.Database;

namespace QuizOrleans.Storage.Matches;

/// <summary>Reads duelists, those together that are asked for while it reads: when thousands come at once, as after a restart, each asks.</summary>
internal sealed class DuelistReader : IAsyncDisposable
{
    private const int MostAtOnce = 500;

    private readonly PostgresDatabase _database;
    private readonly Batcher<Asked> _asking;

    public DuelistReader(PostgresDatabase database, ILogger logger)
    {
        _database = database;
        _asking = new Batcher<Asked>(MostAtOnce, Read, logger, singly: false);
    }

    public async Task<DuelistRecord> Read(TenantKey player, CancellationToken cancellationToken)
    {
        var asked = new Asked(player);
        await _asking.Add(asked).WaitAsync(cancellationToken);
        return asked.Duelist;
    }

    public ValueTask DisposeAsync() => _asking.DisposeAsync();

    private async Task Read(IReadOnlyList<Asked> asked)
    {
        TenantKey[] players = [.. asked.Select(a => a.Player).Distinct()];
        var found = await _database.Run("duelist.read", (connection, _, cancellation) => Read(connection, players, cancellation), CancellationToken.None);
        foreach (var one in asked) one.Duelist = found.GetValueOrDefault(one.Player, one.Duelist);
    }

    /// <summary>One trip. Who is not found has never played.</summary>
    private static async Task<Dictionary<TenantKey, DuelistRecord>> Read(NpgsqlConnection connection, TenantKey[] players, CancellationToken cancellation)
    {
        await using var batch = new NpgsqlBatch(connection) { BatchCommands = { Command(MatchSql.RatingsOfMany, players), Command(MatchSql.NewestOfMany, players) } };
        await using var reader = await batch.ExecuteReaderAsync(cancellation);
        var found = new Dictionary<TenantKey, DuelistRecord>();
        while (await reader.ReadAsync(cancellation))
        {
            var (player, duelist) = Of(found, reader);
            found[player] = duelist with { Ratings = duelist.Ratings.SetItem(reader.GetString(2), MatchRows.RatingAt(reader, 3)!) };
        }

        await reader.NextResultAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            var (player, duelist) = Of(found, reader);
            found[player] = duelist with { RunningMatchId = reader.GetBoolean(3) ? reader.GetString(2) : null, LastOpponent = reader.IsDBNull(4) ? null : reader.GetString(4) };
        }

        return found;
    }

    private static (TenantKey Player, DuelistRecord Known) Of(Dictionary<TenantKey, DuelistRecord> found, NpgsqlDataReader reader)
    {
        var player = new TenantKey(reader.GetString(0), reader.GetString(1));
        return (player, found.GetValueOrDefault(player, DuelistRecord.Unknown));
    }

    private static NpgsqlBatchCommand Command(string sql, TenantKey[] players) => new(sql)
    {
        Parameters =
        {
            new NpgsqlParameter<string[]> { TypedValue = Array.ConvertAll(players, p => p.Tenant) },
            new NpgsqlParameter<string[]> { TypedValue = Array.ConvertAll(players, p => p.Id) },
        },
    };

    private sealed record Asked(TenantKey Player)
    {
        public DuelistRecord Duelist { get; set; } = DuelistRecord.Unknown;
    }
}
