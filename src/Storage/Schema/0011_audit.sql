-- Who did what to whom, when, from where. Rows are never changed; only audit_forget takes away what is old enough.
CREATE TABLE audit (
    id      bigint GENERATED ALWAYS AS IDENTITY,
    tenant  text COLLATE "C" NOT NULL,
    at      timestamptz      NOT NULL,
    actor   text COLLATE "C",
    action  text COLLATE "C" NOT NULL,
    target  text COLLATE "C",
    outcome text COLLATE "C" NOT NULL,
    address text COLLATE "C",
    details text             NOT NULL,
    PRIMARY KEY (id)
);

CREATE INDEX audit_by_time ON audit (tenant, at DESC, id DESC);
CREATE INDEX audit_by_actor ON audit (tenant, actor, at DESC, id DESC);
CREATE INDEX audit_by_target ON audit (tenant, target, at DESC, id DESC) WHERE target IS NOT NULL;
CREATE INDEX audit_by_age ON audit (at);

-- Against slips and against SQL smuggled through a statement of ours. Whoever owns the table can drop a trigger: to keep the owner out too, give the
-- program a role of its own with INSERT and SELECT here and EXECUTE on audit_forget.
CREATE FUNCTION audit_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' AND OLD.at < nullif(current_setting('quiz.audit_forget', true), '')::timestamptz THEN
        RETURN OLD;
    END IF;
    RAISE EXCEPTION 'The audit is append-only.' USING ERRCODE = 'insufficient_privilege';
END $$;

CREATE TRIGGER audit_append_only BEFORE UPDATE OR DELETE ON audit FOR EACH ROW EXECUTE FUNCTION audit_is_append_only();
CREATE TRIGGER audit_no_truncate BEFORE TRUNCATE ON audit FOR EACH STATEMENT EXECUTE FUNCTION audit_is_append_only();

CREATE FUNCTION audit_forget(before timestamptz) RETURNS integer LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
DECLARE
    forgotten integer;
BEGIN
    PERFORM set_config('quiz.audit_forget', before::text, true);
    DELETE FROM audit WHERE at < before;
    GET DIAGNOSTICS forgotten = ROW_COUNT;
    PERFORM set_config('quiz.audit_forget', '', true);
    RETURN forgotten;
END $$;
