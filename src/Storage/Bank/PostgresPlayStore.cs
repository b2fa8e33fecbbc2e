using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Npgsql;
using QuizOrleans.Grains;
using QuizOrleans.Grains.Bank;
using QuizOrleans.Rules.Bank;
using QuizOrleans.Storage.Database;

namespace QuizOrleans.Storage.Bank;

/// <summary>
/// What games say of questions, in the tables <c>question_items</c> and <c>question_games</c>, and in those of <see cref="SeenEditions"/>. Nobody waits for a
/// statistic: games are gathered for a while and added up here, so that a question that is in many of them is changed once.
/// </summary>
public sealed class PostgresPlayStore : IPlayStore, IAsyncDisposable
{
    private const int MostAtOnce = 2000;

    private const string NewGamesSql =
        """
        INSERT INTO question_games (tenant, game) SELECT * FROM unnest($1::text[], $2::text[]) AS g (tenant, game) ORDER BY 1, 2
        ON CONFLICT DO NOTHING RETURNING tenant, game
        """;

    // In order, so that two processes lock the same rows alike.
    private const string AddSql =
        """
        INSERT INTO question_items AS i (tenant, edition, games, shown, answered, right_answers, times, choices, rest_answers, rest_right, rest_sum, rest_squares, rest_right_sum)
        SELECT r.tenant, r.edition, r.games, r.shown, r.answered, r.right_answers, string_to_array(r.times, ',')::int[], string_to_array(r.choices, ',')::int[],
            r.rest_answers, r.rest_right, r.rest_sum, r.rest_squares, r.rest_right_sum
        FROM unnest($1::text[], $2::uuid[], $3::int[], $4::int[], $5::int[], $6::int[], $7::text[], $8::text[], $9::int[], $10::int[], $11::float8[], $12::float8[], $13::float8[])
            AS r (tenant, edition, games, shown, answered, right_answers, times, choices, rest_answers, rest_right, rest_sum, rest_squares, rest_right_sum)
        ORDER BY r.tenant, r.edition
        ON CONFLICT (tenant, edition) DO UPDATE SET games = i.games + excluded.games, shown = i.shown + excluded.shown, answered = i.answered + excluded.answered,
            right_answers = i.right_answers + excluded.right_answers,
            times = ARRAY(SELECT coalesce(a, 0) + coalesce(b, 0) FROM unnest(i.times, excluded.times) WITH ORDINALITY AS t (a, b, n) ORDER BY n),
            choices = ARRAY(SELECT coalesce(a, 0) + coalesce(b, 0) FROM unnest(i.choices, excluded.choices) WITH ORDINALITY AS t (a, b, n) ORDER BY n),
            rest_answers = i.rest_answers + excluded.rest_answers, rest_right = i.rest_right + excluded.rest_right, rest_sum = i.rest_sum + excluded.rest_sum,
            rest_squares = i.rest_squares + excluded.rest_squares, rest_right_sum = i.rest_right_sum + excluded.rest_right_sum
        """;

    private const string FindSql =
        """
        SELECT edition, games, shown, answered, right_answers, times, choices, rest_answers, rest_right, rest_sum, rest_squares, rest_right_sum
        FROM question_items WHERE tenant = $1 AND edition = ANY($2)
        """;

    private readonly PostgresDatabase _database;
    private readonly Batcher<(TenantKey Game, GameTally Tally)> _adding;

    /// <param name="linger">How long a game waits for others at most.</param>
    internal PostgresPlayStore(PostgresDatabase database, ILogger<PostgresPlayStore> logger, TimeSpan linger)
    {
        _database = database;
        _adding = new Batcher<(TenantKey, GameTally)>(MostAtOnce, Write, logger, linger);
    }

    /// <remarks>A cancelled call goes on.</remarks>
    public Task Add(TenantKey game, GameTally tally, CancellationToken cancellationToken) => _adding.Add((game, tally)).WaitAsync(cancellationToken);

    /// <summary>Writes what is queued, then ends.</summary>
    public ValueTask DisposeAsync() => _adding.DisposeAsync();

    public Task<ImmutableDictionary<Guid, PlayedItem>> Find(string tenant, ImmutableArray<Guid> editions, CancellationToken cancellationToken) =>
        _database.Run(
            "plays.find",
            async (connection, _, cancellation) =>
            {
                await using var command = connection.Text(FindSql).With(tenant).With(editions.ToArray());
                await using var reader = await command.ExecuteReaderAsync(cancellation);
                var items = ImmutableDictionary.CreateBuilder<Guid, PlayedItem>();
                while (await reader.ReadAsync(cancellation)) items.Add(reader.GetGuid(0), Read(reader));
                return items.ToImmutable();
            },
            cancellationToken);

    private async Task Write(IReadOnlyList<(TenantKey Game, GameTally Tally)> games) =>
        await _database.Run(
            "plays.add",
            async (connection, _, cancellation) =>
            {
                await using var transaction = await connection.BeginTransactionAsync(cancellation);
                // A first try that committed left its games behind, so that they are not new now.
                var isNew = await NewGames(connection, games, cancellation);
                (TenantKey Game, GameTally Tally)[] added = [.. games.DistinctBy(g => g.Game).Where(g => isNew.Contains(g.Game))];
                // Only what the bank has: a room may be played on anything.
                var editions = await SeenEditions.Number(connection, added.SelectMany(EditionsOf), cancellation);
                await AddItems(connection, added, editions.ContainsKey, cancellation);
                await SeenEditions.Add(connection, added, editions, cancellation);
                await transaction.CommitAsync(cancellation);
                return added.Length;
            },
            CancellationToken.None);

    private static async Task<HashSet<TenantKey>> NewGames(NpgsqlConnection connection, IReadOnlyList<(TenantKey Game, GameTally Tally)> games, CancellationToken cancellation)
    {
        TenantKey[] keys = [.. games.Select(g => g.Game).Distinct()];
        await using var command = connection.Text(NewGamesSql).With(Column(keys, k => k.Tenant)).With(Column(keys, k => k.Id));
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var isNew = new HashSet<TenantKey>();
        while (await reader.ReadAsync(cancellation)) isNew.Add(new TenantKey(reader.GetString(0), reader.GetString(1)));
        return isNew;
    }

    private static IEnumerable<(string Tenant, Guid Edition)> EditionsOf((TenantKey Game, GameTally Tally) game) =>
        game.Tally.Seen.Values.Distinct().SelectMany(seen => seen).Concat(game.Tally.Items.Keys).Select(edition => (game.Game.Tenant, edition));

    private static async Task AddItems(
        NpgsqlConnection connection, (TenantKey Game, GameTally Tally)[] games, Func<(string Tenant, Guid Edition), bool> isKnown, CancellationToken cancellation)
    {
        var items = games.SelectMany(g => g.Tally.Items.Select(i => (g.Game.Tenant, Edition: i.Key, Counts: i.Value)))
            .GroupBy(i => (i.Tenant, i.Edition)).Where(g => isKnown(g.Key))
            .Select(g => (g.Key.Tenant, g.Key.Edition, Games: g.Count(), Counts: g.Aggregate(ItemCounts.None, (sum, i) => sum.Plus(i.Counts)))).ToArray();
        if (items.Length == 0) return;
        await using var command = connection.Text(AddSql)
            .With(Column(items, i => i.Tenant)).With(Column(items, i => i.Edition)).With(Column(items, i => i.Games))
            .With(Column(items, i => i.Counts.Shown)).With(Column(items, i => i.Counts.Answered)).With(Column(items, i => i.Counts.Right))
            .With(Column(items, i => string.Join(',', i.Counts.Times))).With(Column(items, i => string.Join(',', i.Counts.Choices)))
            .With(Column(items, i => i.Counts.Criterion.Answers)).With(Column(items, i => i.Counts.Criterion.Right))
            .With(Column(items, i => i.Counts.Criterion.Sum)).With(Column(items, i => i.Counts.Criterion.SumOfSquares)).With(Column(items, i => i.Counts.Criterion.SumOfRight));
        await command.ExecuteNonQueryAsync(cancellation);
    }

    private static PlayedItem Read(NpgsqlDataReader reader) => new(reader.GetInt32(1), new ItemCounts
    {
        Shown = reader.GetInt32(2),
        Answered = reader.GetInt32(3),
        Right = reader.GetInt32(4),
        Times = [.. reader.GetFieldValue<int[]>(5)],
        Choices = [.. reader.GetFieldValue<int[]>(6)],
        Criterion = new Criterion(reader.GetInt32(7), reader.GetInt32(8), reader.GetDouble(9), reader.GetDouble(10), reader.GetDouble(11)),
    });

    private static TValue[] Column<TRow, TValue>(TRow[] rows, Func<TRow, TValue> value) => [.. rows.Select(value)];
}
