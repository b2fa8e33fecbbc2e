-- The keeper reads what has not ended page by page. Nobody asks by status; without it in an index the start of a match changes none.
DROP INDEX matches_by_status;
CREATE INDEX matches_unfinished ON matches (created_at, tenant, id) INCLUDE (waits_until) WHERE ended_at IS NULL;
