"""Whoever wrote any part of a model never signs it."""

import django.contrib.postgres.fields
from django.db import migrations, models

FILL = """
ALTER TABLE duties_applicationmodel DISABLE TRIGGER model_guarded;
UPDATE duties_applicationmodel SET author_keys = ARRAY[author_key];
ALTER TABLE duties_applicationmodel ENABLE TRIGGER model_guarded;
"""
ADD = """
ALTER TABLE duties_applicationmodel
    ADD CONSTRAINT model_author_is_one_of_them CHECK (author_key = ANY (author_keys)),
    ADD CONSTRAINT model_signed_by_no_author CHECK (NOT (signed_by_key = ANY (author_keys)));

CREATE FUNCTION duties_guard_model_authors() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT NEW.author_keys @> OLD.author_keys THEN
        RAISE EXCEPTION 'an author of a model stays one (%)', OLD.code
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER model_authors_guarded BEFORE UPDATE ON duties_applicationmodel
    FOR EACH ROW EXECUTE FUNCTION duties_guard_model_authors();
"""
REMOVE = """
DROP TRIGGER model_authors_guarded ON duties_applicationmodel;
DROP FUNCTION duties_guard_model_authors();
ALTER TABLE duties_applicationmodel
    DROP CONSTRAINT model_author_is_one_of_them,
    DROP CONSTRAINT model_signed_by_no_author;
"""


class Migration(migrations.Migration):
    dependencies = [("duties", "0007_campaigns")]
    operations = [
        migrations.AddField(
            model_name="applicationmodel",
            name="author_keys",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=40), default=list, size=None
            ),
        ),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
        migrations.RunSQL(ADD, REMOVE),
    ]
