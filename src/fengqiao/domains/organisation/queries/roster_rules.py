"""The rules of a station's rosters: read from their text, refused where they contradict themselves."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from fengqiao.domains.accounts.contracts import Role
from fengqiao.domains.organisation.contracts.rosters import RosterRules, RosterRulesInvalidError
from fengqiao.domains.organisation.models import RosterRuleSet
from fengqiao.foundation.plain_yaml import YamlRefusedError, load_plain

SHIPPED: Final = Path(__file__).parent.parent / "data" / "roster_rules.yaml"
GROUPS: Final = {"police", "auxiliary", "all"}
SHIPPED_AUTHOR: Final = "fengqiao"


@dataclass(frozen=True, slots=True)
class ShiftRule:
    code: str
    title: str
    starts_minute: int
    minutes: int
    is_night: bool


@dataclass(frozen=True, slots=True)
class CoverRule:
    shift: str
    group: str
    weekday: int
    weekend: int


@dataclass(frozen=True, slots=True)
class ReadRules:
    """A text of rules, read."""

    from_date: datetime.date
    rest_minutes: int
    shifts: tuple[ShiftRule, ...]
    cover: tuple[CoverRule, ...]
    roles: dict[str, tuple[str, ...]]
    never_alone: bool
    most_days: int | None
    most_hours_per_week: float | None
    most_weekends_in_four: int | None
    night_weight: int
    weekend_weight: int


def read_rules(*, document: str) -> ReadRules:
    """This function will read a text of rules. Raises RosterRulesInvalidError with what is wrong."""
    try:
        plain = load_plain(text=document)
        rules = _read(plain)
    except YamlRefusedError as error:
        raise RosterRulesInvalidError(problem=str(error)) from error
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise RosterRulesInvalidError(problem=f"{type(error).__name__}: {error}") from error
    _refuse_contradictions(rules)
    return rules


def _read(plain: Any) -> ReadRules:
    fairness = plain.get("fairness") or {}
    return ReadRules(
        from_date=_date(plain["effective_from"]),
        rest_minutes=round(60 * float(plain["rest_hours"])),
        shifts=tuple(_shift(one) for one in plain["shifts"]),
        cover=tuple(
            CoverRule(str(one["shift"]), str(one["group"]), int(one["weekday"]), int(one["weekend"]))
            for one in plain["cover"]
        ),
        roles={Role(name).value: tuple(map(str, shifts)) for name, shifts in plain["roles"].items()},
        never_alone=bool(plain.get("auxiliaries_never_alone", True)),
        most_days=_number(plain.get("most_days_in_a_row")),
        most_hours_per_week=plain.get("most_hours_per_week") and float(plain["most_hours_per_week"]),
        most_weekends_in_four=_number(plain.get("most_weekends_in_four")),
        night_weight=int(fairness.get("nights", 0)),
        weekend_weight=int(fairness.get("weekends", 0)),
    )


def _number(value: Any) -> int | None:
    return None if value is None else int(value)


def _date(value: Any) -> datetime.date:
    return value if isinstance(value, datetime.date) else datetime.date.fromisoformat(str(value))


def _shift(plain: Any) -> ShiftRule:
    hour, minute = map(int, str(plain["starts"]).split(":"))
    minutes = round(60 * float(plain["hours"]))
    return ShiftRule(
        str(plain["code"]), str(plain["title"]), 60 * hour + minute, minutes, bool(plain.get("is_night", False))
    )


def _refuse_contradictions(rules: ReadRules) -> None:
    known = {shift.code for shift in rules.shifts}
    named = {cover.shift for cover in rules.cover} | {code for codes in rules.roles.values() for code in codes}
    problem = ""
    if not known or len(known) != len(rules.shifts) or "" in known:
        problem = "shifts"
    elif named - known:
        problem = f"unknown shift {sorted(named - known)[0]}"
    elif {cover.group for cover in rules.cover} - GROUPS:
        problem = f"group is one of {sorted(GROUPS)}"
    elif any(not 1 <= shift.minutes <= 24 * 60 or not 0 <= shift.starts_minute < 24 * 60 for shift in rules.shifts):
        problem = "a shift is within a day and a night"
    elif rules.rest_minutes < 0 or min((cover.weekday for cover in rules.cover), default=0) < 0:
        problem = "less than nothing"
    if problem:
        raise RosterRulesInvalidError(problem=problem)


@cache
def shipped_rules() -> RosterRules:
    """This function will return the rules that a station starts from, as version 0."""
    document = SHIPPED.read_text(encoding="utf-8")
    return RosterRules(0, read_rules(document=document).from_date, document, SHIPPED_AUTHOR)


def roster_rules_for(*, unit_id: int, on: datetime.date) -> RosterRules:
    """This function will return the rules in force for a station on a day."""
    row = RosterRuleSet.objects.filter(unit_id=unit_id, from_date__lte=on).order_by("-from_date", "-version").first()
    return RosterRules(row.version, row.from_date, row.document, row.made_by) if row else shipped_rules()
