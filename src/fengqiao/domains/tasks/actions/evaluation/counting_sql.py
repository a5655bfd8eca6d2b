"""The statements that count a month, each for all stations at once."""

from __future__ import annotations

from typing import Final

PLACES: Final = """
WITH place AS (
    SELECT * FROM unnest(%(paths)s::text[], %(stations)s::text[], %(late)s::interval[], %(repeat)s::interval[])
        AS p(path, station_path, late, repeat)
), duty AS (
    SELECT * FROM unnest(%(row_stations)s::text[], %(codes)s::text[], %(numbers)s::int[], %(zh)s::text[],
        %(en)s::text[], %(minutes)s::int[], %(officers)s::int[], %(questions)s::text[], %(times)s::float8[])
        AS d(station_path, list_code, row_number, zh, en, minutes, officers, questions, times)
)
"""
"""Where each path belongs and the limits in force there; the rows in force at each station within the month."""

COUNT_MONTH: Final = (
    PLACES
    + """
, due_tasks AS (
    SELECT t.scope_path, t.list_code, t.row_number,
        count(*) AS due,
        count(*) FILTER (
            WHERE t.state = 'completed' AND (t.completed_at AT TIME ZONE %(zone)s)::date <= t.due_date
        ) AS on_time
    FROM tasks_task t
    WHERE t.due_date >= %(month)s AND t.due_date < %(next_month)s AND t.attempt = 1 AND t.state <> 'cancelled'
        AND (t.due_date < %(today)s OR t.state = 'completed') AND t.scope_path LIKE %(under)s
    GROUP BY 1, 2, 3
), done_work AS (
    SELECT c.scope_path, c.list_code, c.row_number,
        count(*) AS completed,
        count(*) FILTER (WHERE c.result = 'done') AS done,
        count(*) FILTER (WHERE c.result = 'nobody_there') AS nobody_there,
        count(*) FILTER (WHERE c.result = 'declined') AS declined,
        count(*) FILTER (WHERE t.id IS NULL) AS without_task,
        coalesce(sum(t.minutes * t.officers_needed), 0) AS minutes_asked,
        sum(c.minutes * (1 + coalesce(cardinality(t.companions), 0))) AS minutes_spent,
        coalesce(sum(CASE WHEN t.answers <> '{}' THEN (SELECT count(*) FROM jsonb_object_keys(t.answers)) END), 0)
            AS fields_answered,
        count(*) FILTER (WHERE c.recorded_at > c.completed_at + place.late) AS entered_late,
        count(*) FILTER (WHERE c.result = 'done' AND again.found) AS repeated
    FROM tasks_completionrecord c
    JOIN place ON place.path = c.scope_path
    LEFT JOIN tasks_task t ON t.id = c.task_id
    LEFT JOIN LATERAL (
        SELECT true AS found FROM tasks_task p
        WHERE c.result = 'done' AND p.kind = 'pushed'
            AND p.subject_kind = c.subject_kind AND p.subject_id = c.subject_id
            AND p.created_at > c.completed_at AND p.created_at <= c.completed_at + place.repeat
        LIMIT 1
    ) again ON true
    WHERE c.completed_at >= %(from_at)s AND c.completed_at < %(to_at)s AND c.scope_path LIKE %(under)s
    GROUP BY 1, 2, 3
), known AS (
    SELECT scope_path, list_code, row_number FROM tasks_rowmonth
    WHERE month = %(month)s AND scope_path LIKE %(under)s
), counted AS MATERIALIZED (
    -- The place first: by row alone each station's row would meet those of every other station.
    SELECT place.station_path, scope_path, list_code, row_number, due, on_time, completed, done, nobody_there,
        declined, without_task, minutes_asked, minutes_spent, fields_answered, entered_late, repeated
    FROM known FULL JOIN due_tasks USING (scope_path, list_code, row_number)
    FULL JOIN done_work USING (scope_path, list_code, row_number)
    JOIN place ON place.path = scope_path
)
INSERT INTO tasks_rowmonth (month, station_path, scope_path, list_code, row_number, title_zh, title_en, minutes,
    officers, questions, times_per_month, due, on_time, completed, done, nobody_there, declined, minutes_asked,
    minutes_spent, fields_answered, entered_late, repeated, counted_at)
SELECT %(month)s, c.station_path, c.scope_path, c.list_code, c.row_number, d.zh, d.en, d.minutes, d.officers,
    d.questions::jsonb, d.times, coalesce(due, 0), coalesce(on_time, 0), coalesce(completed, 0), coalesce(done, 0),
    coalesce(nobody_there, 0), coalesce(declined, 0),
    coalesce(minutes_asked, 0) + coalesce(without_task, 0) * d.minutes * d.officers,
    coalesce(minutes_spent, 0), coalesce(fields_answered, 0), coalesce(entered_late, 0), coalesce(repeated, 0),
    %(counted_at)s
FROM counted c
JOIN duty d ON (d.station_path, d.list_code, d.row_number) = (c.station_path, c.list_code, c.row_number)
ON CONFLICT (month, scope_path, list_code, row_number) DO UPDATE SET
    title_zh = excluded.title_zh, title_en = excluded.title_en, minutes = excluded.minutes,
    officers = excluded.officers, questions = excluded.questions, times_per_month = excluded.times_per_month,
    due = excluded.due, on_time = excluded.on_time, completed = excluded.completed, done = excluded.done,
    nobody_there = excluded.nobody_there, declined = excluded.declined, minutes_asked = excluded.minutes_asked,
    minutes_spent = excluded.minutes_spent, fields_answered = excluded.fields_answered,
    entered_late = excluded.entered_late, repeated = excluded.repeated, counted_at = excluded.counted_at
"""
)

NO_COMPILING: Final = "SET LOCAL jit = off"
"""Compiling these statements takes longer than running them."""

FORGET_OVERLAPS: Final = "DELETE FROM tasks_rowoverlap WHERE month = %(month)s AND station_path = ANY(%(of)s)"

COUNT_OVERLAPS: Final = (
    PLACES
    + """
, visits AS (
    SELECT place.station_path, c.list_code, c.row_number, c.subject_kind, c.subject_id, count(*) AS visits
    FROM tasks_completionrecord c JOIN place ON place.path = c.scope_path
    WHERE c.completed_at >= %(from_at)s AND c.completed_at < %(to_at)s AND c.scope_path LIKE %(under)s
    GROUP BY 1, 2, 3, 4, 5
), pairs AS (
    SELECT a.station_path, a.list_code, a.row_number, b.list_code AS other_code, b.row_number AS other_number,
        count(*) AS subjects, sum(least(a.visits, b.visits)) AS visits
    FROM visits a JOIN visits b USING (station_path, subject_kind, subject_id)
    WHERE (a.list_code, a.row_number) < (b.list_code, b.row_number)
    GROUP BY 1, 2, 3, 4, 5
)
INSERT INTO tasks_rowoverlap
    (month, station_path, list_code, row_number, other_code, other_number, subjects, visits, common_questions)
SELECT %(month)s, p.station_path, p.list_code, p.row_number, p.other_code, p.other_number, p.subjects, p.visits,
    (SELECT count(*) FROM jsonb_array_elements_text(a.questions::jsonb) AS q(text) WHERE b.questions::jsonb ? q.text)
FROM pairs p
JOIN duty a ON (a.station_path, a.list_code, a.row_number) = (p.station_path, p.list_code, p.row_number)
JOIN duty b ON (b.station_path, b.list_code, b.row_number) = (p.station_path, p.other_code, p.other_number)
"""
)

STORE_COVERAGE: Final = (
    PLACES
    + """
, held AS (
    SELECT * FROM unnest(%(held_paths)s::text[], %(held_codes)s::text[], %(held_numbers)s::int[],
        %(held_subjects)s::int[], %(held_kept)s::int[]) AS h(path, list_code, row_number, subjects, kept)
)
INSERT INTO tasks_rowmonth (month, station_path, scope_path, list_code, row_number, title_zh, title_en, minutes,
    officers, questions, times_per_month, due, on_time, completed, done, nobody_there, declined, minutes_asked,
    minutes_spent, fields_answered, entered_late, repeated, subjects, kept, counted_at)
SELECT %(month)s, place.station_path, h.path, h.list_code, h.row_number, d.zh, d.en, d.minutes, d.officers,
    d.questions::jsonb, d.times, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, h.subjects, h.kept, %(counted_at)s
FROM held h JOIN place ON place.path = h.path
JOIN duty d ON (d.station_path, d.list_code, d.row_number) = (place.station_path, h.list_code, h.row_number)
ON CONFLICT (month, scope_path, list_code, row_number) DO UPDATE SET
    subjects = excluded.subjects, kept = excluded.kept, counted_at = excluded.counted_at
"""
)
