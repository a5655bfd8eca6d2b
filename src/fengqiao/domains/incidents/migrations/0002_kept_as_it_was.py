"""A line of the timeline is added, never changed or deleted: the database refuses it."""

from django.db import migrations

CREATE = """
CREATE FUNCTION refuse_timeline_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'lines of a timeline are never changed or deleted' USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER timeline_append_only BEFORE UPDATE OR DELETE ON incidents_incidententry
    FOR EACH ROW EXECUTE FUNCTION refuse_timeline_change();
"""
DROP = """
DROP TRIGGER timeline_append_only ON incidents_incidententry;
DROP FUNCTION refuse_timeline_change();
"""


class Migration(migrations.Migration):
    dependencies = [("incidents", "0001_initial")]
    operations = [migrations.RunSQL(CREATE, DROP)]
