"""A timeline is added to; the database refuses to change or delete a line of it."""

from django.db import migrations

CREATE = """
CREATE FUNCTION refuse_task_entry_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the timeline of a task is never changed' USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER task_entries_append_only BEFORE UPDATE OR DELETE ON tasks_taskentry
    FOR EACH ROW EXECUTE FUNCTION refuse_task_entry_change();
"""
DROP = """
DROP TRIGGER task_entries_append_only ON tasks_taskentry;
DROP FUNCTION refuse_task_entry_change();
"""


class Migration(migrations.Migration):
    dependencies = [("tasks", "0001_initial")]
    operations = [migrations.RunSQL(CREATE, DROP)]
