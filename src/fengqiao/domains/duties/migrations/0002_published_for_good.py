"""A published list is never changed or removed, and its digest is that of its text: the database sees to both."""

from django.db import migrations

ADD = """
ALTER TABLE duties_listversion ADD CONSTRAINT list_digest_of_its_text
    CHECK (digest = encode(sha256(convert_to(document, 'UTF8')), 'hex'));
CREATE FUNCTION duties_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'a published list is never changed or removed (% %)', OLD.code, OLD.version
        USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER list_published_for_good BEFORE UPDATE OR DELETE ON duties_listversion
    FOR EACH ROW EXECUTE FUNCTION duties_refuse_change();
"""
REMOVE = """
DROP TRIGGER list_published_for_good ON duties_listversion;
DROP FUNCTION duties_refuse_change();
ALTER TABLE duties_listversion DROP CONSTRAINT list_digest_of_its_text;
"""


class Migration(migrations.Migration):
    dependencies = [("duties", "0001_initial")]
    operations = [migrations.RunSQL(ADD, REMOVE)]
