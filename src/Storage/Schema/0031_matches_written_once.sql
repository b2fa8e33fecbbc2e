-- A match is written when it has begun and when it has ended. What that costs is indexes, so there are no more of them than are read,
-- and no foreign key: a side is written by the statement that writes its match, and deleted by the one that deletes it.

-- What has not ended has no end to be found by.
DROP INDEX matches_by_end;
CREATE INDEX matches_by_end ON matches (ended_at) WHERE ended_at IS NOT NULL;

-- Ratings as numbers, which need no parsing and a third of the space. The room left in each page is for the end of the match: no column of an index changes then.
ALTER TABLE match_players RENAME TO match_players_json;
ALTER TABLE match_players_json RENAME CONSTRAINT match_players_pkey TO match_players_json_pkey;
ALTER INDEX match_players_by_player RENAME TO match_players_json_by_player;
CREATE TABLE match_players (
    tenant            text COLLATE "C" NOT NULL,
    match             text COLLATE "C" NOT NULL,
    player            text COLLATE "C" NOT NULL,
    side              smallint         NOT NULL,
    nickname          text             NOT NULL,
    kind              text COLLATE "C" NOT NULL,
    score             integer          NOT NULL,
    before_value      double precision,
    before_deviation  double precision,
    before_volatility double precision,
    before_games      integer,
    before_at         timestamptz,
    after_value       double precision,
    after_deviation   double precision,
    after_volatility  double precision,
    after_games       integer,
    after_at          timestamptz,
    created_at        timestamptz      NOT NULL,
    PRIMARY KEY (tenant, match, player)
) WITH (fillfactor = 60);

INSERT INTO match_players
SELECT tenant, match, player, side, nickname, kind, score,
    (rating_before->>'value')::float8, (rating_before->>'deviation')::float8, (rating_before->>'volatility')::float8, (rating_before->>'games')::int, (rating_before->>'at')::timestamptz,
    (rating_after->>'value')::float8, (rating_after->>'deviation')::float8, (rating_after->>'volatility')::float8, (rating_after->>'games')::int, (rating_after->>'at')::timestamptz,
    created_at
FROM match_players_json;

DROP TABLE match_players_json;
CREATE INDEX match_players_by_player ON match_players (tenant, player, created_at DESC, match);

-- Only who is on the ladder: a rating that is provisional (Rating.ProvisionalAbove), and most are, has no place in it.
DROP INDEX ratings_ladder;
CREATE INDEX ratings_ladder ON ratings (tenant, category, value DESC, player) WHERE deviation <= 110;
