using System.Collections.Immutable;
using Npgsql;
using NpgsqlTypes;
using QuizOrleans.Grains;
using QuizOrleans.Grains.Identity;
using QuizOrleans.Rules.Identity;
using QuizOrleans.Storage.Database;

namespace QuizOrleans.Storage.Accounts;

/// <summary>Accounts in the table <c>accounts</c>.</summary>
public sealed class PostgresAccountStore : IAccountStore
{
    private const string Columns = "id, email, email_proven, password_hash, nickname, roles, code, created_at, version";

    private const string AddSql =
        $"INSERT INTO accounts (tenant, {Columns}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT DO NOTHING";

    // After a retry the first try may have committed before its answer was lost; a hash is salted, so that only one writer can have written it.
    private const string IsAddedSql = "SELECT EXISTS (SELECT FROM accounts WHERE tenant = $1 AND id = $2 AND password_hash = $3 AND version = $4)";

    private const string FindSql = $"SELECT {Columns} FROM accounts WHERE tenant = $1 AND id = $2";
    private const string FindByEmailSql = $"SELECT {Columns} FROM accounts WHERE tenant = $1 AND email = $2";

    private const string SaveSql =
        """
        UPDATE accounts SET email = $3, email_proven = $4, password_hash = $5, nickname = $6, roles = $7, code = $8, created_at = $9, version = $10
        WHERE tenant = $1 AND id = $2 AND version = $10 - 1
        """;

    private const string ListSql =
        $"""
        SELECT {Columns} FROM accounts
        WHERE tenant = $1 AND created_at <= $2 AND (created_at < $2 OR id > $3)
        ORDER BY created_at DESC, id LIMIT $4
        """;

    private readonly PostgresDatabase _database;

    internal PostgresAccountStore(PostgresDatabase database) => _database = database;

    public Task<bool> Add(Account account, CancellationToken cancellationToken) => Write("account.add", AddSql, account, cancellationToken);

    public Task<bool> Save(Account account, CancellationToken cancellationToken) => Write("account.save", SaveSql, account, cancellationToken);

    public Task<Account?> Find(TenantKey key, CancellationToken cancellationToken) => One("account.find", FindSql, key.Tenant, key.Id, cancellationToken);

    public Task<Account?> FindByEmail(string tenant, string email, CancellationToken cancellationToken) =>
        One("account.by_email", FindByEmailSql, tenant, email, cancellationToken);

    public Task<bool> Delete(TenantKey key, CancellationToken cancellationToken) =>
        _database.Run(
            "account.delete",
            async (connection, retried, cancellation) =>
            {
                await using var command = connection.Text("DELETE FROM accounts WHERE tenant = $1 AND id = $2").With(key.Tenant).With(key.Id);
                return await command.ExecuteNonQueryAsync(cancellation) > 0 || retried;
            },
            cancellationToken);

    public Task<(ImmutableArray<Account> Items, string? Next)> List(string tenant, string? after, int limit, CancellationToken cancellationToken) =>
        _database.Run(
            "account.list",
            async (connection, _, cancellation) =>
            {
                var start = Cursor.Read(after);
                await using var command = connection.Text(ListSql).With(tenant).With(start.At.UtcDateTime).With(start.Id).With(Page.Ask(limit));
                await using var reader = await command.ExecuteReaderAsync(cancellation);
                var items = ImmutableArray.CreateBuilder<Account>();
                while (await reader.ReadAsync(cancellation)) items.Add(Read(tenant, reader));
                var next = Page.Cut(items, limit, a => new Cursor(a.CreatedAt, a.Key.Id));
                return (items.DrainToImmutable(), next);
            },
            cancellationToken);

    private Task<bool> Write(string operation, string sql, Account account, CancellationToken cancellationToken) =>
        _database.Run(
            operation,
            async (connection, retried, cancellation) =>
            {
                await using var write = Bind(connection.Text(sql), account);
                if (await write.ExecuteNonQueryAsync(cancellation) == 1) return true;
                if (!retried) return false;
                await using var check = connection.Text(IsAddedSql).With(account.Key.Tenant).With(account.Key.Id).With(account.PasswordHash).With(account.Version);
                return (bool)(await check.ExecuteScalarAsync(cancellation))!;
            },
            cancellationToken);

    private Task<Account?> One(string operation, string sql, string tenant, string by, CancellationToken cancellationToken) =>
        _database.Run(
            operation,
            async (connection, _, cancellation) =>
            {
                await using var command = connection.Text(sql).With(tenant).With(by);
                await using var reader = await command.ExecuteReaderAsync(cancellation);
                return await reader.ReadAsync(cancellation) ? Read(tenant, reader) : null;
            },
            cancellationToken);

    private static NpgsqlCommand Bind(NpgsqlCommand command, Account account)
    {
        command.With(account.Key.Tenant).With(account.Key.Id).With(account.Email).With(account.EmailProven).With(account.PasswordHash).With(account.Nickname)
            .With(account.Roles.ToArray());
        command.Parameters.Add(new NpgsqlParameter<byte[]?> { TypedValue = account.Code is null ? null : StoredJson.Write(account.Code), NpgsqlDbType = NpgsqlDbType.Jsonb });
        return command.With(account.CreatedAt.UtcDateTime).With(account.Version);
    }

    private static Account Read(string tenant, NpgsqlDataReader reader) => new(
        new TenantKey(tenant, reader.GetString(0)),
        reader.GetString(1),
        reader.GetBoolean(2),
        reader.GetString(3),
        reader.GetString(4),
        [.. reader.GetFieldValue<string[]>(5)],
        reader.IsDBNull(6) ? null : StoredJson.Read<OneTimeCode>(reader.GetFieldValue<byte[]>(6)),
        new DateTimeOffset(reader.GetDateTime(7)),
        reader.GetInt32(8));
}
