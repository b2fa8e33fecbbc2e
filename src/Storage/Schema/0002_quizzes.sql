-- Authored quizzes. The columns beside the document are what lists show and filter by.
CREATE TABLE quizzes (
    tenant         text COLLATE "C" NOT NULL,
    id             text COLLATE "C" NOT NULL,
    version        integer          NOT NULL,
    owner          text COLLATE "C" NOT NULL,
    title          text             NOT NULL,
    category       text             NOT NULL,
    language       text             NOT NULL,
    question_count integer          NOT NULL,
    updated_at     timestamptz      NOT NULL,
    document       json             NOT NULL,
    PRIMARY KEY (tenant, id)
);

-- A list is two ranges of this index, the reader's own and the built-in ones (owner ''), merged.
CREATE INDEX quizzes_by_owner ON quizzes (tenant, owner, updated_at DESC, id);
