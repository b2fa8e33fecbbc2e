using System.Collections.Immutable;
using System.Globalization;
using Npgsql;
using QuizOrleans.Grains.Bank;
using QuizOrleans.Rules.Bank;
using QuizOrleans.Storage.Database;

namespace QuizOrleans.Storage.Bank;

/// <summary>
/// Finds questions that are like others. With pg_trgm its index names the candidates and it measures; without, the candidates are those that
/// share words, and <see cref="Trigrams"/> measures, so that a near one that shares few words may be missed.
/// </summary>
internal sealed class SimilarQuestions(PostgresDatabase database, TrigramSupport trigrams)
{
    /// <summary>Words of a probe that are looked for, longest first, and how many questions with most of them are measured.</summary>
    private const int WordsAsked = 8;
    private const int MostMeasured = 200;

    private const string ByTrigramsSql =
        """
        SELECT p.place::int, near.id, near.text, near.similarity, near.same FROM unnest($3::text[], $4::uuid[]) WITH ORDINALITY AS p (likeness, fingerprint, place)
        CROSS JOIN LATERAL (
            SELECT q.id, q.document->>'text' AS text, similarity(q.likeness, p.likeness)::float8 AS similarity, q.fingerprint = p.fingerprint AS same FROM questions q
            WHERE q.tenant = $1 AND q.space = ANY($2) AND (q.fingerprint = p.fingerprint OR q.likeness % p.likeness)
            ORDER BY same DESC, similarity DESC, q.id LIMIT $5) AS near
        ORDER BY p.place, near.same DESC, near.similarity DESC, near.id
        """;

    private const string ByWordsSql =
        """
        SELECT near.id, near.text, near.likeness, near.same FROM (
            (SELECT q.id, q.document->>'text' AS text, q.likeness, true AS same FROM questions q
             WHERE q.tenant = $1 AND q.space = ANY($2) AND q.fingerprint = $3 LIMIT $5)
            UNION ALL
            (SELECT q.id, q.document->>'text', q.likeness, false FROM questions q
             WHERE q.tenant = $1 AND q.space = ANY($2) AND q.fingerprint <> $3 AND q.search @@ to_tsquery('simple', $4)
             ORDER BY ts_rank(q.search, to_tsquery('simple', $4)) DESC LIMIT $5)) AS near
        """;

    public Task<ImmutableArray<ImmutableArray<SimilarQuestion>>> Find(
        string tenant, ImmutableArray<string> spaces, ImmutableArray<Likeness> probes, double least, int most, CancellationToken cancellationToken) =>
        database.Run(
            "question.similar",
            async (connection, _, cancellation) => probes.IsEmpty ? []
                : await trigrams.IsThere(connection, cancellation) ? await ByTrigrams(connection, tenant, spaces, probes, least, most, cancellation)
                : await ByWords(connection, tenant, spaces, probes, least, most, cancellation),
            cancellationToken);

    private static async Task<ImmutableArray<ImmutableArray<SimilarQuestion>>> ByTrigrams(
        NpgsqlConnection connection, string tenant, ImmutableArray<string> spaces, ImmutableArray<Likeness> probes, double least, int most, CancellationToken cancellation)
    {
        // One transaction, for which alone the operator % has our threshold.
        await using var batch = new NpgsqlBatch(connection);
        var threshold = new NpgsqlBatchCommand("SELECT set_config('pg_trgm.similarity_threshold', $1, true)");
        threshold.Parameters.Add(new NpgsqlParameter<string> { TypedValue = least.ToString(CultureInfo.InvariantCulture) });
        var find = new NpgsqlBatchCommand(ByTrigramsSql);
        find.Parameters.Add(new NpgsqlParameter<string> { TypedValue = tenant });
        find.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. spaces] });
        find.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. probes.Select(p => p.Text)] });
        find.Parameters.Add(new NpgsqlParameter<Guid[]> { TypedValue = [.. probes.Select(p => p.Fingerprint)] });
        find.Parameters.Add(new NpgsqlParameter<int> { TypedValue = most });
        batch.BatchCommands.Add(threshold);
        batch.BatchCommands.Add(find);
        await using var reader = await batch.ExecuteReaderAsync(cancellation);
        await reader.NextResultAsync(cancellation);
        var found = probes.Select(_ => ImmutableArray.CreateBuilder<SimilarQuestion>()).ToArray();
        while (await reader.ReadAsync(cancellation))
            found[reader.GetInt32(0) - 1].Add(new SimilarQuestion(reader.GetString(1), reader.GetString(2), Math.Round(reader.GetDouble(3), 3), reader.GetBoolean(4)));
        return [.. found.Select(f => f.DrainToImmutable())];
    }

    private static async Task<ImmutableArray<ImmutableArray<SimilarQuestion>>> ByWords(
        NpgsqlConnection connection, string tenant, ImmutableArray<string> spaces, ImmutableArray<Likeness> probes, double least, int most, CancellationToken cancellation)
    {
        var found = ImmutableArray.CreateBuilder<ImmutableArray<SimilarQuestion>>(probes.Length);
        foreach (var probe in probes)
        {
            await using var command = connection.Text(ByWordsSql).With(tenant).With(spaces.ToArray()).With(probe.Fingerprint).With(AnyWordOf(probe.Text)).With(MostMeasured);
            await using var reader = await command.ExecuteReaderAsync(cancellation);
            var near = new List<SimilarQuestion>();
            while (await reader.ReadAsync(cancellation))
                near.Add(new SimilarQuestion(reader.GetString(0), reader.GetString(1), Math.Round(Trigrams.Similarity(reader.GetString(2), probe.Text), 3), reader.GetBoolean(3)));
            found.Add([.. near.Where(n => n.IsSame || n.Similarity >= least).OrderByDescending(n => n.IsSame).ThenByDescending(n => n.Similarity).ThenBy(n => n.QuestionId, StringComparer.Ordinal).Take(most)]);
        }

        return found.DrainToImmutable();
    }

    /// <summary>'capital' | 'norway': letters and digits only, so that nothing in it is an operator.</summary>
    private static string AnyWordOf(string text) => string.Join(" | ", text
        .Split(' ', StringSplitOptions.RemoveEmptyEntries)
        .Select(w => new string([.. w.Where(char.IsLetterOrDigit)])).Where(w => w.Length > 0)
        .Distinct().OrderByDescending(w => w.Length).Take(WordsAsked).Select(w => $"'{w}'"));
}
