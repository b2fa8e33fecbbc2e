using System.Collections.Immutable;
using QuizOrleans.Grains;
using QuizOrleans.Grains.Players;
using QuizOrleans.Storage.Database;

namespace QuizOrleans.Storage.Games;

/// <summary>Finished games in the tables <c>games</c> and <c>game_players</c>.</summary>
public sealed class PostgresGameArchive : IGameArchive
{
    // One statement and so one transaction: the players come only with a new game, and a known game changes nothing.
    private const string StoreSql =
        """
        WITH game AS (
            INSERT INTO games (tenant, id, kind, title, host, reason, created_at, started_at, finished_at, players)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, cardinality($10::text[]))
            ON CONFLICT DO NOTHING
            RETURNING tenant, id, finished_at)
        INSERT INTO game_players (tenant, game, finished_at, player, nickname, team, score, rank, answer_ms)
        SELECT game.tenant, game.id, game.finished_at, one.*
        FROM game, unnest($10::text[], $11::text[], $12::text[], $13::int[], $14::int[], $15::bigint[]) AS one
        """;

    private const string HistorySql =
        """
        SELECT games.id, games.title, games.kind, games.finished_at, games.players, mine.rank, mine.score
        FROM game_players AS mine JOIN games ON games.tenant = mine.tenant AND games.id = mine.game
        WHERE mine.tenant = $1 AND mine.player = $2 AND mine.finished_at <= $3 AND (mine.finished_at < $3 OR mine.game > $4)
        ORDER BY mine.finished_at DESC, mine.game LIMIT $5
        """;

    private const string TotalsSql = "SELECT count(*)::int, (count(*) FILTER (WHERE rank = 1))::int FROM game_players WHERE tenant = $1 AND player = $2";

    private readonly PostgresDatabase _database;

    internal PostgresGameArchive(PostgresDatabase database) => _database = database;

    public Task Store(FinishedGame game, CancellationToken cancellationToken) =>
        _database.Run(
            "game.store",
            async (connection, _, cancellation) =>
            {
                await using var command = connection.Text(StoreSql)
                    .With(game.Tenant).With(game.GameId).With(game.Kind).With(game.Title).With(game.HostId).With(game.Reason)
                    .With(game.CreatedAt.UtcDateTime).With(game.StartedAt?.UtcDateTime).With(game.FinishedAt.UtcDateTime)
                    .With(Column(game, player => player.PlayerId)).With(Column(game, player => player.Nickname)).With(Column(game, player => player.Team))
                    .With(Column(game, player => player.Score)).With(Column(game, player => player.Rank)).With(Column(game, player => player.AnswerMs));
                return await command.ExecuteNonQueryAsync(cancellation);
            },
            cancellationToken);

    public Task<GamePage> HistoryOf(TenantKey player, string? after, int limit, CancellationToken cancellationToken) =>
        _database.Run(
            "game.history",
            async (connection, _, cancellation) =>
            {
                var start = Cursor.Read(after);
                await using var command = connection.Text(HistorySql)
                    .With(player.Tenant).With(player.Id).With(start.At.UtcDateTime).With(start.Id).With(Page.Ask(limit));
                await using var reader = await command.ExecuteReaderAsync(cancellation);
                var items = ImmutableArray.CreateBuilder<GameSummary>();
                while (await reader.ReadAsync(cancellation))
                {
                    items.Add(new GameSummary(
                        reader.GetString(0), reader.GetString(1), reader.GetString(2), new DateTimeOffset(reader.GetDateTime(3)),
                        reader.GetInt32(4), reader.GetInt32(5), reader.GetInt32(6)));
                }

                var next = Page.Cut(items, limit, game => new Cursor(game.FinishedAt, game.GameId));
                return new GamePage(items.DrainToImmutable(), next);
            },
            cancellationToken);

    public Task<(int Played, int Won)> TotalsOf(TenantKey player, CancellationToken cancellationToken) =>
        _database.Run(
            "game.totals",
            async (connection, _, cancellation) =>
            {
                await using var command = connection.Text(TotalsSql).With(player.Tenant).With(player.Id);
                await using var reader = await command.ExecuteReaderAsync(cancellation);
                await reader.ReadAsync(cancellation);
                return (reader.GetInt32(0), reader.GetInt32(1));
            },
            cancellationToken);

    private static T[] Column<T>(FinishedGame game, Func<FinishedPlayer, T> value) => [.. game.Players.Select(value)];
}
