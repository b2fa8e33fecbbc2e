using System.Collections.Immutable;
using QuizOrleans.Grains;
using QuizOrleans.Grains.Privacy;
using QuizOrleans.Storage.Database;

namespace QuizOrleans.Storage.Privacy;

/// <summary>Forgets persons in the tables of games, matches, ratings, quizzes and the question bank, and rooms in those and in the journal.</summary>
public sealed class PostgresPersonalRecords : IPersonalRecords
{
    /// <summary>What stands for a name that was taken out.</summary>
    public const string Nameless = "…";

    // Who asked to be nameless stays so, whatever comes after.
    private const string RequestSql =
        """
        INSERT INTO erasures AS e (tenant, player, nameless, requested_at) VALUES ($1, $2, $3, $4)
        ON CONFLICT (tenant, player) DO UPDATE SET nameless = e.nameless OR excluded.nameless, requested_at = excluded.requested_at
        """;

    private const string RequestedSql =
        """
        SELECT tenant, player, nameless, requested_at FROM erasures WHERE (requested_at, tenant, player) > ($1, $2, $3)
        ORDER BY requested_at, tenant, player LIMIT $4
        """;

    // An id for each line: the lines of one player lead nowhere, and not to each other. A match that still runs would bring him back, so it is left until it has ended.
    private const string DetachSql =
        """
        WITH played AS (
            UPDATE game_players SET player = 'gone-' || replace(gen_random_uuid()::text, '-', ''), nickname = CASE WHEN $3 THEN $4 ELSE nickname END
            WHERE tenant = $1 AND player = $2),
        hosted AS (UPDATE games SET host = 'gone' WHERE tenant = $1 AND host = $2),
        mine AS (
            SELECT p.match, 'gone-' || replace(gen_random_uuid()::text, '-', '') AS becomes
            FROM match_players p JOIN matches m ON m.tenant = p.tenant AND m.id = p.match
            WHERE p.tenant = $1 AND p.player = $2 AND m.ended_at IS NOT NULL),
        sides AS (
            UPDATE match_players p SET player = mine.becomes, nickname = CASE WHEN $3 THEN $4 ELSE p.nickname END,
                before_value = NULL, before_deviation = NULL, before_volatility = NULL, before_games = NULL, before_at = NULL,
                after_value = NULL, after_deviation = NULL, after_volatility = NULL, after_games = NULL, after_at = NULL
            FROM mine WHERE p.tenant = $1 AND p.match = mine.match AND p.player = $2),
        won AS (UPDATE matches m SET winner = mine.becomes FROM mine WHERE m.tenant = $1 AND m.id = mine.match AND m.winner = $2),
        rated AS (DELETE FROM ratings WHERE tenant = $1 AND player = $2),
        asked AS (DELETE FROM questions WHERE tenant = $1 AND space = $2),
        seen AS (DELETE FROM question_seen WHERE tenant = $1 AND player = $2),
        -- What a teacher wrote for all stays theirs. Only accounts write there, so for a guest nothing is looked through.
        wrote AS (
            UPDATE questions SET owner = CASE owner WHEN $2 THEN 'gone' ELSE owner END, editor = CASE editor WHEN $2 THEN 'gone' ELSE editor END, verified_by = CASE verified_by WHEN $2 THEN 'gone' ELSE verified_by END
            WHERE $3 AND tenant = $1 AND space = '*' AND $2 IN (owner, editor, verified_by)),
        wrote_once AS (
            UPDATE question_versions SET editor = CASE editor WHEN $2 THEN 'gone' ELSE editor END, verified_by = CASE verified_by WHEN $2 THEN 'gone' ELSE verified_by END
            WHERE $3 AND tenant = $1 AND $2 IN (editor, verified_by))
        DELETE FROM quizzes WHERE tenant = $1 AND owner = $2
        """;

    private const string ForgetRoomsSql =
        """
        WITH game AS (SELECT tenant, id FROM games WHERE finished_at < $1 ORDER BY finished_at LIMIT $2),
        match AS (SELECT tenant, id FROM matches WHERE ended_at < $1 ORDER BY ended_at LIMIT $2),
        stream AS (SELECT 'room/' || tenant || '/' || id AS name FROM (SELECT * FROM game UNION SELECT * FROM match) AS room),
        events AS (DELETE FROM journal USING stream WHERE journal.stream = stream.name),
        snapshots AS (DELETE FROM journal_snapshots USING stream WHERE journal_snapshots.stream = stream.name),
        games_gone AS (DELETE FROM games USING game WHERE games.tenant = game.tenant AND games.id = game.id),
        plays AS (DELETE FROM question_games p USING (SELECT * FROM game UNION SELECT * FROM match) AS room WHERE p.tenant = room.tenant AND p.game = room.id),
        sides_gone AS (DELETE FROM match_players USING match WHERE match_players.tenant = match.tenant AND match_players.match = match.id),
        matches_gone AS (DELETE FROM matches USING match WHERE matches.tenant = match.tenant AND matches.id = match.id)
        SELECT count(*)::int FROM stream
        """;

    // Names are compared bytewise, and '0' follows '/'. From name to name and to the newest event of each: whatever the queues hold, it is not looked through.
    private const string ForgetQueuesSql =
        """
        WITH RECURSIVE queue AS (
            (SELECT stream FROM journal WHERE stream > 'queue/' AND stream < 'queue0' ORDER BY stream LIMIT 1)
            UNION ALL
            SELECT (SELECT j.stream FROM journal j WHERE j.stream > queue.stream AND j.stream < 'queue0' ORDER BY j.stream LIMIT 1) FROM queue WHERE queue.stream IS NOT NULL),
        silent AS (SELECT stream FROM queue WHERE (SELECT j.at FROM journal j WHERE j.stream = queue.stream ORDER BY j.version DESC LIMIT 1) < $1),
        oldest AS (
            SELECT e.stream, e.version FROM silent CROSS JOIN LATERAL (SELECT j.stream, j.version FROM journal j WHERE j.stream = silent.stream ORDER BY j.version LIMIT $2) AS e LIMIT $2),
        snapshots AS (DELETE FROM journal_snapshots USING silent WHERE journal_snapshots.stream = silent.stream),
        events AS (DELETE FROM journal USING oldest WHERE journal.stream = oldest.stream AND journal.version = oldest.version RETURNING 1)
        SELECT count(*)::int FROM events
        """;

    private readonly PostgresDatabase _database;

    internal PostgresPersonalRecords(PostgresDatabase database) => _database = database;

    public Task Request(TenantKey player, bool nameless, DateTimeOffset at, CancellationToken cancellationToken) =>
        _database.Run(
            "erasure.request",
            async (connection, _, cancellation) =>
            {
                await using var command = connection.Text(RequestSql).With(player.Tenant).With(player.Id).With(nameless).With(at.UtcDateTime);
                return await command.ExecuteNonQueryAsync(cancellation);
            },
            cancellationToken);

    public Task Detach(TenantKey player, bool nameless, CancellationToken cancellationToken) =>
        _database.Run(
            "erasure.detach",
            async (connection, _, cancellation) =>
            {
                await using var command = connection.Text(DetachSql).With(player.Tenant).With(player.Id).With(nameless).With(Nameless);
                return await command.ExecuteNonQueryAsync(cancellation);
            },
            cancellationToken);

    public Task<ImmutableArray<Erasure>> Requested(Erasure? after, int limit, CancellationToken cancellationToken) =>
        _database.Run(
            "erasure.list",
            async (connection, _, cancellation) =>
            {
                await using var command = connection.Text(RequestedSql)
                    .With(after?.RequestedAt.UtcDateTime ?? DateTime.MinValue.ToUniversalTime()).With(after?.Player.Tenant ?? "").With(after?.Player.Id ?? "").With(limit);
                await using var reader = await command.ExecuteReaderAsync(cancellation);
                var erasures = ImmutableArray.CreateBuilder<Erasure>();
                while (await reader.ReadAsync(cancellation))
                    erasures.Add(new Erasure(new TenantKey(reader.GetString(0), reader.GetString(1)), reader.GetBoolean(2), new DateTimeOffset(reader.GetDateTime(3))));
                return erasures.DrainToImmutable();
            },
            cancellationToken);

    public Task Forgotten(TenantKey player, CancellationToken cancellationToken) =>
        _database.Run(
            "erasure.done",
            async (connection, _, cancellation) =>
            {
                await using var command = connection.Text("DELETE FROM erasures WHERE tenant = $1 AND player = $2").With(player.Tenant).With(player.Id);
                return await command.ExecuteNonQueryAsync(cancellation);
            },
            cancellationToken);

    public Task<int> ForgetRooms(DateTimeOffset before, int limit, CancellationToken cancellationToken) =>
        _database.Run(
            "erasure.rooms",
            async (connection, _, cancellation) =>
            {
                await using var command = connection.Text(ForgetRoomsSql).With(before.UtcDateTime).With(limit);
                return (int)(await command.ExecuteScalarAsync(cancellation))!;
            },
            cancellationToken);

    public Task<int> ForgetQueues(DateTimeOffset before, int limit, CancellationToken cancellationToken) =>
        _database.Run(
            "erasure.queues",
            async (connection, _, cancellation) =>
            {
                await using var command = connection.Text(ForgetQueuesSql).With(before.UtcDateTime).With(limit);
                return (int)(await command.ExecuteScalarAsync(cancellation))!;
            },
            cancellationToken);
}
