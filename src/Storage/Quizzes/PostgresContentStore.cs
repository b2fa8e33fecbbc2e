using QuizOrleans.Grains.Quizzes;
using QuizOrleans.Storage.Database;

namespace QuizOrleans.Storage.Quizzes;

/// <summary>Who has which built-in content, in the table <c>tenant_content</c>.</summary>
public sealed class PostgresContentStore : IContentStore
{
    private const string FindSql = "SELECT digest, read_at FROM tenant_content WHERE tenant = $1";

    private const string SaveSql =
        """
        INSERT INTO tenant_content (tenant, digest, read_at) VALUES ($1, $2, $3)
        ON CONFLICT (tenant) DO UPDATE SET digest = excluded.digest, read_at = excluded.read_at
        WHERE tenant_content.read_at <= excluded.read_at
        """;

    private readonly PostgresDatabase _database;

    internal PostgresContentStore(PostgresDatabase database) => _database = database;

    public Task<ContentStamp?> Find(string tenant, CancellationToken cancellationToken) =>
        _database.Run(
            "content.find",
            async (connection, _, cancellation) =>
            {
                await using var command = connection.Text(FindSql).With(tenant);
                await using var reader = await command.ExecuteReaderAsync(cancellation);
                return await reader.ReadAsync(cancellation) ? new ContentStamp(reader.GetString(0), new DateTimeOffset(reader.GetDateTime(1))) : null;
            },
            cancellationToken);

    public Task Save(string tenant, ContentStamp stamp, CancellationToken cancellationToken) =>
        _database.Run(
            "content.save",
            async (connection, _, cancellation) =>
            {
                await using var command = connection.Text(SaveSql).With(tenant).With(stamp.Digest).With(stamp.ReadAt.UtcDateTime);
                return await command.ExecuteNonQueryAsync(cancellation);
            },
            cancellationToken);
}
