"""Reads the public instances of Curtois and Qu (2014, "Computational results on new staff scheduling benchmark
instances"), and counts a roster's penalty by their own words, apart from the engine."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from fengqiao.engines.rostering.contracts import OFF, Cover, Person, Roster, RosterProblem, Shift, Wish

SATURDAY, SUNDAY, WEEK = 5, 6, 7


class BadInstanceError(ValueError):
    """The file is no instance of that form; the message names where."""

    code = "bad_instance"


def read_instance(*, path: Path) -> RosterProblem:
    """This function will read an instance. Raises BadInstanceError."""
    try:
        return _problem(_sections(path.read_text(encoding="utf-8")))
    except (KeyError, ValueError, IndexError) as error:
        raise BadInstanceError(f"{path.name}: {error}") from error


def _sections(text: str) -> Mapping[str, list[list[str]]]:
    found: dict[str, list[list[str]]] = {}
    rows: list[list[str]] = []
    for line in (one.strip() for one in text.splitlines()):
        if line.startswith("SECTION_"):
            rows = found.setdefault(line, [])
        elif line and not line.startswith("#"):
            rows.append([part.strip() for part in line.split(",")])
    return found


def _problem(sections: Mapping[str, list[list[str]]]) -> RosterProblem:
    days = int(sections["SECTION_HORIZON"][0][0])
    off = {code: frozenset(map(int, rest)) for code, *rest in sections.get("SECTION_DAYS_OFF", [])}
    return RosterProblem(
        days=days,
        shifts=tuple(_shift(row) for row in sections["SECTION_SHIFTS"]),
        people=tuple(_person(row, off) for row in sections["SECTION_STAFF"]),
        covers=tuple(_cover(row) for row in sections["SECTION_COVER"]),
        wishes=tuple(_wishes(sections)),
        weekends=tuple((day, day + 1) for day in range(SATURDAY, days, WEEK)),
    )


def _shift(row: list[str]) -> Shift:
    code, minutes, *rest = row
    return Shift(code, int(minutes), not_followed_by=frozenset(filter(None, "".join(rest).split("|"))))


def _person(row: list[str], off: Mapping[str, frozenset[int]]) -> Person:
    code, limits, most, least, max_row, min_row, min_off, weekends = row
    return Person(
        code=code,
        limits={shift: int(count) for shift, count in (one.split("=") for one in limits.split("|"))},
        max_minutes=int(most),
        min_minutes=int(least),
        max_consecutive=int(max_row),
        min_consecutive=int(min_row),
        min_days_off=int(min_off),
        max_weekends=int(weekends),
        days_off=off.get(code, frozenset()),
    )


def _cover(row: list[str]) -> Cover:
    day, shift, need, under, over = row
    return Cover(int(day), shift, int(need), int(under), int(over))


def _wishes(sections: Mapping[str, list[list[str]]]) -> Iterator[Wish]:
    for name, is_on in (("SECTION_SHIFT_ON_REQUESTS", True), ("SECTION_SHIFT_OFF_REQUESTS", False)):
        for code, day, shift, weight in sections.get(name, []):
            yield Wish(code, int(day), shift, int(weight), is_on)


def penalty_of(*, path: Path, roster: Roster) -> int:
    """This function will count the penalty of a roster from the file itself."""
    sections = _sections(path.read_text(encoding="utf-8"))
    total = 0
    for code, day, shift, weight in sections.get("SECTION_SHIFT_ON_REQUESTS", []):
        total += int(weight) if roster[code][int(day)] != shift else 0
    for code, day, shift, weight in sections.get("SECTION_SHIFT_OFF_REQUESTS", []):
        total += int(weight) if roster[code][int(day)] == shift else 0
    for day, shift, need, under, over in sections["SECTION_COVER"]:
        there = sum(row[int(day)] == shift != OFF for row in roster.values())
        total += int(under) * max(0, int(need) - there) + int(over) * max(0, there - int(need))
    return total
