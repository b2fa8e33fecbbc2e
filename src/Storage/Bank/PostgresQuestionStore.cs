using System.Collections.Immutable;
using Npgsql;
using NpgsqlTypes;
using QuizOrleans.Grains;
using QuizOrleans.Grains.Bank;
using QuizOrleans.Rules.Bank;
using QuizOrleans.Storage.Database;

namespace QuizOrleans.Storage.Bank;

/// <summary>The bank in the tables <c>questions</c> and <c>question_versions</c>.</summary>
public sealed class PostgresQuestionStore : IQuestionStore
{
    private readonly PostgresDatabase _database;
    private readonly SimilarQuestions _similar;

    internal PostgresQuestionStore(PostgresDatabase database, TrigramSupport trigrams)
    {
        _database = database;
        _similar = new SimilarQuestions(database, trigrams);
    }

    public Task<ImmutableArray<BankEntry>> Find(string tenant, ImmutableArray<string> ids, CancellationToken cancellationToken) =>
        Read("question.find", connection => connection.Text(QuestionSql.Find).With(tenant).With(ids.ToArray()), cancellationToken);

    public Task<ImmutableArray<BankEntry>> FindByEdition(string tenant, ImmutableArray<Guid> editions, CancellationToken cancellationToken) =>
        Read("question.edition", connection => connection.Text(QuestionSql.FindByEdition).With(tenant).With(editions.ToArray()), cancellationToken);

    public Task<ImmutableArray<BankEntry>> History(TenantKey key, CancellationToken cancellationToken) =>
        Read("question.history", connection => connection.Text(QuestionSql.History).With(key.Tenant).With(key.Id), cancellationToken);

    public Task<ImmutableArray<string>> Add(string tenant, ImmutableArray<IndexedQuestion> questions, CancellationToken cancellationToken) =>
        Write("question.add", QuestionSql.Add, tenant, questions, cancellationToken);

    public Task<ImmutableArray<string>> Update(string tenant, ImmutableArray<IndexedQuestion> questions, CancellationToken cancellationToken) =>
        Write("question.update", QuestionSql.Update, tenant, questions, cancellationToken);

    public Task<ImmutableArray<string>> Delete(string tenant, ImmutableArray<string> ids, ImmutableArray<string> spaces, CancellationToken cancellationToken) =>
        _database.Run(
            "question.delete",
            async (connection, retried, cancellation) =>
            {
                await using var command = connection.Text(QuestionSql.Delete).With(tenant).With(ids.ToArray()).With(spaces.ToArray());
                var deleted = await Ids(command, cancellation);
                // Gone by a first try whose answer was lost, or never there: either way they are not there now.
                return retried ? ids : deleted;
            },
            cancellationToken);

    public Task<BankPage> List(string tenant, ImmutableArray<string> spaces, BankFilter filter, string? after, int limit, CancellationToken cancellationToken) =>
        _database.Run(
            "question.list",
            async (connection, _, cancellation) =>
            {
                if (spaces.IsEmpty) return new BankPage([], null);
                await using var batch = QuestionFilterSql.List(connection, tenant, spaces, filter, Cursor.Read(after), Page.Ask(limit));
                await using var reader = await batch.ExecuteReaderAsync(cancellation);
                await reader.NextResultAsync(cancellation);
                var items = (await QuestionRow.ReadAll(reader, cancellation)).ToBuilder();
                var next = Page.Cut(items, limit, entry => new Cursor(entry.UpdatedAt, entry.QuestionId));
                return new BankPage(items.DrainToImmutable(), next);
            },
            cancellationToken);

    public Task<ImmutableArray<string>> Around(string tenant, ImmutableArray<string> spaces, DrawQuery query, CancellationToken cancellationToken) =>
        _database.Run(
            "question.draw",
            async (connection, _, cancellation) =>
            {
                if (spaces.IsEmpty) return [];
                var behind = await Between(connection, tenant, spaces, query, query.Point, 2, query.Most, cancellation);
                // Round the circle only when there are not enough behind the point.
                return behind.Length >= query.Most ? behind
                    : [.. behind, .. await Between(connection, tenant, spaces, query, 0, query.Point, query.Most - behind.Length, cancellation)];
            },
            cancellationToken);

    public Task<BankFacets> Facets(string tenant, ImmutableArray<string> spaces, CancellationToken cancellationToken) =>
        _database.Run(
            "question.facets",
            async (connection, _, cancellation) =>
            {
                await using var command = connection.Text(QuestionSql.Facets).With(tenant).With(spaces.ToArray());
                await using var reader = await command.ExecuteReaderAsync(cancellation);
                var facets = new List<(string Of, Facet Facet)>();
                while (await reader.ReadAsync(cancellation)) facets.Add((reader.GetString(0), new Facet(reader.GetString(1), reader.GetInt64(2))));
                var by = facets.ToLookup(f => f.Of, f => f.Facet);
                return new BankFacets(by["all"].Sum(f => f.Count), [.. by["category"]], [.. by["language"]], [.. by["kind"]], [.. by["status"]], [.. by["difficulty"]]);
            },
            cancellationToken);

    public Task<ImmutableArray<CategoryCount>> Categories(string tenant, ImmutableArray<string> spaces, ImmutableArray<string> kinds, CancellationToken cancellationToken) =>
        _database.Run(
            "question.categories",
            async (connection, _, cancellation) =>
            {
                await using var command = connection.Text(QuestionSql.Categories).With(tenant).With(spaces.ToArray()).With(kinds.ToArray());
                await using var reader = await command.ExecuteReaderAsync(cancellation);
                var counts = ImmutableArray.CreateBuilder<CategoryCount>();
                while (await reader.ReadAsync(cancellation)) counts.Add(new CategoryCount(reader.GetString(0), reader.GetString(1), reader.GetInt64(2)));
                return counts.DrainToImmutable();
            },
            cancellationToken);

    public Task<ImmutableArray<ImmutableArray<SimilarQuestion>>> Similar(
        string tenant, ImmutableArray<string> spaces, ImmutableArray<Likeness> probes, double least, int most, CancellationToken cancellationToken) =>
        _similar.Find(tenant, spaces, probes, least, most, cancellationToken);

    public Task SetFlags(string tenant, ImmutableArray<string> ids, ImmutableArray<string> flags, CancellationToken cancellationToken) =>
        _database.Run(
            "question.flags",
            async (connection, _, cancellation) =>
            {
                await using var command = connection.Text(QuestionSql.SetFlags).With(tenant).With(ids.ToArray()).With(flags.ToArray());
                return await command.ExecuteNonQueryAsync(cancellation);
            },
            cancellationToken);

    private Task<ImmutableArray<BankEntry>> Read(string operation, Func<NpgsqlConnection, NpgsqlCommand> text, CancellationToken cancellationToken) =>
        _database.Run(
            operation,
            async (connection, _, cancellation) =>
            {
                await using var command = text(connection);
                return await QuestionRow.ReadAll(command, cancellation);
            },
            cancellationToken);

    private Task<ImmutableArray<string>> Write(string operation, string sql, string tenant, ImmutableArray<IndexedQuestion> questions, CancellationToken cancellationToken) =>
        _database.Run(
            operation,
            async (connection, retried, cancellation) =>
            {
                if (questions.IsEmpty) return [];
                var rows = QuestionRow.Write(questions);
                await using var command = Rows(connection.Text(sql), tenant, rows);
                var written = await Ids(command, cancellation);
                if (!retried) return written;
                await using var check = Rows(connection.Text(QuestionSql.AreStored), tenant, rows);
                return [.. written.Union(await Ids(check, cancellation))];
            },
            cancellationToken);

    private static async Task<ImmutableArray<string>> Between(
        NpgsqlConnection connection, string tenant, ImmutableArray<string> spaces, DrawQuery query, double from, double to, int most, CancellationToken cancellation)
    {
        await using var batch = QuestionFilterSql.Around(connection, tenant, spaces, query, from, to, most);
        await using var reader = await batch.ExecuteReaderAsync(cancellation);
        await reader.NextResultAsync(cancellation);
        return await Ids(reader, cancellation);
    }

    private static NpgsqlCommand Rows(NpgsqlCommand command, string tenant, byte[] rows)
    {
        command.With(tenant).Parameters.Add(new NpgsqlParameter<byte[]> { TypedValue = rows, NpgsqlDbType = NpgsqlDbType.Json });
        return command;
    }

    private static async Task<ImmutableArray<string>> Ids(NpgsqlCommand command, CancellationToken cancellation)
    {
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        return await Ids(reader, cancellation);
    }

    private static async Task<ImmutableArray<string>> Ids(NpgsqlDataReader reader, CancellationToken cancellation)
    {
        var ids = ImmutableArray.CreateBuilder<string>();
        while (await reader.ReadAsync(cancellation)) ids.Add(reader.GetString(0));
        return ids.DrainToImmutable();
    }
}
