-- Finished games: the record that histories and reports read. A game is written once.
CREATE TABLE games (
    tenant      text COLLATE "C" NOT NULL,
    id          text COLLATE "C" NOT NULL,
    kind        text             NOT NULL,
    title       text             NOT NULL,
    host        text COLLATE "C" NOT NULL,
    reason      text             NOT NULL,
    created_at  timestamptz      NOT NULL,
    started_at  timestamptz,
    finished_at timestamptz      NOT NULL,
    players     integer          NOT NULL,
    PRIMARY KEY (tenant, id)
);

CREATE INDEX games_by_time ON games (tenant, finished_at DESC, id);

-- finished_at is repeated here so that a player's history is one range of one index.
CREATE TABLE game_players (
    tenant      text COLLATE "C" NOT NULL,
    game        text COLLATE "C" NOT NULL,
    player      text COLLATE "C" NOT NULL,
    nickname    text             NOT NULL,
    team        text,
    score       integer          NOT NULL,
    rank        integer          NOT NULL,
    answer_ms   bigint           NOT NULL,
    finished_at timestamptz      NOT NULL,
    PRIMARY KEY (tenant, game, player),
    FOREIGN KEY (tenant, game) REFERENCES games ON DELETE CASCADE
);

CREATE INDEX game_players_by_player ON game_players (tenant, player, finished_at DESC, game);
