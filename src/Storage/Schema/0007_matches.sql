-- Duels: a row a match, updated until it has ended and never after.
CREATE TABLE matches (
    tenant     text COLLATE "C" NOT NULL,
    id         text COLLATE "C" NOT NULL,
    category   text COLLATE "C" NOT NULL,
    language   text COLLATE "C" NOT NULL,
    rated      boolean          NOT NULL,
    status     text COLLATE "C" NOT NULL CHECK (status IN ('waiting', 'active', 'completed', 'abandoned')),
    created_at timestamptz      NOT NULL,
    started_at timestamptz,
    ended_at   timestamptz,
    winner     text COLLATE "C",
    reason     text COLLATE "C",
    PRIMARY KEY (tenant, id)
);

CREATE INDEX matches_by_status ON matches (status, created_at) WHERE ended_at IS NULL;
CREATE INDEX matches_recorded ON matches (tenant, category, language, ended_at DESC) WHERE status = 'completed' AND rated;

-- created_at is repeated here so that a player's history is one range of one index.
CREATE TABLE match_players (
    tenant        text COLLATE "C" NOT NULL,
    match         text COLLATE "C" NOT NULL,
    player        text COLLATE "C" NOT NULL,
    side          smallint         NOT NULL,
    nickname      text             NOT NULL,
    kind          text COLLATE "C" NOT NULL,
    score         integer          NOT NULL,
    rating_before jsonb,
    rating_after  jsonb,
    created_at    timestamptz      NOT NULL,
    PRIMARY KEY (tenant, match, player),
    FOREIGN KEY (tenant, match) REFERENCES matches ON DELETE CASCADE
);

CREATE INDEX match_players_by_player ON match_players (tenant, player, created_at DESC, match);

-- What the last rated match of a player left behind, by category.
CREATE TABLE ratings (
    tenant     text COLLATE "C" NOT NULL,
    category   text COLLATE "C" NOT NULL,
    player     text COLLATE "C" NOT NULL,
    nickname   text             NOT NULL,
    value      double precision NOT NULL,
    deviation  double precision NOT NULL,
    volatility double precision NOT NULL,
    games      integer          NOT NULL,
    at         timestamptz      NOT NULL,
    PRIMARY KEY (tenant, player, category)
);

CREATE INDEX ratings_ladder ON ratings (tenant, category, value DESC, player) INCLUDE (deviation);
