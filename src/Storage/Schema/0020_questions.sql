-- The question bank. The columns beside the document are what lists filter by and draws draw by; space is a part of the tenant's bank:
-- '' built in, '*' the tenant's, anything else a player's own.
CREATE TABLE questions (
    tenant      text COLLATE "C" NOT NULL,
    id          text COLLATE "C" NOT NULL,
    version     integer          NOT NULL,
    space       text COLLATE "C" NOT NULL,
    owner       text COLLATE "C" NOT NULL,
    editor      text COLLATE "C" NOT NULL,
    created_at  timestamptz      NOT NULL,
    updated_at  timestamptz      NOT NULL,
    verified_by text COLLATE "C",
    verified_at timestamptz,
    provenance  json,
    kind        text COLLATE "C" NOT NULL,
    category    text COLLATE "C" NOT NULL,
    language    text COLLATE "C" NOT NULL,
    difficulty  text COLLATE "C" NOT NULL,
    status      text COLLATE "C" NOT NULL CHECK (status IN ('draft', 'ready', 'retired')),
    exam_type   text COLLATE "C" NOT NULL,
    subject     text COLLATE "C" NOT NULL,
    tags        text[] COLLATE "C" NOT NULL,
    flags       text[] COLLATE "C" NOT NULL DEFAULT '{}',
    -- Its place on the circle that draws draw from.
    draw        double precision NOT NULL DEFAULT random(),
    edition     uuid             NOT NULL,
    fingerprint uuid             NOT NULL,
    likeness    text             NOT NULL,
    search      tsvector         NOT NULL,
    document    json             NOT NULL,
    PRIMARY KEY (tenant, id)
);

-- A list is one range a space of one of these, merged: newest first.
CREATE INDEX questions_by_time ON questions (tenant, space, updated_at DESC, id);
CREATE INDEX questions_by_category ON questions (tenant, space, category, updated_at DESC, id);
CREATE INDEX questions_by_status ON questions (tenant, space, status, updated_at DESC, id);
CREATE INDEX questions_by_language ON questions (tenant, space, language, updated_at DESC, id);
CREATE INDEX questions_by_kind ON questions (tenant, space, kind, updated_at DESC, id);
CREATE INDEX questions_by_exam ON questions (tenant, space, exam_type, subject, updated_at DESC, id) WHERE exam_type <> '' OR subject <> '';
CREATE INDEX questions_flagged ON questions (tenant, space, updated_at DESC, id) WHERE flags <> '{}';
CREATE INDEX questions_by_tag ON questions USING gin (tags);
CREATE INDEX questions_by_word ON questions USING gin (search);

-- A draw is one range a space of one of these, which hold all that its usual rules ask.
CREATE INDEX questions_to_draw ON questions (tenant, space, draw) INCLUDE (id, edition, category, language, difficulty, kind) WHERE status = 'ready';
CREATE INDEX questions_to_draw_by_category ON questions (tenant, space, category, draw) INCLUDE (id, edition, language, difficulty, kind) WHERE status = 'ready';
CREATE INDEX questions_to_draw_by_language ON questions (tenant, space, language, draw) INCLUDE (id, edition, difficulty, kind) WHERE status = 'ready';

CREATE INDEX questions_by_fingerprint ON questions (tenant, fingerprint);
CREATE INDEX questions_by_edition ON questions (tenant, edition);

-- Every version that was ever stored, the present one included.
CREATE TABLE question_versions (
    tenant      text COLLATE "C" NOT NULL,
    id          text COLLATE "C" NOT NULL,
    version     integer          NOT NULL,
    editor      text COLLATE "C" NOT NULL,
    at          timestamptz      NOT NULL,
    verified_by text COLLATE "C",
    verified_at timestamptz,
    document    json             NOT NULL,
    PRIMARY KEY (tenant, id, version),
    FOREIGN KEY (tenant, id) REFERENCES questions ON DELETE CASCADE
);

-- The dictionary of a language's words. One that PostgreSQL has none for is searched by whole words.
CREATE FUNCTION question_words(language text) RETURNS regconfig LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE split_part(lower(language), '-', 1)
        WHEN 'ar' THEN 'arabic' WHEN 'da' THEN 'danish' WHEN 'de' THEN 'german' WHEN 'en' THEN 'english' WHEN 'es' THEN 'spanish' WHEN 'fi' THEN 'finnish'
        WHEN 'fr' THEN 'french' WHEN 'hu' THEN 'hungarian' WHEN 'it' THEN 'italian' WHEN 'nl' THEN 'dutch' WHEN 'no' THEN 'norwegian' WHEN 'nb' THEN 'norwegian'
        WHEN 'pt' THEN 'portuguese' WHEN 'ro' THEN 'romanian' WHEN 'ru' THEN 'russian' WHEN 'sv' THEN 'swedish' WHEN 'tr' THEN 'turkish' ELSE 'simple' END::regconfig
$$;
