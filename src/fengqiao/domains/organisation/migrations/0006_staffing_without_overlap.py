"""No appointment and no seat twice at a time; a day's parts fit into a day; a follow-up stays as it was written."""

from django.db import migrations

ADD = """
ALTER TABLE organisation_appointment ADD CONSTRAINT no_appointment_twice_at_once EXCLUDE USING gist (
    int8range(staff_id, staff_id, '[]') WITH &&,
    int8range(unit_id, unit_id, '[]') WITH &&,
    int8range(('x' || substr(md5(role), 1, 8))::bit(32)::bigint,
              ('x' || substr(md5(role), 1, 8))::bit(32)::bigint, '[]') WITH &&,
    daterange(from_date, to_date) WITH &&);
ALTER TABLE organisation_committeeseat ADD CONSTRAINT no_seat_twice_at_once EXCLUDE USING gist (
    int8range(staff_id, staff_id, '[]') WITH &&,
    int8range(division_id::bigint, division_id::bigint, '[]') WITH &&,
    daterange(from_date, to_date) WITH &&);

CREATE FUNCTION organisation_day_has_no_more_minutes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (SELECT sum(minutes) FROM organisation_dutytime WHERE staff_id = NEW.staff_id AND date = NEW.date) > 1440 THEN
        RAISE EXCEPTION 'a day has no more than 1440 minutes' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER day_has_no_more_minutes AFTER INSERT OR UPDATE ON organisation_dutytime
    DEFERRABLE INITIALLY IMMEDIATE FOR EACH ROW EXECUTE FUNCTION organisation_day_has_no_more_minutes();

CREATE FUNCTION organisation_follow_up_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'what followed on a matter is added to, never changed' USING ERRCODE = 'check_violation';
END $$;
CREATE TRIGGER follow_up_stays BEFORE UPDATE OR DELETE ON organisation_seatfollowup
    FOR EACH ROW EXECUTE FUNCTION organisation_follow_up_stays();
"""
REMOVE = """
DROP TRIGGER follow_up_stays ON organisation_seatfollowup;
DROP FUNCTION organisation_follow_up_stays();
DROP TRIGGER day_has_no_more_minutes ON organisation_dutytime;
DROP FUNCTION organisation_day_has_no_more_minutes();
ALTER TABLE organisation_committeeseat DROP CONSTRAINT no_seat_twice_at_once;
ALTER TABLE organisation_appointment DROP CONSTRAINT no_appointment_twice_at_once;
"""


class Migration(migrations.Migration):
    dependencies = [("organisation", "0005_staffing")]
    operations = [migrations.RunSQL(ADD, REMOVE)]
