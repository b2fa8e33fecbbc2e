namespace QuizOrleans.Storage.Bank;

/// <summary>The statements of <see cref="PostgresQuestionStore"/> that are always the same.</summary>
internal static class QuestionSql
{
    public const string Columns = "q.id, q.version, q.space, q.owner, q.editor, q.created_at, q.updated_at, q.verified_by, q.verified_at, q.provenance, q.document";

    public const string Find = $"SELECT {Columns} FROM questions q WHERE q.tenant = $1 AND q.id = ANY($2)";

    public const string FindByEdition = $"SELECT {Columns} FROM questions q WHERE q.tenant = $1 AND q.edition = ANY($2)";

    public const string History =
        """
        SELECT q.id, v.version, q.space, q.owner, v.editor, q.created_at, v.at, v.verified_by, v.verified_at, q.provenance, v.document
        FROM questions q JOIN question_versions v ON v.tenant = q.tenant AND v.id = q.id
        WHERE q.tenant = $1 AND q.id = $2 ORDER BY v.version DESC
        """;

    public const string Delete = "DELETE FROM questions WHERE tenant = $1 AND id = ANY($2) AND space = ANY($3) RETURNING id";

    public const string SetFlags = "UPDATE questions SET flags = $3 WHERE tenant = $1 AND id = ANY($2) AND flags <> $3";

    // Rows travel as one JSON text: columns would need an array each, and tags an array of arrays.
    private const string Rows =
        """
        json_to_recordset($2) AS r (id text, version int, space text, owner text, editor text, created timestamptz, updated timestamptz, verified_by text, verified_at timestamptz,
            provenance json, kind text, category text, language text, difficulty text, status text, exam_type text, subject text, tags json, edition uuid, fingerprint uuid,
            likeness text, words text, document json)
        """;

    // Words as they stand, and by the language's own dictionary: found whether or not the reader's language is known.
    private const string Search = "to_tsvector('simple', r.words) || to_tsvector(question_words(r.language), r.words)";

    private const string Tags = "ARRAY(SELECT json_array_elements_text(r.tags))";

    private const string IntoHistory =
        """
        , kept AS (
            INSERT INTO question_versions (tenant, id, version, editor, at, verified_by, verified_at, document)
            SELECT tenant, id, version, editor, updated_at, verified_by, verified_at, document FROM stored)
        SELECT id FROM stored
        """;

    public const string Add =
        $"""
        WITH stored AS (
            INSERT INTO questions (tenant, id, version, space, owner, editor, created_at, updated_at, verified_by, verified_at, provenance, kind, category, language, difficulty,
                status, exam_type, subject, tags, edition, fingerprint, likeness, search, document)
            SELECT $1, r.id, r.version, r.space, r.owner, r.editor, r.created, r.updated, r.verified_by, r.verified_at, r.provenance, r.kind, r.category, r.language, r.difficulty,
                r.status, r.exam_type, r.subject, {Tags}, r.edition, r.fingerprint, r.likeness, {Search}, r.document
            FROM {Rows} ON CONFLICT DO NOTHING RETURNING *)
        {IntoHistory}
        """;

    // What play said of another text says nothing of this one.
    public const string Update =
        $"""
        WITH stored AS (
            UPDATE questions q SET version = r.version, editor = r.editor, updated_at = r.updated, verified_by = r.verified_by, verified_at = r.verified_at,
                provenance = r.provenance, kind = r.kind, category = r.category, language = r.language, difficulty = r.difficulty, status = r.status, exam_type = r.exam_type,
                subject = r.subject, tags = {Tags}, edition = r.edition, fingerprint = r.fingerprint, likeness = r.likeness, search = {Search}, document = r.document,
                flags = CASE WHEN q.edition = r.edition THEN q.flags ELSE '{"{}"}' END
            FROM {Rows} WHERE q.tenant = $1 AND q.id = r.id AND q.version = r.version - 1
            RETURNING q.*)
        {IntoHistory}
        """;

    /// <summary>Whether these very versions are there: a first try may have committed before its answer was lost.</summary>
    public const string AreStored =
        $"""
        SELECT q.id FROM questions q JOIN {Rows} ON q.id = r.id
        WHERE q.tenant = $1 AND q.version = r.version AND q.editor = r.editor AND q.updated_at = r.updated AND q.document::text = r.document::text
        """;

    public const string Categories =
        "SELECT category, language, count(*) FROM questions WHERE tenant = $1 AND space = ANY($2) AND kind = ANY($3) AND status = 'ready' GROUP BY category, language";

    public const string Facets =
        """
        SELECT CASE WHEN GROUPING(category) = 0 THEN 'category' WHEN GROUPING(language) = 0 THEN 'language' WHEN GROUPING(kind) = 0 THEN 'kind'
            WHEN GROUPING(status) = 0 THEN 'status' WHEN GROUPING(difficulty) = 0 THEN 'difficulty' ELSE 'all' END,
            coalesce(category, language, kind, status, difficulty, ''), count(*)
        FROM questions WHERE tenant = $1 AND space = ANY($2)
        GROUP BY GROUPING SETS ((), (category), (language), (kind), (status), (difficulty))
        ORDER BY 1, 3 DESC, 2
        """;
}
