-- Which built-in content a tenant has: its digest, and when the process that brought it had read it.
CREATE TABLE tenant_content (
    tenant  text COLLATE "C" NOT NULL,
    digest  text COLLATE "C" NOT NULL,
    read_at timestamptz      NOT NULL,
    PRIMARY KEY (tenant)
);
