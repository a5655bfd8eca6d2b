"""What makes a row ask for a task: every, after, when, calendar or, in a campaign, its days."""

from __future__ import annotations

import datetime
from typing import Final

import yaml

from fengqiao.domains.duties.workflow.expressions import EXPRESSION, read_requirements
from fengqiao.domains.duties.workflow.sections import NUMBER_PATTERN, Section, scalar_of
from fengqiao.domains.duties.workflow.vocabulary import EVENT_TYPES, SUBJECT_TYPES
from fengqiao.engines.duties.contracts import Window
from fengqiao.engines.duties.triggers import (
    After,
    BecomesTrue,
    Campaign,
    CountedFrom,
    Cycle,
    DayKind,
    Every,
    Grouping,
    OnCalendar,
    Trigger,
    When,
)

TRIGGERS: Final = ("every", "after", "when", "calendar", "campaign")
WEEKDAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
LONGEST_FOLLOW_UP_DAYS: Final = 366
LONGEST_PAUSE_DAYS: Final = 1830
MOST_REPEATS: Final = 100


def read_trigger(row: Section, subject_kind: str, *, is_campaign: bool = False) -> Trigger | None:
    """This function will read the row's one trigger; anything else is noted and gives None."""
    found = [name for name in TRIGGERS if name in row]
    if len(found) != 1:
        row.problems.add(row.node, row.place, "one_trigger", found=", ".join(found) or "–")
        return None
    if (found[0] == "campaign") != is_campaign:
        row.note(found[0], "campaign_only" if is_campaign else "campaign_elsewhere")
        return None
    known = len(row.problems)
    if found[0] == "when" and isinstance(row.at("when"), yaml.MappingNode) and not _names(row.at("when"), "event"):
        trigger: Trigger | None = _read_becomes(row, subject_kind)
    else:
        trigger = _READERS[found[0]](row)
    return trigger if len(row.problems) == known else None


def _read_every(row: Section) -> Trigger | None:
    cycles = [cycle.value for cycle in Cycle]
    if isinstance(row.at("every"), yaml.ScalarNode):
        cycle = row.word("every", cycles)
        return Every(Cycle(cycle)) if cycle else None
    section = row.section("every", ("cycle", "counted_from"))
    if section is None:
        return None
    section.require("cycle")
    cycle = section.word("cycle", cycles)
    counted = section.word("counted_from", [one.value for one in CountedFrom]) or CountedFrom.LAST_DONE
    return Every(Cycle(cycle), CountedFrom(counted)) if cycle else None


def _read_after(row: Section) -> Trigger | None:
    section = row.section("after", ("event", "days", EXPRESSION, "conditions"))
    if section is None:
        return None
    section.require("event", "days")
    event = section.word("event", EVENT_TYPES)
    days = _read_days(section)
    conditions = read_requirements(section, "conditions", types=EVENT_TYPES.get(event, {}))
    if not event or not days:
        return None
    return After(event, days, conditions)


def _read_days(section: Section) -> tuple[int, ...]:
    """Days as one number or a list of numbers."""
    if "days" in section and isinstance(section.at("days"), yaml.ScalarNode):
        single = section.whole("days", lowest=0, highest=LONGEST_FOLLOW_UP_DAYS)
        return () if single is None else (single,)
    days: list[int] = []
    for place, node in section.items("days"):
        value = scalar_of(node) or ""
        if not NUMBER_PATTERN.fullmatch(value):
            section.problems.add(node, place, "not_a_number", value=value)
        elif not 0 <= int(value) <= LONGEST_FOLLOW_UP_DAYS:
            section.problems.add(node, place, "out_of_range", value=value, lowest=0, highest=LONGEST_FOLLOW_UP_DAYS)
        elif int(value) in days:
            section.problems.add(node, place, "repeated_days")
        else:
            days.append(int(value))
    return tuple(days)


def _read_when(row: Section) -> Trigger | None:
    section = row.section("when", ("event", "count", "within_days", "same", "party_kind", EXPRESSION, "conditions"))
    if section is None:
        return None
    section.require("event", "count", "within_days")
    event = section.word("event", EVENT_TYPES)
    count = section.whole("count", lowest=1, highest=MOST_REPEATS)
    within = section.whole("within_days", lowest=1, highest=LONGEST_FOLLOW_UP_DAYS)
    grouping = Grouping(section.word("same", [one.value for one in Grouping]) or Grouping.SUBJECT)
    party_kind = section.word("party_kind", SUBJECT_TYPES)
    if (grouping is Grouping.PARTIES) != ("party_kind" in section):
        section.note("party_kind", "party_kind")
        return None
    conditions = read_requirements(section, "conditions", types=EVENT_TYPES.get(event, {}))
    if not event or count is None or within is None:
        return None
    return When(event, count, within, conditions, grouping, party_kind)


def _names(node: yaml.Node, field: str) -> bool:
    return isinstance(node, yaml.MappingNode) and any(key.value == field for key, _ in node.value)


def _read_becomes(row: Section, subject_kind: str) -> Trigger | None:
    """A condition over facts alone: {condition: 'capacity >= 50', again_after_days: 90}."""
    if any(_names(row.at("when"), field) for field in ("count", "within_days", "same", "party_kind")):
        row.note("when", "when_without_event")
        return None
    section = row.section("when", (EXPRESSION, "conditions", "again_after_days"))
    if section is None:
        return None
    if "conditions" not in section:
        section.require(EXPRESSION)
    again = section.whole("again_after_days", lowest=1, highest=LONGEST_PAUSE_DAYS)
    conditions = read_requirements(section, "conditions", types=SUBJECT_TYPES.get(subject_kind, {}))
    return BecomesTrue(conditions, again) if conditions else None


def _read_campaign(row: Section) -> Trigger | None:
    """Between which days: {from: 2026-09-20, to: 2026-09-30}."""
    section = row.section("campaign", ("from", "to"))
    if section is None:
        return None
    section.require("from", "to")
    first, last = section.day("from"), section.day("to")
    if first is None or last is None:
        return None
    if last < first:
        section.note("to", "campaign_order", first=first, last=last)
        return None
    return Campaign(first, last)


def note_what_does_not_fit(row: Section, trigger: Trigger | None, window: Window, sunset: datetime.date | None) -> None:
    """This function will note days of a window that mean nothing here, and a campaign longer than its row."""
    if isinstance(trigger, BecomesTrue) and window.lapse_days is not None:
        row.note("window", "lapse_without")
    if isinstance(trigger, Campaign):
        if window.due_days:
            row.note("window", "due_without")
        ends = trigger.last_date + datetime.timedelta(days=window.lapse_days or 0)
        if sunset is not None and sunset < ends:
            row.note("sunset", "sunset_before_campaign", sunset=sunset, last=ends)


def _read_calendar(row: Section) -> Trigger | None:
    kinds = [kind.value for kind in DayKind if kind is not DayKind.WEEKDAY]
    if isinstance(row.at("calendar"), yaml.ScalarNode):
        kind = row.word("calendar", kinds)
        return OnCalendar(DayKind(kind)) if kind else None
    section = row.section("calendar", ("weekday",))
    if section is None:
        return None
    if "weekday" not in section:
        section.problems.add(section.node, section.place, "weekday")
        return None
    weekday = section.word("weekday", WEEKDAYS)
    return OnCalendar(DayKind.WEEKDAY, WEEKDAYS.index(weekday)) if weekday else None


_READERS: Final = {
    "every": _read_every,
    "after": _read_after,
    "when": _read_when,
    "calendar": _read_calendar,
    "campaign": _read_campaign,
}
