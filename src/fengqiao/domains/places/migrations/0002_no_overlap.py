"""A fact of one kind on one resident is stated once at a time; one constraint per kind of the closed list."""

from django.db import migrations

KINDS = ("elderly_alone", "severe_disability", "left_behind_child")
ADD = "".join(
    f"""
ALTER TABLE places_residentfact ADD CONSTRAINT one_{kind}_at_once EXCLUDE USING gist (
    int8range(resident_id, resident_id, '[]') WITH &&, daterange(from_date, to_date) WITH &&)
    WHERE (kind = '{kind}');
"""
    for kind in KINDS
)
REMOVE = "".join(f"ALTER TABLE places_residentfact DROP CONSTRAINT one_{kind}_at_once;" for kind in KINDS)


class Migration(migrations.Migration):
    dependencies = [("places", "0001_initial")]
    operations = [migrations.RunSQL(ADD, REMOVE)]
