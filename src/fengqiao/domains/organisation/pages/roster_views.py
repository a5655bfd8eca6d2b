"""What the page of a roster shows: a table of people by days, how full each shift is, fairness, what stays short."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.utils.formats import date_format

from fengqiao.domains.organisation.contracts.rosters import RosterPerson, RosterRecord
from fengqiao.domains.organisation.public import burdens, faults_of_change
from fengqiao.domains.organisation.wording.rosters import faults_text, hindrances_text, rule_text

MINUTES_PER_HOUR = 60


def roster_view(roster: RosterRecord) -> dict[str, Any]:
    """This function will return everything that the table and its cards show."""
    free = {day for weekend in roster.problem.weekends for day in weekend}
    names = names_of(roster)
    return {
        "columns": [{"day": day, "date": date, "is_free": day in free} for day, date in enumerate(roster.dates)],
        "lines": [_line(roster, person, free) for person in roster.people] if roster.rows else [],
        "totals": _totals(roster) if roster.rows else [],
        "shortfalls": _shortfalls(roster, names),
        "faults": [
            f"{names.get(one['person'], one['person'])}: {rule_text(one['code'])}" for one in _list(roster, "faults")
        ],
    }


def names_of(roster: RosterRecord) -> dict[str, str]:
    """This function will return the names by police number."""
    return {person.number: person.name for person in roster.people}


def day_texts(roster: RosterRecord) -> list[str]:
    """This function will write each day of a roster."""
    return [date_format(date, "MONTH_DAY_FORMAT") for date in roster.dates]


def _list(roster: RosterRecord, name: str) -> list[dict[str, Any]]:
    found = roster.result.get(name, [])
    return found if isinstance(found, list) else []


def _line(roster: RosterRecord, person: RosterPerson, free: set[int]) -> dict[str, Any]:
    row = roster.rows[person.number]
    rules = next(one for one in roster.problem.people if one.code == person.number)
    minutes = {shift.code: shift.minutes for shift in roster.problem.shifts}
    return {
        "person": person,
        "cells": [
            {
                "day": day,
                "shift": shift,
                "title": roster.titles.get(shift, ""),
                "is_leave": day in rules.days_off,
                "is_free": day in free,
                "tone": "done" if shift and shift == next(iter(roster.titles)) else "action" if shift else "",
            }
            for day, shift in enumerate(row)
        ],
        "hours": sum(minutes[shift] for shift in row if shift) / MINUTES_PER_HOUR,
        "nights": burdens(roster.rows, roster.problem, "nights")[person.number],
        "weekends": sum(any(row[day] for day in weekend) for weekend in roster.problem.weekends),
    }


def _totals(roster: RosterRecord) -> list[dict[str, Any]]:
    """By shift: how many are there on each day, and how many are wanted of all groups together."""
    wanted: Counter[tuple[int, str]] = Counter()
    for cover in roster.problem.covers:
        wanted[cover.day, cover.shift] += cover.need
    short = {(one["day"], one["shift"]) for one in _list(roster, "shortfalls")}
    return [
        {
            "title": title,
            "cells": [
                {
                    "there": sum(row[day] == code for row in roster.rows.values()),
                    "wanted": wanted[day, code],
                    "is_short": (day, code) in short,
                }
                for day in range(roster.days)
            ],
        }
        for code, title in roster.titles.items()
    ]


def _shortfalls(roster: RosterRecord, names: dict[str, str]) -> list[dict[str, Any]]:
    dates = roster.dates
    return [
        {
            "date": dates[one["day"]],
            "title": roster.titles[one["shift"]],
            "missing": one["missing"],
            "group": one["group"],
            "why": hindrances_text(hindrances=one["hindrances"], names=names),
        }
        for one in _list(roster, "shortfalls")
    ]


def cell_view(roster: RosterRecord, number: str, day: int) -> dict[str, Any] | None:
    """This function will return what may be put into a cell, with the rules that each choice would break."""
    if number not in roster.rows or not 0 <= day < roster.days:
        return None
    names, dates = names_of(roster), day_texts(roster)
    choices = []
    for code, title in [*roster.titles.items(), ("", "")]:
        if code != roster.rows[number][day]:
            faults = faults_of_change(roster=roster, changes=[(number, day, code)])
            choices.append(
                {"code": code, "title": title, "faults": faults_text(faults=faults, names=names, dates=dates)}
            )
    return {
        "number": number,
        "name": names[number],
        "day": day,
        "date": roster.dates[day],
        "now": roster.titles.get(roster.rows[number][day], ""),
        "choices": choices,
    }
