"""The database itself refuses to change a bulletin that was issued."""

from django.db import migrations

CREATE = """
CREATE FUNCTION refuse_bulletin_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'an issued bulletin is never changed or deleted' USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER bulletin_stays BEFORE UPDATE OR DELETE ON indicators_issuedbulletin
    FOR EACH ROW EXECUTE FUNCTION refuse_bulletin_change();
"""
DROP = """
DROP TRIGGER bulletin_stays ON indicators_issuedbulletin;
DROP FUNCTION refuse_bulletin_change();
"""


class Migration(migrations.Migration):
    dependencies = [("indicators", "0001_initial")]
    operations = [migrations.RunSQL(CREATE, DROP)]
