namespace QuizOrleans.Load.Bank;

/// <summary>
/// A bank by SQL: the wire would take an hour. Words are drawn from 20,000 with a few that are in most texts and many that are rare, as in a
/// language; categories, tags and kinds are as uneven.
/// </summary>
internal static class BankFill
{
    /// <summary>The word of a rank; 0 is in nearly every text, 19,999 in a handful.</summary>
    public static string Word(int rank) => new([.. Convert.ToString(((long)rank * 2654435761) % 4294967296, 16).PadLeft(8, '0').Select(c => "bcdfghjklmnprstv"[Convert.ToInt32(c.ToString(), 16)])]);

    public static string Sql(string tenant, int questions) => $$"""
        SELECT setseed(0.42);
        INSERT INTO questions (tenant, id, version, space, owner, editor, created_at, updated_at, kind, category, language, difficulty, status, exam_type, subject, tags,
            edition, fingerprint, likeness, search, document)
        SELECT '{{tenant}}', 'q' || n, 1, space, 'bench', 'bench', at, at, kind, category, language, difficulty, status, CASE WHEN n % 50 = 0 THEN 'GCSE' ELSE '' END, '', tags,
            md5(text)::uuid, md5(text)::uuid, text, to_tsvector('simple', text || ' ' || category) || to_tsvector(question_words(language), text || ' ' || category),
            json_build_object('kind', 'single', 'text', text, 'choices', json_build_array(json_build_object('text', 'right', 'correct', true), json_build_object('text', 'wrong')),
                'category', category, 'language', language, 'difficulty', difficulty, 'status', status, 'tags', tags, 'explanation', text)
        FROM (
            SELECT n, now() - random() * interval '1 year' AS at,
                CASE WHEN random() < 0.05 THEN 'player' || floor(random() * 100) ELSE '*' END AS space,
                (ARRAY['single','single','single','single','multiple','trueFalse','typed','number','order'])[1 + floor(random() * 9)] AS kind,
                'Category ' || floor(40 * power(random(), 2)) AS category,
                (ARRAY['en','en','en','en','en','en','de','de','ar','fr'])[1 + floor(random() * 10)] AS language,
                (ARRAY['easy','medium','hard',''])[1 + floor(random() * 4)] AS difficulty,
                (ARRAY['ready','ready','ready','ready','ready','ready','ready','ready','draft','retired'])[1 + floor(random() * 10)] AS status,
                ARRAY['tag' || floor(200 * power(random(), 3)), 'tag' || (200 + floor(800 * random()))] AS tags,
                'What about ' || (SELECT string_agg(lpad(translate(to_hex((floor(20000 * power(random(), 4))::bigint * 2654435761) % 4294967296), '0123456789abcdef', 'bcdfghjklmnprstv'), 8, 'b'), ' ')
                    FROM generate_series(1, 10) WHERE n > 0) || ' ' || n || '?' AS text
            FROM generate_series(1, {{questions}}) AS n) AS made;
        """;

    /// <summary>Twenty players who have seen a twentieth of the bank each.</summary>
    public const string SeenSql = """
        INSERT INTO question_editions (tenant, edition, number)
        SELECT tenant, edition, row_number() OVER (ORDER BY edition) - 1 FROM (SELECT DISTINCT tenant, edition FROM questions WHERE tenant = 'main') AS known;
        INSERT INTO question_seen (tenant, player, part, editions)
        SELECT e.tenant, 'seer' || p, e.number / 1024, bit_or(set_bit(B'0'::bit(1024), e.number % 1024, 1)) FROM question_editions e, generate_series(1, 20) AS p
        WHERE e.tenant = 'main' AND hashtext(e.edition::text || p) % 20 = 0 GROUP BY 1, 2, 3;
        """;
}
