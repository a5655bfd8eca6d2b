"""Authors never sign; a signed text stays as it was signed; a version that a person publishes was signed so."""

from django.db import migrations

ADD = """
ALTER TABLE duties_listdraft
    ADD CONSTRAINT draft_digest_of_its_text CHECK (digest = encode(sha256(convert_to(document, 'UTF8')), 'hex')),
    ADD CONSTRAINT draft_has_an_author CHECK (cardinality(author_keys) >= 1),
    ADD CONSTRAINT draft_signed_by_a_second_person CHECK (NOT (signed_by_key = ANY (author_keys)));

CREATE FUNCTION duties_guard_draft() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'a draft is withdrawn, never removed (%)', OLD.id
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF OLD.state IN ('published', 'withdrawn') THEN
        RAISE EXCEPTION 'a finished draft is never changed (%)', OLD.id
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF NOT NEW.author_keys @> OLD.author_keys THEN
        RAISE EXCEPTION 'an author of a draft stays one (%)', OLD.id
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF NEW.document <> OLD.document AND NEW.state <> 'draft' THEN
        RAISE EXCEPTION 'a changed text is signed anew (%)', OLD.id
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF NEW.state = 'published' AND (OLD.state <> 'reviewed' OR NEW.digest <>
            (SELECT digest FROM duties_listversion WHERE id = NEW.published_as_id)) THEN
        RAISE EXCEPTION 'what is published is what was signed (%)', OLD.id
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER draft_guarded BEFORE UPDATE OR DELETE ON duties_listdraft
    FOR EACH ROW EXECUTE FUNCTION duties_guard_draft();

CREATE FUNCTION duties_require_sign_off() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT NEW.is_installed AND NOT EXISTS (
        SELECT FROM duties_listdraft
        WHERE state = 'reviewed' AND digest = NEW.digest AND scope_path = NEW.scope_path
    ) THEN
        RAISE EXCEPTION 'a list is published as a second person signed it (% %)', NEW.code, NEW.version
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER list_signed_before BEFORE INSERT ON duties_listversion
    FOR EACH ROW EXECUTE FUNCTION duties_require_sign_off();
"""
REMOVE = """
DROP TRIGGER list_signed_before ON duties_listversion;
DROP FUNCTION duties_require_sign_off();
DROP TRIGGER draft_guarded ON duties_listdraft;
DROP FUNCTION duties_guard_draft();
ALTER TABLE duties_listdraft
    DROP CONSTRAINT draft_digest_of_its_text,
    DROP CONSTRAINT draft_has_an_author,
    DROP CONSTRAINT draft_signed_by_a_second_person;
"""


class Migration(migrations.Migration):
    dependencies = [("duties", "0003_drafts")]
    operations = [migrations.RunSQL(ADD, REMOVE)]
