-- Who has seen what becomes a bit an edition, where it was a row: a game then changes one row of a player instead of adding ten.
-- An edition's number never changes, and is one of its tenant's.
CREATE TABLE question_editions (
    tenant  text COLLATE "C" NOT NULL,
    edition uuid             NOT NULL,
    number  integer          NOT NULL CHECK (number >= 0),
    PRIMARY KEY (tenant, edition),
    UNIQUE (tenant, number)
);

INSERT INTO question_editions (tenant, edition, number)
SELECT tenant, edition, row_number() OVER (PARTITION BY tenant ORDER BY edition) - 1 FROM (SELECT DISTINCT tenant, edition FROM question_seen) AS known;

ALTER TABLE question_seen RENAME TO question_seen_rows;
ALTER TABLE question_seen_rows RENAME CONSTRAINT question_seen_pkey TO question_seen_rows_pkey;

-- 1,024 editions a row: bit number % 1024 of part number / 1024. Half of each page is left for the next games' updates.
CREATE TABLE question_seen (
    tenant   text COLLATE "C" NOT NULL,
    player   text COLLATE "C" NOT NULL,
    part     integer          NOT NULL,
    editions bit(1024)        NOT NULL,
    PRIMARY KEY (tenant, player, part)
) WITH (fillfactor = 50);

INSERT INTO question_seen (tenant, player, part, editions)
SELECT s.tenant, s.player, e.number / 1024, bit_or(set_bit(B'0'::bit(1024), e.number % 1024, 1))
FROM question_seen_rows s JOIN question_editions e ON e.tenant = s.tenant AND e.edition = s.edition
GROUP BY 1, 2, 3;

DROP TABLE question_seen_rows;
