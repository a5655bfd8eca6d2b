"""What the invented province holds, as columns and their SQL; `b` is a beat of the temporary table `bench_beat`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from fengqiao.bench.generation.sizes import DOORS_OF_AN_ADDRESS, STATIONS_OF_A_COUNTY, Size


@dataclass(frozen=True, slots=True)
class Recipe:
    """Rows of one table: column → SQL, and what they are made from."""

    table: str
    columns: Mapping[str, str]
    source: str


COMMUNITY, PREVENTION = "community_duty_list", "prevention_duty_list"
PREMISES_DONE: Final = (
    (PREVENTION, "1", "key_venue", "kind = 'hotel'", "30"),
    (PREVENTION, "2", "protected_unit", "kind = 'protected_unit'", "30"),
    (PREVENTION, "3", "school", "kind = 'school'", "30"),
    (COMMUNITY, "3", "rental_housing", "rental_tier = 'monthly'", "30"),
    (COMMUNITY, "4", "rental_housing", "rental_tier = 'quarterly'", "91"),
    (COMMUNITY, "5", "rental_housing", "rental_tier = 'half_yearly'", "182"),
)
BEATS: Final = """
CREATE FUNCTION pg_temp.step(n bigint) RETURNS text LANGUAGE sql IMMUTABLE AS $$
    SELECT '00' || substr('0123456789abcdefghijklmnopqrstuvwxyz', (n / 36)::int + 1, 1)
        || substr('0123456789abcdefghijklmnopqrstuvwxyz', (n %% 36)::int + 1, 1) $$;
CREATE FUNCTION pg_temp.draw(n bigint, salt bigint, below bigint) RETURNS int LANGUAGE sql IMMUTABLE AS $$
    SELECT ((hashint8extended(n, salt) & 9007199254740991) %% below)::int $$;
CREATE TEMPORARY TABLE bench_station AS
    SELECT s, s / {county} AS c, '0001' || pg_temp.step(s / {county}) AS above,
           '0001' || pg_temp.step(s / {county}) || pg_temp.step(s %% {county}) AS path,
           104.0 + (s %% 40) * 0.15 AS longitude, 30.0 + (s / 40) * 0.12 AS latitude
    FROM generate_series(0, {stations} - 1) AS s;
CREATE TEMPORARY TABLE bench_beat AS
    SELECT b, path || pg_temp.step(row_number() OVER (PARTITION BY s ORDER BY b) - 1) AS path, path AS station_path,
           longitude + pg_temp.draw(b, 1, 400) / 10000.0 AS longitude,
           latitude + pg_temp.draw(b, 2, 400) / 10000.0 AS latitude, NULL::bigint AS staff_id
    FROM generate_series(0, {officers} - 1) AS b JOIN bench_station ON s = b::bigint * {stations} / {officers};
CREATE UNIQUE INDEX ON bench_beat (b);
ANALYZE bench_beat;
"""


def beats_sql(size: Size) -> str:
    """This function will write the statements that make the stations and beats to build on."""
    numbers = {"county": STATIONS_OF_A_COUNTY, "stations": size.stations, "officers": size.officers}
    return BEATS.format(**numbers).replace("%%", "%")


def organisation(size: Size) -> Sequence[Recipe]:
    """This function will return the police tree: province, counties, stations, beats, an officer for each beat."""
    return (
        _unit("'610000000000'", "'province'", "NULL", "'0001'", "(VALUES (1)) AS one"),
        _unit(
            "'C' || c",
            "'county_bureau'",
            "(SELECT id FROM organisation_orgunit WHERE path = '0001')",
            "above",
            "(SELECT DISTINCT c, above FROM bench_station) AS county",
        ),
        _unit(
            "'S' || s",
            "'police_station'",
            "u.id",
            "t.path",
            "bench_station t JOIN organisation_orgunit u ON u.path = t.above",
        ),
        _unit(
            "'B' || b",
            "'beat'",
            "u.id",
            "t.path",
            "bench_beat t JOIN organisation_orgunit u ON u.path = t.station_path",
        ),
        Recipe(
            "organisation_staffmember",
            {"number": "'P' || b", "name": "'民警' || b"},
            "bench_beat",
        ),
        Recipe(
            "organisation_appointment",
            {
                "staff_id": "p.id",
                "role": "'community_officer'",
                "unit_id": "u.id",
                "path": "t.path",
                "from_date": "date '2024-01-01'",
            },
            "bench_beat t JOIN organisation_staffmember p ON p.number = 'P' || b "
            "JOIN organisation_orgunit u ON u.path = t.path",
        ),
        Recipe(
            "organisation_division",
            {"code": "lpad(b::text, 12, '0')", "name": "'村' || b"},
            "bench_beat",
        ),
        Recipe(
            "organisation_linkedvillage",
            {
                "staff_id": "p.id",
                "division_id": "lpad(b::text, 12, '0')",
                "village_name": "'村' || b",
                "path": "t.path",
                "from_date": "date '2025-01-01'",
                "last_stay_date": "date '2026-09-15' - pg_temp.draw(b, 3, 16)",
            },
            "bench_beat t JOIN organisation_staffmember p ON p.number = 'P' || b",
        ),
    )


def _unit(code: str, kind: str, parent: str, path: str, source: str) -> Recipe:
    columns = {"code": code, "name": code, "kind": kind, "parent_id": parent, "path": path}
    if "bench_station" in source and "county" not in kind:
        columns |= {"longitude": "t.longitude", "latitude": "t.latitude"}
    return Recipe("organisation_orgunit", columns, source)


def places(size: Size) -> Sequence[Recipe]:
    """This function will return doors, households and premises, each beat's together."""
    addresses = max(size.households // DOORS_OF_AN_ADDRESS, 1)
    return (
        Recipe(
            "places_address",
            {
                "id": "n + 1",
                "code": "'A' || n",
                "text": "'省县' || b || '号街' || n || '号'",
                "short_text": "'街' || n || '号'",
                "pinyin": "'jie'",
                "initials": "'j'",
                "town": "'镇' || b",
                "community": "'社区' || b",
                "division_code": "lpad(b::text, 12, '0')",
                "longitude": "longitude + pg_temp.draw(n, 4, 300) / 10000.0",
                "latitude": "latitude + pg_temp.draw(n, 5, 300) / 10000.0",
                "scope_path": "t.path",
            },
            _along_beats(addresses, size),
        ),
        Recipe(
            "places_household",
            {
                "code": "'H' || n",
                "is_renting": "pg_temp.draw(n, 6, 5) = 0",
                "address_id": f"n * {addresses} / {size.households} + 1",
                "scope_path": "t.path",
            },
            _along_beats(size.households, size),
        ),
        Recipe(
            "places_premises",
            {
                "code": "'V' || n",
                "name": "'单位' || n",
                "kind": _kind("n"),
                "address_id": f"n * {addresses} / {size.premises} + 1",
                "opened_date": "date '2020-01-01' + pg_temp.draw(n, 7, 1000)",
                "rental_tier": f"CASE WHEN {_kind('n')} = 'rental_housing' THEN {_tier('n')} END",
                "capacity": "20 + pg_temp.draw(n, 8, 5) * 10",
                "scope_path": "t.path",
            },
            _along_beats(size.premises, size),
        ),
    )


def _along_beats(count: int, size: Size) -> str:
    """Numbers spread over the beats, those of one beat together, as a station loads them."""
    return f"generate_series(0::bigint, {count} - 1) AS n JOIN bench_beat t ON b = n * {size.officers} / {count}"


def _kind(n: str) -> str:
    """A fifth key venues, a tenth protected units, a thirtieth schools, the rest houses let."""
    draw = f"pg_temp.draw({n}, 9, 30)"
    return (
        f"CASE WHEN {draw} < 6 THEN 'hotel' WHEN {draw} < 9 THEN 'protected_unit' "
        f"WHEN {draw} < 10 THEN 'school' ELSE 'rental_housing' END"
    )


def _tier(n: str) -> str:
    draw = f"pg_temp.draw({n}, 10, 20)"
    return f"CASE WHEN {draw} < 3 THEN 'monthly' WHEN {draw} < 11 THEN 'quarterly' ELSE 'half_yearly' END"


def past(size: Size) -> Sequence[Recipe]:
    """This function will return when everything was done last: evenly over each cycle, by the officer of the beat."""
    staff = "JOIN organisation_staffmember p ON p.number = 'P' || b"
    households = f"{_along_beats(size.households, size)} {staff}"
    beats = f"(SELECT *, b::bigint AS n FROM bench_beat) t {staff}"
    return (
        _done(COMMUNITY, "1", "household", "'H' || n", days="365", source=households),
        *(
            _done(code, row, kind, "v.code", days=days, source=_of_premises(which, staff))
            for code, row, kind, which, days in PREMISES_DONE
        ),
        _done(COMMUNITY, "6", "beat", "'B' || b", days="7", source=beats),
        _done(COMMUNITY, "8", "beat", "'B' || b", days="15", source=beats),
    )


def _of_premises(which: str, staff: str) -> str:
    rows = f"SELECT *, substr(code, 2)::bigint AS n FROM places_premises WHERE {which}"
    return f"({rows}) v JOIN bench_beat t ON t.path = v.scope_path {staff}"


def _done(code: str, row: str, kind: str, key: str, *, days: str, source: str) -> Recipe:
    return Recipe(
        "tasks_completionrecord",
        {
            "list_code": f"'{code}'",
            "row_number": row,
            "subject_kind": f"'{kind}'",
            "subject_id": key,
            "scope_path": "t.path",
            "staff_id": "p.id",
            "completed_at": "timestamptz '2026-09-16 10:00+08' "
            f"- make_interval(days => 1 + pg_temp.draw(n, 11, {days}))",
            "minutes": "20",
            "result": "'done'",
            "counts": "true",
        },
        source,
    )


def events(size: Size) -> Sequence[Recipe]:
    """This function will return calls (quarrels, violence, frauds, closed ones not rung back) and promises."""
    calls, addresses = size.events * 8 // 10, max(size.households // DOORS_OF_AN_ADDRESS, 1)
    return (
        Recipe(
            "incidents_incident",
            {
                "number": "'I' || n",
                "state": "'closed'",
                "state_since_at": "at + interval '2 hours'",
                "origin": "'call_110'",
                "category": "CASE WHEN kind < 60 THEN 'dispute' WHEN kind < 95 THEN 'urgent_help' ELSE 'criminal' END",
                "subcategory": "CASE WHEN kind < 4 THEN 'domestic_violence' WHEN kind >= 95 THEN 'telecom_fraud' "
                "ELSE '' END",
                "address_code": "a.code",
                "place_text": "a.short_text",
                "longitude": "a.longitude",
                "latitude": "a.latitude",
                "scope_path": "a.scope_path",
                "arrival_target_minutes": "10",
                "priority": "3",
                "route": "'dispatch'",
                "route_reason": "'{}'",
                "received_at": "at",
                "on_scene_at": "at + interval '12 minutes'",
                "feedback_at": "at + interval '1 hour'",
                "closed_at": "at + interval '2 hours'",
                "called_back_at": "CASE WHEN kind < 60 OR kind >= 95 THEN at + interval '1 day' END",
            },
            f"{_moments(calls)} JOIN places_address a ON a.id = {_some_address('14', addresses)}",
        ),
        Recipe(
            "disputes_dispute",
            {
                "code": "'D' || n",
                "summary": "'邻里争执' || n",
                "kind": "'neighbours'",
                "address_code": "a.code",
                "scope_path": "a.scope_path",
                "state": "'settled'",
                "registered_at": "timestamptz '2026-05-01 09:00+08'",
                "settled_at": "timestamptz '2026-09-15 09:00+08' - make_interval(days => pg_temp.draw(n, 15, 90))",
            },
            f"generate_series(0::bigint, {size.events // 10} - 1) AS n "
            f"JOIN places_address a ON a.id = {_some_address('16', addresses)}",
        ),
        Recipe(
            "disputes_obligation",
            {
                "code": "'O' || substr(d.code, 2)",
                "dispute_id": "d.id",
                "promisor_name": "'住户'",
                "text": "'晚十点后不放音乐'",
                "due_date": "date '2026-09-01' + pg_temp.draw(d.id, 17, 45)",
                "state": "'pending'",
            },
            "disputes_dispute d",
        ),
    )


def _moments(count: int) -> str:
    """Calls of the last ninety days, each of one of a hundred kinds."""
    return (
        "(SELECT n, pg_temp.draw(n, 12, 100) AS kind, timestamptz '2026-09-16 02:00+08' "
        f"- make_interval(mins => pg_temp.draw(n, 13, 90 * 1440)) AS at FROM generate_series(0::bigint, {count} - 1) "
        "AS n) AS one"
    )


def _some_address(salt: str, addresses: int) -> str:
    """One of an eighth of the doors: so that some of them quarrel for the third time."""
    return f"pg_temp.draw(n, {salt}, {max(addresses // 8, 1)})::bigint * 8 + 1"
