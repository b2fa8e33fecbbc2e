-- A duel's or a room's first event holds its questions and is compressed: lz4, where the server has it, takes a fraction of pglz's time.
DO $$
BEGIN
    ALTER TABLE journal ALTER COLUMN payload SET COMPRESSION lz4;
EXCEPTION WHEN feature_not_supported OR invalid_parameter_value THEN
    NULL;
END
$$;
