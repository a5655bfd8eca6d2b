"""What the database itself refuses: a changed line of a timeline, and a unit out of step with its order."""

from django.db import migrations

CREATE = """
CREATE FUNCTION refuse_timeline_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'lines of a timeline are never changed or deleted' USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER timeline_append_only BEFORE UPDATE OR DELETE ON incidents_incidententry
    FOR EACH ROW EXECUTE FUNCTION refuse_timeline_change();

CREATE FUNCTION refuse_unit_out_of_step() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    unit_pk bigint;
    unit_status text;
    order_state text;
BEGIN
    IF TG_TABLE_NAME = 'incidents_unit' THEN unit_pk := NEW.id; ELSE unit_pk := NEW.unit_id; END IF;
    SELECT status INTO unit_status FROM incidents_unit WHERE id = unit_pk;
    SELECT state INTO order_state FROM incidents_order
        WHERE unit_id = unit_pk AND state IN ('dispatched', 'signed_for', 'en_route', 'on_scene');
    IF unit_status IS NOT NULL AND NOT (CASE
        WHEN order_state IS NULL THEN unit_status IN ('idle', 'paused', 'off_duty')
        WHEN order_state IN ('dispatched', 'signed_for') THEN unit_status = 'sent'
        ELSE unit_status = order_state
    END) THEN
        RAISE EXCEPTION 'unit % is % while its order is %', unit_pk, unit_status, coalesce(order_state, 'none')
            USING ERRCODE = 'check_violation', CONSTRAINT = 'unit_in_step_with_order';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER unit_in_step_with_order AFTER INSERT OR UPDATE ON incidents_unit
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION refuse_unit_out_of_step();
CREATE CONSTRAINT TRIGGER order_in_step_with_unit AFTER INSERT OR UPDATE ON incidents_order
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION refuse_unit_out_of_step();
"""
DROP = """
DROP TRIGGER order_in_step_with_unit ON incidents_order;
DROP TRIGGER unit_in_step_with_order ON incidents_unit;
DROP FUNCTION refuse_unit_out_of_step();
DROP TRIGGER timeline_append_only ON incidents_incidententry;
DROP FUNCTION refuse_timeline_change();
"""


class Migration(migrations.Migration):
    dependencies = [("incidents", "0001_initial")]
    operations = [migrations.RunSQL(CREATE, DROP)]
