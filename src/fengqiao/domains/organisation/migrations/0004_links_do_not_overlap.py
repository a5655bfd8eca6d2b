"""One officer is linked to one village once at a time."""

from django.db import migrations

ADD = """
ALTER TABLE organisation_linkedvillage ADD CONSTRAINT no_two_links_at_once EXCLUDE USING gist (
    int8range(staff_id, staff_id, '[]') WITH &&,
    int8range(division_id::bigint, division_id::bigint, '[]') WITH &&,
    daterange(from_date, to_date) WITH &&);
"""
REMOVE = "ALTER TABLE organisation_linkedvillage DROP CONSTRAINT no_two_links_at_once;"


class Migration(migrations.Migration):
    dependencies = [("organisation", "0003_linked_villages")]
    operations = [migrations.RunSQL(ADD, REMOVE)]
