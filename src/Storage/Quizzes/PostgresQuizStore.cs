using System.Collections.Immutable;
using Npgsql;
using NpgsqlTypes;
using QuizOrleans.Grains;
using QuizOrleans.Grains.Quizzes;
using QuizOrleans.Storage.Database;

namespace QuizOrleans.Storage.Quizzes;

/// <summary>Authored quizzes in the table <c>quizzes</c>.</summary>
public sealed class PostgresQuizStore : IQuizStore
{
    private const string FindSql = "SELECT version, owner, updated_at, document FROM quizzes WHERE tenant = $1 AND id = $2";

    private const string InsertSql =
        """
        INSERT INTO quizzes (tenant, id, version, owner, updated_at, title, category, language, question_count, document)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
        ON CONFLICT DO NOTHING
        """;

    private const string UpdateSql =
        """
        UPDATE quizzes SET version = $3, owner = $4, updated_at = $5, title = $6, category = $7, language = $8, question_count = $9, document = $10
        WHERE tenant = $1 AND id = $2 AND version = $3 - 1
        """;

    private const string IsSavedSql =
        """
        SELECT EXISTS (SELECT FROM quizzes WHERE tenant = $1 AND id = $2 AND version = $3 AND owner = $4 AND updated_at = $5
            AND title = $6 AND category = $7 AND language = $8 AND question_count = $9 AND document::text = $10::text)
        """;

    // Two ranges of one index, each no longer than a page; an OR over both owners would sort all of them.
    private const string ListSql =
        """
        SELECT id, title, category, language, question_count, owner, updated_at
        FROM unnest(CASE WHEN $2 = '' THEN ARRAY[''] ELSE ARRAY[$2, ''] END) AS reader (owner_id)
        CROSS JOIN LATERAL (
            SELECT * FROM quizzes
            WHERE tenant = $1 AND owner = owner_id AND updated_at <= $3 AND (updated_at < $3 OR id > $4)
            ORDER BY updated_at DESC, id LIMIT $5) AS own
        ORDER BY updated_at DESC, id LIMIT $5
        """;

    private readonly PostgresDatabase _database;

    internal PostgresQuizStore(PostgresDatabase database) => _database = database;

    public Task<QuizDocument?> Find(TenantKey key, CancellationToken cancellationToken) =>
        _database.Run(
            "quiz.find",
            async (connection, _, cancellation) =>
            {
                await using var command = connection.Text(FindSql).With(key.Tenant).With(key.Id);
                await using var reader = await command.ExecuteReaderAsync(cancellation);
                return await reader.ReadAsync(cancellation)
                    ? new QuizDocument(key.Id, reader.GetInt32(0), reader.GetString(1), new DateTimeOffset(reader.GetDateTime(2)), StoredJson.Read<QuizDraft>(reader.GetFieldValue<byte[]>(3)))
                    : null;
            },
            cancellationToken);

    public Task<bool> Save(string tenant, QuizDocument document, CancellationToken cancellationToken) =>
        _database.Run(
            "quiz.save",
            async (connection, retried, cancellation) =>
            {
                await using var save = Bind(connection.Text(document.Version == 1 ? InsertSql : UpdateSql), tenant, document);
                if (await save.ExecuteNonQueryAsync(cancellation) == 1) return true;
                if (!retried) return false;

                // The first try may have committed before its answer was lost; then this very text is there.
                await using var check = Bind(connection.Text(IsSavedSql), tenant, document);
                return (bool)(await check.ExecuteScalarAsync(cancellation))!;
            },
            cancellationToken);

    public Task<bool> Delete(TenantKey key, CancellationToken cancellationToken) =>
        _database.Run(
            "quiz.delete",
            async (connection, retried, cancellation) =>
            {
                await using var command = connection.Text("DELETE FROM quizzes WHERE tenant = $1 AND id = $2").With(key.Tenant).With(key.Id);
                return await command.ExecuteNonQueryAsync(cancellation) > 0 || retried;
            },
            cancellationToken);

    public Task<QuizPage> List(string tenant, string ownerId, string? after, int limit, CancellationToken cancellationToken) =>
        _database.Run(
            "quiz.list",
            async (connection, _, cancellation) =>
            {
                var start = Cursor.Read(after);
                await using var command = connection.Text(ListSql).With(tenant).With(ownerId).With(start.At.UtcDateTime).With(start.Id).With(Page.Ask(limit));
                await using var reader = await command.ExecuteReaderAsync(cancellation);
                var items = ImmutableArray.CreateBuilder<QuizSummary>();
                while (await reader.ReadAsync(cancellation))
                {
                    items.Add(new QuizSummary(
                        reader.GetString(0), reader.GetString(1), reader.GetString(2), reader.GetString(3), reader.GetInt32(4), reader.GetString(5),
                        new DateTimeOffset(reader.GetDateTime(6))));
                }

                var next = Page.Cut(items, limit, quiz => new Cursor(quiz.UpdatedAt, quiz.QuizId));
                return new QuizPage(items.DrainToImmutable(), next);
            },
            cancellationToken);

    private static NpgsqlCommand Bind(NpgsqlCommand command, string tenant, QuizDocument document)
    {
        command.With(tenant).With(document.QuizId).With(document.Version).With(document.OwnerId).With(document.UpdatedAt.UtcDateTime)
            .With(document.Quiz.Title).With(document.Quiz.Category).With(document.Quiz.Language).With(document.Quiz.Questions.Length + document.Quiz.Draw.Sum(d => d.Count));
        command.Parameters.Add(new NpgsqlParameter<byte[]> { TypedValue = StoredJson.Write(document.Quiz), NpgsqlDbType = NpgsqlDbType.Json });
        return command;
    }
}
