-- What finished games say of questions: sums by edition (what players saw and were judged by), so that games can be added in any order.
CREATE TABLE question_items (
    tenant         text COLLATE "C" NOT NULL,
    edition        uuid             NOT NULL,
    games          integer          NOT NULL,
    shown          integer          NOT NULL,
    answered       integer          NOT NULL,
    right_answers  integer          NOT NULL,
    times          integer[]        NOT NULL,
    choices        integer[]        NOT NULL,
    rest_answers   integer          NOT NULL,
    rest_right     integer          NOT NULL,
    rest_sum       double precision NOT NULL,
    rest_squares   double precision NOT NULL,
    rest_right_sum double precision NOT NULL,
    PRIMARY KEY (tenant, edition)
);

-- The games that have been added, each once.
CREATE TABLE question_games (
    tenant text COLLATE "C" NOT NULL,
    game   text COLLATE "C" NOT NULL,
    PRIMARY KEY (tenant, game)
);

-- Who has seen which edition, so that a draw can leave it out.
CREATE TABLE question_seen (
    tenant  text COLLATE "C" NOT NULL,
    player  text COLLATE "C" NOT NULL,
    edition uuid             NOT NULL,
    PRIMARY KEY (tenant, player, edition)
);
