-- Players to be forgotten. A row stays for some days after, for what a game that ended later has brought.
CREATE TABLE erasures (
    tenant       text COLLATE "C" NOT NULL,
    player       text COLLATE "C" NOT NULL,
    nameless     boolean          NOT NULL,
    requested_at timestamptz      NOT NULL,
    PRIMARY KEY (tenant, player)
);

CREATE INDEX erasures_by_time ON erasures (requested_at, tenant, player);

-- By end, for what has been kept long enough; by owner, for a host who goes.
CREATE INDEX games_by_end ON games (finished_at);
CREATE INDEX games_by_host ON games (tenant, host);
CREATE INDEX matches_by_end ON matches (ended_at);
