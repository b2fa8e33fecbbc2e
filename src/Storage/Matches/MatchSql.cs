using System.Globalization;
using QuizOrleans.Rules.Matchmaking;

namespace QuizOrleans.Storage.Matches;

/// <summary>The statements over <c>matches</c>, <c>match_players</c> and <c>ratings</c>.</summary>
internal static class MatchSql
{
    // Many matches in one statement, and so in one transaction. A match that has ended is not updated, returns no row, and so changes neither sides nor
    // ratings; a side of which nothing is new is left as it is. The latest rating counts, in whatever order
    // matches are written: one that ended in an outage is written minutes later, and by then the player may have played again. In order, so that two processes
    // lock the same rows alike.
    public const string Save =
        """
        WITH kept AS (
            INSERT INTO matches (tenant, id, category, language, rated, status, created_at, started_at, ended_at, winner, reason, waits_until)
            SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::boolean[], $6::text[], $7::timestamptz[], $8::timestamptz[],
                $9::timestamptz[], $10::text[], $11::text[], $12::timestamptz[]) ORDER BY 1, 2
            ON CONFLICT (tenant, id) DO UPDATE SET status = excluded.status, started_at = excluded.started_at, ended_at = excluded.ended_at,
                winner = excluded.winner, reason = excluded.reason, waits_until = excluded.waits_until
            WHERE matches.ended_at IS NULL
            RETURNING tenant, id, category, created_at),
        side AS (
            SELECT kept.*, one.* FROM kept JOIN unnest($13::text[], $14::text[], $15::smallint[], $16::text[], $17::text[], $18::text[], $19::int[],
                $20::float8[], $21::float8[], $22::float8[], $23::int[], $24::timestamptz[], $25::float8[], $26::float8[], $27::float8[], $28::int[], $29::timestamptz[])
                AS one (of_tenant, match, side, player, nickname, kind, score, before_value, before_deviation, before_volatility, before_games, before_at,
                    value, deviation, volatility, games, at)
                ON one.of_tenant = kept.tenant AND one.match = kept.id),
        sides AS (
            INSERT INTO match_players AS s (tenant, match, player, side, nickname, kind, score, before_value, before_deviation, before_volatility, before_games, before_at,
                after_value, after_deviation, after_volatility, after_games, after_at, created_at)
            SELECT tenant, match, player, side, nickname, kind, score, before_value, before_deviation, before_volatility, before_games, before_at,
                value, deviation, volatility, games, at, created_at FROM side
            ON CONFLICT (tenant, match, player) DO UPDATE SET nickname = excluded.nickname, score = excluded.score, after_value = excluded.after_value,
                after_deviation = excluded.after_deviation, after_volatility = excluded.after_volatility, after_games = excluded.after_games, after_at = excluded.after_at
            WHERE (s.nickname, s.score, s.after_value) IS DISTINCT FROM (excluded.nickname, excluded.score, excluded.after_value))
        INSERT INTO ratings AS r (tenant, category, player, nickname, value, deviation, volatility, games, at)
        SELECT DISTINCT ON (tenant, player, category) tenant, category, player, nickname, value, deviation, volatility, games, at
        FROM side WHERE value IS NOT NULL ORDER BY tenant, player, category, at DESC, games DESC
        ON CONFLICT (tenant, player, category) DO UPDATE SET nickname = excluded.nickname, value = excluded.value, deviation = excluded.deviation,
            volatility = excluded.volatility, games = excluded.games, at = excluded.at
        WHERE (r.at, r.games) <= (excluded.at, excluded.games)
        """;

    public const string Find =
        $"""
        SELECT {MatchRows.Columns} FROM matches m JOIN match_players p ON p.tenant = m.tenant AND p.match = m.id
        WHERE m.tenant = $1 AND m.id = $2 ORDER BY p.side
        """;

    public const string Of =
        $"""
        SELECT {MatchRows.Columns} FROM (
            SELECT tenant, match FROM match_players
            WHERE tenant = $1 AND player = $2 AND created_at <= $3 AND (created_at < $3 OR match > $4)
            ORDER BY created_at DESC, match LIMIT $5) AS mine
        JOIN matches m ON m.tenant = mine.tenant AND m.id = mine.match JOIN match_players p ON p.tenant = m.tenant AND p.match = m.id
        ORDER BY m.created_at DESC, m.id, p.side
        """;

    // A range of the index by status for each of the two, merged as they come.
    public const string Unfinished =
        $"""
        SELECT * FROM (
            (SELECT tenant, id, created_at FROM matches WHERE status = 'waiting' AND {Open} ORDER BY created_at, tenant, id LIMIT $5)
            UNION ALL
            (SELECT tenant, id, created_at FROM matches WHERE status = 'active' AND {Open} ORDER BY created_at, tenant, id LIMIT $5)) AS open
        ORDER BY created_at, tenant, id LIMIT $5
        """;

    private const string Open = "ended_at IS NULL AND created_at < $1 AND (waits_until IS NULL OR waits_until < $1) AND (created_at, tenant, id) > ($2, $3, $4)";

    public const string Ratings = "SELECT category, value, deviation, volatility, games, at FROM ratings WHERE tenant = $1 AND player = $2";

    // The reason is a condition on rows of the index's range: few duels are forfeited, and of those that are not 500 will do.
    public const string Recorded =
        """
        SELECT recent.id, p.player FROM (
            SELECT id FROM matches WHERE tenant = $1 AND category = $2 AND language = $3 AND status = 'completed' AND rated AND reason = 'completed'
            ORDER BY ended_at DESC LIMIT 500) AS recent
        JOIN match_players p ON p.tenant = $1 AND p.match = recent.id
        WHERE p.kind = 'human' AND p.score > 0 AND abs(p.before_value - $4) <= 400
            AND NOT EXISTS (SELECT 1 FROM match_players o WHERE o.tenant = $1 AND o.match = recent.id AND o.player = $5)
        ORDER BY abs(p.before_value - $4) LIMIT 1
        """;

    /// <summary>Of many players: what they are worth.</summary>
    public const string RatingsOfMany =
        """
        SELECT r.tenant, r.player, r.category, r.value, r.deviation, r.volatility, r.games, r.at
        FROM unnest($1::text[], $2::text[]) AS asked (tenant, player) JOIN ratings r ON r.tenant = asked.tenant AND r.player = asked.player
        """;

    /// <summary>Of many players: the newest match, whether it runs, and who sits opposite.</summary>
    public const string NewestOfMany =
        """
        SELECT asked.tenant, asked.player, m.id, m.ended_at IS NULL,
            (SELECT o.player FROM match_players o WHERE o.tenant = asked.tenant AND o.match = m.id AND o.player <> asked.player ORDER BY o.side LIMIT 1)
        FROM unnest($1::text[], $2::text[]) AS asked (tenant, player)
        CROSS JOIN LATERAL (
            SELECT p.match FROM match_players p WHERE p.tenant = asked.tenant AND p.player = asked.player ORDER BY p.created_at DESC, p.match LIMIT 1) AS newest
        JOIN matches m ON m.tenant = asked.tenant AND m.id = newest.match
        """;

    /// <summary>Who is on the ladder, as its index has it: a parameter would hide that from the planner.</summary>
    private static readonly string Placed = $"deviation <= {Rating.ProvisionalAbove.ToString(CultureInfo.InvariantCulture)}";

    public static readonly string Top =
        $"""
        SELECT rank() OVER (ORDER BY value DESC)::int, player, nickname, value, games FROM ratings
        WHERE tenant = $1 AND category = $2 AND {Placed} ORDER BY value DESC, player LIMIT $3
        """;

    public static readonly string Around =
        $"""
        WITH me AS (SELECT value, player FROM ratings WHERE tenant = $1 AND category = $2 AND player = $3 AND {Placed}),
        near AS (
            (SELECT r.* FROM ratings r, me WHERE r.tenant = $1 AND r.category = $2 AND r.{Placed} AND (r.value > me.value OR (r.value = me.value AND r.player < me.player))
             ORDER BY r.value, r.player DESC LIMIT $4)
            UNION ALL
            (SELECT r.* FROM ratings r, me WHERE r.tenant = $1 AND r.category = $2 AND r.{Placed} AND (r.value < me.value OR (r.value = me.value AND r.player >= me.player))
             ORDER BY r.value DESC, r.player LIMIT $4 + 1))
        SELECT (SELECT 1 + count(*) FROM ratings o WHERE o.tenant = $1 AND o.category = $2 AND o.{Placed} AND o.value > near.value)::int,
            near.player, near.nickname, near.value, near.games
        FROM near ORDER BY near.value DESC, near.player
        """;
}
