-- Accounts. The address is stored in its one spelling, so that equal texts are equal addresses.
CREATE TABLE accounts (
    tenant        text COLLATE "C" NOT NULL,
    id            text COLLATE "C" NOT NULL,
    email         text COLLATE "C" NOT NULL,
    email_proven  boolean          NOT NULL,
    password_hash text             NOT NULL,
    nickname      text             NOT NULL,
    roles         text[]           NOT NULL,
    code          jsonb,
    created_at    timestamptz      NOT NULL,
    version       integer          NOT NULL,
    PRIMARY KEY (tenant, id),
    CONSTRAINT accounts_email UNIQUE (tenant, email)
);

CREATE INDEX accounts_by_time ON accounts (tenant, created_at DESC, id);

-- Sign-ins that go on, guests' too: the hashes of the refresh token that is good and of the one before it. What has ended is deleted.
CREATE TABLE token_families (
    tenant     text COLLATE "C" NOT NULL,
    id         text COLLATE "C" NOT NULL,
    subject    text COLLATE "C" NOT NULL,
    guest      boolean          NOT NULL,
    nickname   text             NOT NULL,
    opened_at  timestamptz      NOT NULL,
    renewed_at timestamptz      NOT NULL,
    ends_at    timestamptz      NOT NULL,
    idle       interval         NOT NULL,
    expires_at timestamptz      NOT NULL,
    current    text COLLATE "C" NOT NULL,
    previous   text COLLATE "C",
    salt       text COLLATE "C",
    PRIMARY KEY (tenant, id)
);

CREATE INDEX token_families_by_subject ON token_families (tenant, subject, opened_at DESC);
CREATE INDEX token_families_by_expiry ON token_families (expires_at);
