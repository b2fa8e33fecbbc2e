-- The keeper reads what waits and what runs page by page.
DROP INDEX matches_by_status;
CREATE INDEX matches_by_status ON matches (status, created_at, tenant, id) INCLUDE (waits_until) WHERE ended_at IS NULL;
