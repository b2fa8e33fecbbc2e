using System.Collections;
using Npgsql;
using NpgsqlTypes;
using QuizOrleans.Grains;
using QuizOrleans.Rules.Bank;
using QuizOrleans.Storage.Database;

namespace QuizOrleans.Storage.Bank;

/// <summary>
/// Who has seen which edition, in the tables <c>question_editions</c>, which numbers them, and <c>question_seen</c>, which has a bit for each number: what a
/// game adds to a player is one update of one row as long as the bank is small, and what is kept of him is bounded by the bank, not by his games.
/// </summary>
internal static class SeenEditions
{
    /// <summary>Editions of a row; the table has it too.</summary>
    private const int PartSize = 1024;

    // Only what the bank has: a room may be played on anything.
    private const string FindSql =
        """
        SELECT r.tenant, r.edition, e.number FROM unnest($1::text[], $2::uuid[]) AS r (tenant, edition)
        LEFT JOIN question_editions e ON e.tenant = r.tenant AND e.edition = r.edition
        WHERE EXISTS (SELECT FROM questions q WHERE q.tenant = r.tenant AND q.edition = r.edition)
        """;

    // Two processes must not give the same number, nor two to one edition; readers are not held up. New editions are few. What another process numbered before the lock was given is
    // passed over, so that numbers have no gaps: each would be a bit of every player's.
    private const string LockSql = "LOCK TABLE question_editions IN SHARE ROW EXCLUSIVE MODE";

    private const string NumberSql =
        """
        INSERT INTO question_editions (tenant, edition, number)
        SELECT r.tenant, r.edition, (SELECT coalesce(max(e.number), -1) FROM question_editions e WHERE e.tenant = r.tenant) + row_number() OVER (PARTITION BY r.tenant ORDER BY r.edition)
        FROM unnest($1::text[], $2::uuid[]) AS r (tenant, edition)
        WHERE NOT EXISTS (SELECT FROM question_editions e WHERE e.tenant = r.tenant AND e.edition = r.edition)
        """;

    // In order, so that two processes lock the same rows alike.
    private const string AddSql =
        """
        INSERT INTO question_seen AS s (tenant, player, part, editions)
        SELECT r.tenant, r.player, r.part, r.editions::bit(1024) FROM unnest($1::text[], $2::text[], $3::int[], $4::varbit[]) AS r (tenant, player, part, editions) ORDER BY 1, 2, 3
        ON CONFLICT (tenant, player, part) DO UPDATE SET editions = s.editions | excluded.editions WHERE s.editions | excluded.editions <> s.editions
        """;

    /// <summary>A query with a row when one of these players (a parameter's place) has seen the question <c>q</c> of the tenant <c>$1</c>.</summary>
    public static string IsSeenBy(string players) =>
        $"""
        SELECT FROM question_editions e JOIN question_seen s ON s.tenant = e.tenant AND s.part = e.number / {PartSize}
        WHERE e.tenant = $1 AND e.edition = q.edition AND s.player = ANY({players}) AND get_bit(s.editions, e.number % {PartSize}) = 1
        """;

    /// <summary>The numbers of those editions that the bank has; who has none yet gets one.</summary>
    public static async Task<Dictionary<(string Tenant, Guid Edition), int>> Number(
        NpgsqlConnection connection, IEnumerable<(string Tenant, Guid Edition)> editions, CancellationToken cancellation)
    {
        (string Tenant, Guid Edition)[] asked = [.. editions.Distinct()];
        if (asked.Length == 0) return [];
        var (known, isNew) = await Find(connection, asked, cancellation);
        if (isNew.Length == 0) return known;
        await using (var locking = connection.Text(LockSql)) await locking.ExecuteNonQueryAsync(cancellation);
        await using (var numbering = Keys(connection.Text(NumberSql), isNew)) await numbering.ExecuteNonQueryAsync(cancellation);
        return (await Find(connection, asked, cancellation)).Known;
    }

    /// <summary>Within the caller's transaction. Editions without a number are left out.</summary>
    public static async Task Add(
        NpgsqlConnection connection, IEnumerable<(TenantKey Game, GameTally Tally)> games, Dictionary<(string Tenant, Guid Edition), int> numbers, CancellationToken cancellation)
    {
        var parts = new Dictionary<(string Tenant, string Player, int Part), BitArray>();
        foreach (var (game, tally) in games)
        {
            foreach (var (player, editions) in tally.Seen)
            {
                foreach (var edition in editions)
                {
                    if (!numbers.TryGetValue((game.Tenant, edition), out var number)) continue;
                    var key = (game.Tenant, player, number / PartSize);
                    if (!parts.TryGetValue(key, out var bits)) parts.Add(key, bits = new BitArray(PartSize));
                    bits[number % PartSize] = true;
                }
            }
        }

        if (parts.Count == 0) return;
        await using var command = connection.Text(AddSql)
            .With<string[]>([.. parts.Keys.Select(k => k.Tenant)]).With<string[]>([.. parts.Keys.Select(k => k.Player)]).With<int[]>([.. parts.Keys.Select(k => k.Part)])
            .With(new NpgsqlParameter<BitArray[]> { TypedValue = [.. parts.Values], NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Varbit });
        await command.ExecuteNonQueryAsync(cancellation);
    }

    private static async Task<(Dictionary<(string Tenant, Guid Edition), int> Known, (string Tenant, Guid Edition)[] New)> Find(
        NpgsqlConnection connection, (string Tenant, Guid Edition)[] editions, CancellationToken cancellation)
    {
        await using var command = Keys(connection.Text(FindSql), editions);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var known = new Dictionary<(string, Guid), int>();
        var isNew = new List<(string, Guid)>();
        while (await reader.ReadAsync(cancellation))
        {
            var edition = (reader.GetString(0), reader.GetGuid(1));
            if (reader.IsDBNull(2)) isNew.Add(edition);
            else known.Add(edition, reader.GetInt32(2));
        }

        return (known, [.. isNew]);
    }

    private static NpgsqlCommand Keys(NpgsqlCommand command, (string Tenant, Guid Edition)[] editions) =>
        command.With(Array.ConvertAll(editions, e => e.Tenant)).With(Array.ConvertAll(editions, e => e.Edition));
}
