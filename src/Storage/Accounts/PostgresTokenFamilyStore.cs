using System.Collections.Immutable;
using Npgsql;
using QuizOrleans.Grains;
using QuizOrleans.Grains.Identity;
using QuizOrleans.Rules.Identity;
using QuizOrleans.Storage.Database;

namespace QuizOrleans.Storage.Accounts;

/// <summary>Sign-ins in the table <c>token_families</c>.</summary>
public sealed class PostgresTokenFamilyStore : ITokenFamilyStore
{
    private const int Most = 100;
    private const string Columns = "id, subject, guest, nickname, opened_at, renewed_at, ends_at, idle, current, previous, salt";

    // A repeated insert is the first one's, whose answer was lost: ids are random.
    private const string AddSql =
        $"INSERT INTO token_families (tenant, {Columns}, expires_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) ON CONFLICT DO NOTHING";

    private const string FindSql = $"SELECT {Columns} FROM token_families WHERE tenant = $1 AND id = $2";
    private const string OfSql = $"SELECT {Columns} FROM token_families WHERE tenant = $1 AND subject = $2 ORDER BY opened_at DESC LIMIT $3";

    private const string ReplaceSql =
        "UPDATE token_families SET renewed_at = $4, expires_at = $5, current = $6, previous = $7, salt = $8, nickname = $9 WHERE tenant = $1 AND id = $2 AND current = $3";

    private const string IsReplacedSql = "SELECT EXISTS (SELECT FROM token_families WHERE tenant = $1 AND id = $2 AND current = $3)";

    private const string DeleteExpiredSql =
        """
        WITH expired AS (SELECT tenant, id FROM token_families WHERE expires_at <= $1 ORDER BY expires_at LIMIT $2),
        gone AS (DELETE FROM token_families f USING expired WHERE f.tenant = expired.tenant AND f.id = expired.id RETURNING f.tenant, f.id, f.subject, f.guest),
        marked AS (
            INSERT INTO erasures (tenant, player, nameless, requested_at)
            SELECT DISTINCT gone.tenant, gone.subject, false, $1 FROM gone
            WHERE gone.guest AND NOT EXISTS (
                SELECT FROM token_families o WHERE o.tenant = gone.tenant AND o.subject = gone.subject AND NOT EXISTS (SELECT FROM gone g WHERE g.tenant = o.tenant AND g.id = o.id))
            ON CONFLICT DO NOTHING)
        SELECT count(*)::int FROM gone
        """;

    private readonly PostgresDatabase _database;

    internal PostgresTokenFamilyStore(PostgresDatabase database) => _database = database;

    public Task Add(string tenant, TokenFamily family, CancellationToken cancellationToken) =>
        _database.Run(
            "sign_in.add",
            async (connection, _, cancellation) =>
            {
                await using var command = connection.Text(AddSql)
                    .With(tenant).With(family.Id).With(family.Subject).With(family.IsGuest).With(family.Nickname).With(family.OpenedAt.UtcDateTime)
                    .With(family.RenewedAt.UtcDateTime).With(family.EndsAt.UtcDateTime).With(family.Idle).With(family.Current).With(family.Previous).With(family.Salt)
                    .With(family.ExpiresAt.UtcDateTime);
                return await command.ExecuteNonQueryAsync(cancellation);
            },
            cancellationToken);

    public Task<TokenFamily?> Find(TenantKey key, CancellationToken cancellationToken) =>
        _database.Run(
            "sign_in.find",
            async (connection, _, cancellation) =>
            {
                await using var command = connection.Text(FindSql).With(key.Tenant).With(key.Id);
                await using var reader = await command.ExecuteReaderAsync(cancellation);
                return await reader.ReadAsync(cancellation) ? Read(reader) : null;
            },
            cancellationToken);

    public Task<bool> Replace(string tenant, TokenFamily next, string current, CancellationToken cancellationToken) =>
        _database.Run(
            "sign_in.renew",
            async (connection, retried, cancellation) =>
            {
                await using var command = connection.Text(ReplaceSql)
                    .With(tenant).With(next.Id).With(current).With(next.RenewedAt.UtcDateTime).With(next.ExpiresAt.UtcDateTime).With(next.Current).With(next.Previous).With(next.Salt)
                    .With(next.Nickname);
                if (await command.ExecuteNonQueryAsync(cancellation) == 1) return true;
                if (!retried) return false;
                await using var check = connection.Text(IsReplacedSql).With(tenant).With(next.Id).With(next.Current);
                return (bool)(await check.ExecuteScalarAsync(cancellation))!;
            },
            cancellationToken);

    public Task<bool> Delete(TenantKey key, CancellationToken cancellationToken) =>
        _database.Run(
            "sign_in.delete",
            async (connection, retried, cancellation) =>
            {
                await using var command = connection.Text("DELETE FROM token_families WHERE tenant = $1 AND id = $2").With(key.Tenant).With(key.Id);
                return await command.ExecuteNonQueryAsync(cancellation) > 0 || retried;
            },
            cancellationToken);

    public Task<int> DeleteOf(TenantKey player, CancellationToken cancellationToken) =>
        _database.Run(
            "sign_in.delete_of",
            async (connection, _, cancellation) =>
            {
                await using var command = connection.Text("DELETE FROM token_families WHERE tenant = $1 AND subject = $2").With(player.Tenant).With(player.Id);
                return await command.ExecuteNonQueryAsync(cancellation);
            },
            cancellationToken);

    public Task<ImmutableArray<TokenFamily>> Of(TenantKey player, CancellationToken cancellationToken) =>
        _database.Run(
            "sign_in.of",
            async (connection, _, cancellation) =>
            {
                await using var command = connection.Text(OfSql).With(player.Tenant).With(player.Id).With(Most);
                await using var reader = await command.ExecuteReaderAsync(cancellation);
                var families = ImmutableArray.CreateBuilder<TokenFamily>();
                while (await reader.ReadAsync(cancellation)) families.Add(Read(reader));
                return families.DrainToImmutable();
            },
            cancellationToken);

    public Task<int> DeleteExpired(DateTimeOffset now, int limit, CancellationToken cancellationToken) =>
        _database.Run(
            "sign_in.expire",
            async (connection, _, cancellation) =>
            {
                await using var command = connection.Text(DeleteExpiredSql).With(now.UtcDateTime).With(limit);
                return (int)(await command.ExecuteScalarAsync(cancellation))!;
            },
            cancellationToken);

    private static TokenFamily Read(NpgsqlDataReader reader) => new(
        reader.GetString(0),
        reader.GetString(1),
        reader.GetBoolean(2),
        reader.GetString(3),
        new DateTimeOffset(reader.GetDateTime(4)),
        new DateTimeOffset(reader.GetDateTime(5)),
        new DateTimeOffset(reader.GetDateTime(6)),
        reader.GetTimeSpan(7),
        reader.GetString(8),
        reader.IsDBNull(9) ? null : reader.GetString(9),
        reader.IsDBNull(10) ? null : reader.GetString(10));
}
