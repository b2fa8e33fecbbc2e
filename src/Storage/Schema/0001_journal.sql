-- What happened, a stream a grain. The collation is bytewise: the key is only compared, never sorted for people, and memcmp is cheaper.
-- payload is json, not jsonb: the text is read back as it was written (docs/decisions/0003-journal-payload-json.md).
-- append names the write that brought the row, so that a writer whose commit was never confirmed can recognise its own rows.
CREATE TABLE journal (
    stream  text COLLATE "C" NOT NULL,
    version bigint           NOT NULL CHECK (version > 0),
    payload json             NOT NULL,
    at      timestamptz      NOT NULL,
    append  bigint           NOT NULL,
    PRIMARY KEY (stream, version)
);

-- The newest state of a stream. It only bounds replay; losing a row loses nothing.
CREATE TABLE journal_snapshots (
    stream  text COLLATE "C" PRIMARY KEY,
    version bigint           NOT NULL,
    format  text             NOT NULL,
    state   bytea            NOT NULL
);
