"""Breaks of one place do not overlap and are no slip of the pen; an entry stays as it was made and is only withdrawn."""

from django.db import migrations

ADD = """
ALTER TABLE foundation_calendar_schoolbreak ADD CONSTRAINT school_break_not_too_long
    CHECK (last_date - first_date < 120);
ALTER TABLE foundation_calendar_schoolbreak ADD CONSTRAINT no_two_school_breaks_at_once EXCLUDE USING gist (
    int8range(hashtextextended(scope_path, 0), hashtextextended(scope_path, 0), '[]') WITH &&,
    daterange(first_date, last_date, '[]') WITH &&) WHERE (withdrawn_at IS NULL);
CREATE FUNCTION foundation_calendar_entry_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND OLD.withdrawn_at IS NULL
        AND (to_jsonb(NEW) - '{withdrawn_at,withdrawn_by,withdrawn_reason}'::text[])
          = (to_jsonb(OLD) - '{withdrawn_at,withdrawn_by,withdrawn_reason}'::text[])
    THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'an entry of the calendar is withdrawn, never changed or removed' USING ERRCODE = 'check_violation';
END $$;
CREATE TRIGGER school_break_stays BEFORE UPDATE OR DELETE ON foundation_calendar_schoolbreak
    FOR EACH ROW EXECUTE FUNCTION foundation_calendar_entry_stays();
CREATE TRIGGER changed_day_stays BEFORE UPDATE OR DELETE ON foundation_calendar_changedday
    FOR EACH ROW EXECUTE FUNCTION foundation_calendar_entry_stays();
"""
REMOVE = """
DROP TRIGGER changed_day_stays ON foundation_calendar_changedday;
DROP TRIGGER school_break_stays ON foundation_calendar_schoolbreak;
DROP FUNCTION foundation_calendar_entry_stays();
ALTER TABLE foundation_calendar_schoolbreak DROP CONSTRAINT no_two_school_breaks_at_once;
ALTER TABLE foundation_calendar_schoolbreak DROP CONSTRAINT school_break_not_too_long;
"""


class Migration(migrations.Migration):
    dependencies = [("foundation_calendar", "0002_what_localities_enter")]
    operations = [migrations.RunSQL(ADD, REMOVE)]
