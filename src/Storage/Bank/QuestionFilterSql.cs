using System.Collections.Immutable;
using System.Text;
using Npgsql;
using QuizOrleans.Grains.Bank;
using QuizOrleans.Rules.Quizzes;
using QuizOrleans.Storage.Database;

namespace QuizOrleans.Storage.Bank;

/// <summary>
/// Statements whose conditions depend on what is asked for. They are put together from constants only; every value is a parameter. Each space is
/// a branch of its own with its own range of an index: an OR over the spaces would sort all that fits, and joining with a list of them would hide from the
/// planner that one space has nearly everything and another nearly nothing. For the same reason they are planned for their values each time.
/// </summary>
internal sealed class QuestionFilterSql
{
    private readonly StringBuilder _conditions = new();
    private readonly List<NpgsqlParameter> _values = [];

    private QuestionFilterSql(string tenant) => Place(tenant);

    /// <summary>Newest first, from behind a place on; at most so many.</summary>
    public static NpgsqlBatch List(NpgsqlConnection connection, string tenant, ImmutableArray<string> spaces, BankFilter filter, Cursor start, int limit)
    {
        var sql = new QuestionFilterSql(tenant);
        var (at, id, most) = (sql.Place(start.At.UtcDateTime), sql.Place(start.Id), sql.Place(limit));
        sql.Equal("category", filter.Category);
        sql.Equal("language", filter.Language);
        sql.Equal("kind", filter.Kind);
        sql.Equal("difficulty", filter.Difficulty);
        sql.Equal("status", filter.Status);
        sql.Equal("exam_type", filter.ExamType);
        sql.Equal("subject", filter.Subject);
        sql.Tags(filter.Tags);
        if (filter.Verified is { } verified) sql.And(verified ? "q.verified_by IS NOT NULL" : "q.verified_by IS NULL");
        if (filter.Flag.Length > 0) sql.And("q.flags <> '{}'");
        if (filter.Flag is not ("" or "any")) sql.And($"q.flags @> {sql.Place<string[]>([filter.Flag])}");
        if (filter.Search.Length > 0) sql.Search(filter.Search, filter.Language);
        if (start != Cursor.Start) sql.And($"q.updated_at <= {at} AND (q.updated_at < {at} OR q.id > {id})");
        var order = $"ORDER BY q.updated_at DESC, q.id LIMIT {most}";
        return sql.Batch(connection, $"SELECT {QuestionSql.Columns} FROM ({sql.Branches(spaces, "*", order)}) AS q {order}");
    }

    /// <summary>From a point on to another one on the circle, of all spaces together.</summary>
    public static NpgsqlBatch Around(NpgsqlConnection connection, string tenant, ImmutableArray<string> spaces, DrawQuery query, double from, double to, int most)
    {
        var sql = new QuestionFilterSql(tenant);
        var rule = query.Rule;
        sql.And($"q.status = 'ready' AND q.draw >= {sql.Place(from)} AND q.draw < {sql.Place(to)}");
        sql.Equal("category", rule.Category);
        sql.Equal("language", rule.Language);
        sql.Equal("difficulty", rule.Difficulty is { } difficulty and not Difficulty.Unset ? difficulty.ToString().ToLowerInvariant() : "");
        sql.Equal("exam_type", rule.ExamType);
        sql.Equal("subject", rule.Subject);
        sql.Tags(rule.Tags);
        if (!rule.Kinds.IsDefaultOrEmpty) sql.And($"q.kind = ANY({sql.Place(rule.Kinds.ToArray())})");
        if (!query.UnseenBy.IsDefaultOrEmpty)
            sql.And($"NOT EXISTS ({SeenEditions.IsSeenBy(sql.Place(query.UnseenBy.ToArray()))})");
        var order = $"ORDER BY q.draw LIMIT {sql.Place(most)}";
        return sql.Batch(connection, $"SELECT q.id FROM ({sql.Branches(spaces, "q.id, q.draw", order)}) AS q {order}");
    }

    private string Branches(ImmutableArray<string> spaces, string columns, string order) => string.Join(
        " UNION ALL ", spaces.Select(space => $"(SELECT {columns} FROM questions q WHERE q.tenant = $1 AND q.space = {Place(space)}{_conditions} {order})"));

    private void Equal(string column, string value)
    {
        if (value.Length > 0) And($"q.{column} = {Place(value)}");
    }

    private void Tags(ImmutableArray<string> tags)
    {
        if (!tags.IsDefaultOrEmpty) And($"q.tags @> {Place(tags.ToArray())}");
    }

    private void Search(string words, string language)
    {
        var (searched, dictionary) = (Place(words), Place(language.Length > 0 ? language : "en"));
        And($"q.search @@ (websearch_to_tsquery('simple', {searched}) || websearch_to_tsquery(question_words({dictionary}), {searched}))");
    }

    private void And(string condition) => _conditions.Append(" AND ").Append(condition);

    /// <summary>A value's place in the statement.</summary>
    private string Place<T>(T value)
    {
        _values.Add(new NpgsqlParameter<T> { TypedValue = value });
        return $"${_values.Count}";
    }

    /// <summary>One trip and one transaction: the setting is for it alone. Its answer is the first result, the rows are the second.</summary>
    private NpgsqlBatch Batch(NpgsqlConnection connection, string sql)
    {
        var query = new NpgsqlBatchCommand(sql);
        foreach (var value in _values) query.Parameters.Add(value);
        return new NpgsqlBatch(connection) { BatchCommands = { new NpgsqlBatchCommand("SELECT set_config('plan_cache_mode', 'force_custom_plan', true)"), query } };
    }
}
