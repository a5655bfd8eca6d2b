"""Overlaps are refused by the database. int8range in place of equality: core PostgreSQL has no btree_gist."""

from django.db import migrations

ADD = """
ALTER TABLE organisation_dutyshift ADD CONSTRAINT no_two_shifts_at_once EXCLUDE USING gist (
    int8range(staff_id, staff_id, '[]') WITH &&, tstzrange(starts_at, ends_at) WITH &&);
ALTER TABLE organisation_leave ADD CONSTRAINT no_two_leaves_at_once EXCLUDE USING gist (
    int8range(staff_id, staff_id, '[]') WITH &&, daterange(from_date, to_date, '[]') WITH &&);
ALTER TABLE organisation_jurisdiction ADD CONSTRAINT one_unit_per_division_and_day EXCLUDE USING gist (
    int8range(division_id::bigint, division_id::bigint, '[]') WITH &&, daterange(from_date, to_date) WITH &&);
"""
REMOVE = """
ALTER TABLE organisation_jurisdiction DROP CONSTRAINT one_unit_per_division_and_day;
ALTER TABLE organisation_leave DROP CONSTRAINT no_two_leaves_at_once;
ALTER TABLE organisation_dutyshift DROP CONSTRAINT no_two_shifts_at_once;
"""


class Migration(migrations.Migration):
    dependencies = [("organisation", "0001_initial")]
    operations = [migrations.RunSQL(ADD, REMOVE)]
