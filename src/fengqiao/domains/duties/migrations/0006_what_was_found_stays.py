"""A finished backtest, a model once it has left its desk, its history, and a decision at the boundary stay as they
are."""

from django.db import migrations

ADD = """
ALTER TABLE duties_backtestjob
    ADD CONSTRAINT backtest_digest_of_its_text CHECK (digest = encode(sha256(convert_to(document, 'UTF8')), 'hex'));

CREATE FUNCTION duties_guard_backtest() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.state = 'done' OR NEW.document <> OLD.document OR NEW.seed <> OLD.seed THEN
        RAISE EXCEPTION 'a backtest is of one text, and a finished one stays (%)', OLD.id
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER backtest_guarded BEFORE UPDATE ON duties_backtestjob
    FOR EACH ROW EXECUTE FUNCTION duties_guard_backtest();

CREATE FUNCTION duties_guard_model() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'a model is withdrawn, never removed (%)', OLD.code
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF OLD.state <> 'draft' AND (NEW.rule_text <> OLD.rule_text OR NEW.scene <> OLD.scene
            OR NEW.expires_on <> OLD.expires_on OR NEW.impact_number <> OLD.impact_number
            OR NEW.author_key <> OLD.author_key) THEN
        RAISE EXCEPTION 'what a model does is changed by a new version (%)', OLD.code
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF OLD.state IN ('expired', 'withdrawn', 'superseded') THEN
        RAISE EXCEPTION 'an ended model is never changed (%)', OLD.code
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER model_guarded BEFORE UPDATE OR DELETE ON duties_applicationmodel
    FOR EACH ROW EXECUTE FUNCTION duties_guard_model();

CREATE FUNCTION duties_refuse_entry_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the history of a model is added to, never changed (%)', OLD.id
        USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER model_entry_for_good BEFORE UPDATE OR DELETE ON duties_modelentry
    FOR EACH ROW EXECUTE FUNCTION duties_refuse_entry_change();

CREATE FUNCTION duties_guard_outside_task() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' OR OLD.state IN ('refused_by_decision', 'taken_on') THEN
        RAISE EXCEPTION 'what the boundary has decided stays (%)', OLD.id
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF (NEW.what, NEW.giver, NEW.minutes, NEW.asked_at, NEW.reporter_key) <>
            (OLD.what, OLD.giver, OLD.minutes, OLD.asked_at, OLD.reporter_key) THEN
        RAISE EXCEPTION 'what was reported stays as it was reported (%)', OLD.id
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER outside_task_guarded BEFORE UPDATE OR DELETE ON duties_outsidetask
    FOR EACH ROW EXECUTE FUNCTION duties_guard_outside_task();
"""
REMOVE = """
DROP TRIGGER outside_task_guarded ON duties_outsidetask;
DROP FUNCTION duties_guard_outside_task();
DROP TRIGGER model_entry_for_good ON duties_modelentry;
DROP FUNCTION duties_refuse_entry_change();
DROP TRIGGER model_guarded ON duties_applicationmodel;
DROP FUNCTION duties_guard_model();
DROP TRIGGER backtest_guarded ON duties_backtestjob;
DROP FUNCTION duties_guard_backtest();
ALTER TABLE duties_backtestjob DROP CONSTRAINT backtest_digest_of_its_text;
"""


class Migration(migrations.Migration):
    dependencies = [("duties", "0005_models_boundary_backtests")]
    operations = [migrations.RunSQL(ADD, REMOVE)]
