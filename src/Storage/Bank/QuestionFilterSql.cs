using System.Collections.Immutable;
using System.Text;
using Npgsql;
using QuizOrleans.Grains.Bank;
using QuizOrleans.Rules.Bank;
using QuizOrleans.Rules.Quizzes;
using QuizOrleans.Storage.Database;

namespace QuizOrleans.Storage.Bank;

/// <summary>
/// Statements whose conditions depend on what is asked for. They are put together from constants only; every value is a parameter. $1 is
/// the tenant and $2 the spaces, always.
/// </summary>
internal sealed class QuestionFilterSql
{
    private readonly StringBuilder _conditions = new();
    private readonly List<Action<NpgsqlCommand>> _values = [];
    private readonly int _first;

    /// <param name="first">The number of the first parameter that is free.</param>
    private QuestionFilterSql(int first) => _first = first;

    /// <summary>One range of an index for each space, no longer than a page, merged; an OR over the spaces would sort all that fits.</summary>
    public static NpgsqlCommand List(NpgsqlConnection connection, string tenant, ImmutableArray<string> spaces, BankFilter filter, Cursor start, int limit)
    {
        var sql = new QuestionFilterSql(6);
        sql.Equal("category", filter.Category);
        sql.Equal("language", filter.Language);
        sql.Equal("kind", filter.Kind);
        sql.Equal("difficulty", filter.Difficulty);
        sql.Equal("status", filter.Status);
        sql.Equal("exam_type", filter.ExamType);
        sql.Equal("subject", filter.Subject);
        sql.Tags(filter.Tags);
        if (filter.Verified is { } verified) sql._conditions.Append(verified ? " AND q.verified_by IS NOT NULL" : " AND q.verified_by IS NULL");
        if (filter.Flag == "any") sql._conditions.Append(" AND q.flags <> '{}'");
        else if (filter.Flag.Length > 0) sql.Add("q.flags <> '{}' AND q.flags @> ARRAY[", filter.Flag, "]::text[]");
        if (filter.Search.Length > 0) sql.Search(filter.Search, filter.Language);
        return sql.Bind(connection.Text(
            $"""
            SELECT {QuestionSql.Columns} FROM unnest($2) AS reader (of_space) CROSS JOIN LATERAL (
                SELECT * FROM questions q
                WHERE q.tenant = $1 AND q.space = of_space AND q.updated_at <= $3 AND (q.updated_at < $3 OR q.id > $4){sql._conditions}
                ORDER BY q.updated_at DESC, q.id LIMIT $5) AS q
            ORDER BY q.updated_at DESC, q.id LIMIT $5
            """).With(tenant).With(spaces.ToArray()).With(start.At.UtcDateTime).With(start.Id).With(limit));
    }

    /// <summary>The nearest after a point, round the circle, of all spaces together.</summary>
    public static NpgsqlCommand Around(NpgsqlConnection connection, string tenant, ImmutableArray<string> spaces, DrawQuery query)
    {
        var sql = new QuestionFilterSql(5);
        var rule = query.Rule;
        sql.Equal("category", rule.Category);
        sql.Equal("language", rule.Language);
        sql.Equal("difficulty", rule.Difficulty is { } difficulty and not Difficulty.Unset ? difficulty.ToString().ToLowerInvariant() : "");
        sql.Equal("exam_type", rule.ExamType);
        sql.Equal("subject", rule.Subject);
        sql.Tags(rule.Tags);
        if (!rule.Kinds.IsDefaultOrEmpty) sql.Add("q.kind = ANY(", rule.Kinds.ToArray(), ")");
        if (!query.UnseenBy.IsDefaultOrEmpty)
            sql.Add("NOT EXISTS (SELECT FROM question_seen s WHERE s.tenant = $1 AND s.edition = q.edition AND s.player = ANY(", query.UnseenBy.ToArray(), "))");
        var fits = $"q.tenant = $1 AND q.space = of_space AND q.status = 'ready'{sql._conditions}";
        return sql.Bind(connection.Text(
            $"""
            SELECT near.id FROM unnest($2) AS reader (of_space) CROSS JOIN LATERAL (
                (SELECT q.id, q.draw - $3 AS distance FROM questions q WHERE {fits} AND q.draw >= $3 ORDER BY q.draw LIMIT $4)
                UNION ALL
                (SELECT q.id, q.draw - $3 + 1 FROM questions q WHERE {fits} AND q.draw < $3 ORDER BY q.draw LIMIT $4)) AS near
            ORDER BY near.distance LIMIT $4
            """).With(tenant).With(spaces.ToArray()).With(query.Point).With(query.Most));
    }

    private void Equal(string column, string value)
    {
        if (value.Length > 0) Add($"q.{column} = ", value, "");
    }

    private void Tags(ImmutableArray<string> tags)
    {
        if (!tags.IsDefaultOrEmpty) Add("q.tags @> ", tags.ToArray(), "");
    }

    private void Search(string words, string language)
    {
        Add("q.search @@ (websearch_to_tsquery('simple', ", words, ") || ");
        var place = Place();
        _conditions.Append($"websearch_to_tsquery(question_words(${place}), ${place - 1}))");
        _values.Add(command => command.With(language.Length > 0 ? language : "en"));
    }

    private void Add<T>(string before, T value, string after)
    {
        _conditions.Append(" AND ").Append(before).Append('$').Append(Place()).Append(after);
        _values.Add(command => command.With(value));
    }

    private int Place() => _first + _values.Count;

    private NpgsqlCommand Bind(NpgsqlCommand command)
    {
        foreach (var value in _values) value(command);
        return command;
    }
}
