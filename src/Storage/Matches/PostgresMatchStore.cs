using System.Collections.Immutable;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Npgsql;
using NpgsqlTypes;
using QuizOrleans.Grains;
using QuizOrleans.Grains.Matchmaking;
using QuizOrleans.Rules.Matchmaking;
using QuizOrleans.Storage.Database;

namespace QuizOrleans.Storage.Matches;

/// <summary>Matches and ratings in the tables <c>matches</c>, <c>match_players</c> and <c>ratings</c>.</summary>
public sealed class PostgresMatchStore : IMatchStore, IAsyncDisposable
{
    // Many matches in one statement, and so in one transaction. A match that has ended is not updated, returns no row, and so changes neither sides nor
    // ratings. Of a player who ended two matches of a batch the later rating counts.
    private const string SaveSql =
        """
        WITH kept AS (
            INSERT INTO matches (tenant, id, category, language, rated, status, created_at, started_at, ended_at, winner, reason)
            SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::boolean[], $6::text[], $7::timestamptz[], $8::timestamptz[],
                $9::timestamptz[], $10::text[], $11::text[])
            ON CONFLICT (tenant, id) DO UPDATE SET status = excluded.status, started_at = excluded.started_at, ended_at = excluded.ended_at,
                winner = excluded.winner, reason = excluded.reason
            WHERE matches.ended_at IS NULL
            RETURNING tenant, id, category, created_at),
        side AS (
            SELECT kept.*, one.* FROM kept JOIN unnest($12::text[], $13::text[], $14::smallint[], $15::text[], $16::text[], $17::text[], $18::int[], $19::jsonb[], $20::jsonb[])
                AS one (of_tenant, match, side, player, nickname, kind, score, before, after) ON one.of_tenant = kept.tenant AND one.match = kept.id),
        sides AS (
            INSERT INTO match_players (tenant, match, player, side, nickname, kind, score, rating_before, rating_after, created_at)
            SELECT tenant, match, player, side, nickname, kind, score, before, after, created_at FROM side
            ON CONFLICT (tenant, match, player) DO UPDATE SET nickname = excluded.nickname, score = excluded.score, rating_after = excluded.rating_after)
        INSERT INTO ratings (tenant, category, player, nickname, value, deviation, volatility, games, at)
        SELECT DISTINCT ON (tenant, player, category) tenant, category, player, nickname, (after->>'value')::float8, (after->>'deviation')::float8,
            (after->>'volatility')::float8, (after->>'games')::int, (after->>'at')::timestamptz
        FROM side WHERE after IS NOT NULL ORDER BY tenant, player, category, (after->>'at')::timestamptz DESC
        ON CONFLICT (tenant, player, category) DO UPDATE SET nickname = excluded.nickname, value = excluded.value, deviation = excluded.deviation,
            volatility = excluded.volatility, games = excluded.games, at = excluded.at
        """;

    private const string Columns =
        """
        m.tenant, m.id, m.category, m.language, m.rated, m.status, m.created_at, m.started_at, m.ended_at, m.winner, m.reason,
            array_agg(p.player ORDER BY p.side), array_agg(p.nickname ORDER BY p.side), array_agg(p.kind ORDER BY p.side), array_agg(p.score ORDER BY p.side),
            array_agg(p.rating_before::text ORDER BY p.side), array_agg(p.rating_after::text ORDER BY p.side)
        """;

    private const string FindSql =
        $"""
        SELECT {Columns} FROM matches m JOIN match_players p ON p.tenant = m.tenant AND p.match = m.id
        WHERE m.tenant = $1 AND m.id = $2 GROUP BY m.tenant, m.id
        """;

    private const string OfSql =
        $"""
        SELECT {Columns} FROM (
            SELECT tenant, match FROM match_players
            WHERE tenant = $1 AND player = $2 AND created_at <= $3 AND (created_at < $3 OR match > $4)
            ORDER BY created_at DESC, match LIMIT $5) AS mine
        JOIN matches m ON m.tenant = mine.tenant AND m.id = mine.match JOIN match_players p ON p.tenant = m.tenant AND p.match = m.id
        GROUP BY m.tenant, m.id ORDER BY m.created_at DESC, m.id
        """;

    private const string UnfinishedSql = "SELECT tenant, id FROM matches WHERE ended_at IS NULL AND created_at < $1 ORDER BY created_at LIMIT $2";

    private const string RatingsSql = "SELECT category, value, deviation, volatility, games, at FROM ratings WHERE tenant = $1 AND player = $2";

    private const string TopSql =
        """
        SELECT rank() OVER (ORDER BY value DESC)::int, player, nickname, value, games FROM ratings
        WHERE tenant = $1 AND category = $2 AND deviation <= $3 ORDER BY value DESC, player LIMIT $4
        """;

    private const string AroundSql =
        """
        WITH me AS (SELECT value, player FROM ratings WHERE tenant = $1 AND category = $2 AND player = $3 AND deviation <= $4),
        near AS (
            (SELECT r.* FROM ratings r, me WHERE r.tenant = $1 AND r.category = $2 AND r.deviation <= $4 AND (r.value > me.value OR (r.value = me.value AND r.player < me.player))
             ORDER BY r.value, r.player DESC LIMIT $5)
            UNION ALL
            (SELECT r.* FROM ratings r, me WHERE r.tenant = $1 AND r.category = $2 AND r.deviation <= $4 AND (r.value < me.value OR (r.value = me.value AND r.player >= me.player))
             ORDER BY r.value DESC, r.player LIMIT $5 + 1))
        SELECT (SELECT 1 + count(*) FROM ratings o WHERE o.tenant = $1 AND o.category = $2 AND o.deviation <= $4 AND o.value > near.value)::int,
            near.player, near.nickname, near.value, near.games
        FROM near ORDER BY near.value DESC, near.player
        """;

    private const string RecordedSql =
        """
        SELECT recent.id, p.player FROM (
            SELECT id FROM matches WHERE tenant = $1 AND category = $2 AND language = $3 AND status = 'completed' AND rated
            ORDER BY ended_at DESC LIMIT 500) AS recent
        JOIN match_players p ON p.tenant = $1 AND p.match = recent.id
        WHERE p.kind = 'human' AND p.rating_before IS NOT NULL AND abs((p.rating_before->>'value')::float8 - $4) <= 400
            AND NOT EXISTS (SELECT 1 FROM match_players o WHERE o.tenant = $1 AND o.match = recent.id AND o.player = $5)
        ORDER BY abs((p.rating_before->>'value')::float8 - $4) LIMIT 1
        """;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    private const int MostAtOnce = 500;

    /// <summary>Nobody waits for a match's row, and one that begins and goes on within this is written once.</summary>
    private static readonly TimeSpan Linger = TimeSpan.FromMilliseconds(25);

    private readonly PostgresDatabase _database;
    private readonly Batcher<MatchRecord> _saving;

    internal PostgresMatchStore(PostgresDatabase database, ILogger<PostgresMatchStore> logger)
    {
        _database = database;
        _saving = new Batcher<MatchRecord>(MostAtOnce, Write, logger, Linger);
    }

    /// <remarks>A cancelled save goes on.</remarks>
    public Task Save(MatchRecord match, CancellationToken cancellationToken) => _saving.Add(match).WaitAsync(cancellationToken);

    /// <summary>Writes what is queued, then ends.</summary>
    public ValueTask DisposeAsync() => _saving.DisposeAsync();

    private async Task Write(IReadOnlyList<MatchRecord> saved) =>
        await _database.Run(
            "match.save",
            async (connection, _, cancellation) =>
            {
                // The last word on each; an end is always the last.
                MatchRecord[] matches = [.. saved.GroupBy(m => (m.Tenant, m.MatchId)).Select(g => g.FirstOrDefault(m => m.EndedAt is not null) ?? g.Last())];
                var sides = matches.SelectMany(m => m.Sides.Select((side, place) => (Match: m, Place: (short)place, Side: side))).ToArray();
                await using var command = connection.Text(SaveSql)
                    .With(Column(matches, m => m.Tenant)).With(Column(matches, m => m.MatchId)).With(Column(matches, m => m.Category)).With(Column(matches, m => m.Language))
                    .With(Column(matches, m => m.Rated)).With(Column(matches, m => Name(m.Status))).With(Instants(matches, m => m.CreatedAt))
                    .With(Instants(matches, m => m.StartedAt)).With(Instants(matches, m => m.EndedAt))
                    .With(Column(matches, m => m.Winner)).With(Column(matches, m => m.Reason))
                    .With(Column(sides, s => s.Match.Tenant)).With(Column(sides, s => s.Match.MatchId)).With(Column(sides, s => s.Place)).With(Column(sides, s => s.Side.PlayerId))
                    .With(Column(sides, s => s.Side.Nickname)).With(Column(sides, s => s.Side.Kind)).With(Column(sides, s => s.Side.Score))
                    .With(Column(sides, s => Text(s.Side.Before))).With(Column(sides, s => Text(s.Side.After)));
                return await command.ExecuteNonQueryAsync(cancellation);
            },
            CancellationToken.None);

    public Task<MatchRecord?> Find(TenantKey matchId, CancellationToken cancellationToken) =>
        _database.Run(
            "match.find",
            async (connection, _, cancellation) =>
            {
                await using var command = connection.Text(FindSql).With(matchId.Tenant).With(matchId.Id);
                await using var reader = await command.ExecuteReaderAsync(cancellation);
                return await reader.ReadAsync(cancellation) ? Read(reader) : null;
            },
            cancellationToken);

    public Task<(ImmutableArray<MatchRecord> Items, string? Next)> Of(TenantKey player, string? after, int limit, CancellationToken cancellationToken) =>
        _database.Run(
            "match.history",
            async (connection, _, cancellation) =>
            {
                var start = Cursor.Read(after);
                await using var command = connection.Text(OfSql)
                    .With(player.Tenant).With(player.Id).With(start.At.UtcDateTime).With(start.Id).With(Page.Ask(limit));
                await using var reader = await command.ExecuteReaderAsync(cancellation);
                var items = ImmutableArray.CreateBuilder<MatchRecord>();
                while (await reader.ReadAsync(cancellation)) items.Add(Read(reader));
                var next = Page.Cut(items, limit, m => new Cursor(m.CreatedAt, m.MatchId));
                return (items.DrainToImmutable(), next);
            },
            cancellationToken);

    public Task<ImmutableArray<TenantKey>> Unfinished(DateTimeOffset before, int limit, CancellationToken cancellationToken) =>
        List("match.unfinished", UnfinishedSql, command => command.With(before.UtcDateTime).With(limit), reader => new TenantKey(reader.GetString(0), reader.GetString(1)), cancellationToken);

    public async Task<ImmutableDictionary<string, Rating>> RatingsOf(TenantKey player, CancellationToken cancellationToken)
    {
        var rows = await List(
            "rating.read", RatingsSql, command => command.With(player.Tenant).With(player.Id),
            r => KeyValuePair.Create(r.GetString(0), new Rating(r.GetDouble(1), r.GetDouble(2), r.GetDouble(3), r.GetInt32(4), new DateTimeOffset(r.GetDateTime(5)))), cancellationToken);
        return rows.ToImmutableDictionary();
    }

    public Task<ImmutableArray<LadderRow>> Top(string tenant, string category, int limit, CancellationToken cancellationToken) =>
        List("rating.top", TopSql, command => command.With(tenant).With(category).With(Rating.ProvisionalAbove).With(limit), Row, cancellationToken);

    public Task<ImmutableArray<LadderRow>> Around(TenantKey player, string category, int each, CancellationToken cancellationToken) =>
        List("rating.around", AroundSql, command => command.With(player.Tenant).With(category).With(player.Id).With(Rating.ProvisionalAbove).With(each), Row, cancellationToken);

    public async Task<(string MatchId, string PlayerId)?> FindRecorded(
        string tenant, string category, string language, double rating, string notThis, CancellationToken cancellationToken)
    {
        var found = await List(
            "match.recorded", RecordedSql, command => command.With(tenant).With(category).With(language).With(rating).With(notThis),
            reader => (reader.GetString(0), reader.GetString(1)), cancellationToken);
        return found.IsEmpty ? null : found[0];
    }

    private Task<ImmutableArray<T>> List<T>(
        string name, string sql, Func<NpgsqlCommand, NpgsqlCommand> bind, Func<NpgsqlDataReader, T> read, CancellationToken cancellationToken) =>
        _database.Run(
            name,
            async (connection, _, cancellation) =>
            {
                await using var command = bind(connection.Text(sql));
                await using var reader = await command.ExecuteReaderAsync(cancellation);
                var rows = ImmutableArray.CreateBuilder<T>();
                while (await reader.ReadAsync(cancellation)) rows.Add(read(reader));
                return rows.DrainToImmutable();
            },
            cancellationToken);

    private static MatchRecord Read(NpgsqlDataReader reader)
    {
        var (players, nicknames, kinds, scores) =
            (reader.GetFieldValue<string[]>(11), reader.GetFieldValue<string[]>(12), reader.GetFieldValue<string[]>(13), reader.GetFieldValue<int[]>(14));
        var (before, after) = (reader.GetFieldValue<string?[]>(15), reader.GetFieldValue<string?[]>(16));
        return new MatchRecord(
            reader.GetString(0),
            reader.GetString(1),
            reader.GetString(2),
            reader.GetString(3),
            reader.GetBoolean(4),
            Enum.Parse<MatchStatus>(reader.GetString(5), ignoreCase: true),
            new DateTimeOffset(reader.GetDateTime(6)),
            reader.IsDBNull(7) ? null : new DateTimeOffset(reader.GetDateTime(7)),
            reader.IsDBNull(8) ? null : new DateTimeOffset(reader.GetDateTime(8)),
            reader.IsDBNull(9) ? null : reader.GetString(9),
            reader.IsDBNull(10) ? null : reader.GetString(10),
            [.. players.Select((player, i) => new MatchSide(player, nicknames[i], kinds[i], scores[i], Parse(before[i]), Parse(after[i])))]);
    }

    private static LadderRow Row(NpgsqlDataReader reader) =>
        new(reader.GetInt32(0), reader.GetString(1), reader.GetString(2), (int)Math.Round(reader.GetDouble(3)), reader.GetInt32(4));

    private static string Name(MatchStatus status) => status.ToString().ToLowerInvariant();

    private static string? Text(Rating? rating) => rating is null ? null : JsonSerializer.Serialize(rating, Json);

    private static Rating? Parse(string? json) => json is null ? null : JsonSerializer.Deserialize<Rating>(json, Json);

    /// <summary>Said to be timestamps with a zone: from an array that begins with null the driver would conclude the other kind.</summary>
    private static NpgsqlParameter<DateTime?[]> Instants(MatchRecord[] matches, Func<MatchRecord, DateTimeOffset?> of) =>
        new() { TypedValue = Column(matches, m => of(m)?.UtcDateTime), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.TimestampTz };

    private static TColumn[] Column<TRow, TColumn>(TRow[] rows, Func<TRow, TColumn> of) => Array.ConvertAll(rows, row => of(row));
}
