"""The inputs of a morning as bytes and back, so that a list can be made again and compared."""

from __future__ import annotations

import datetime
import hashlib
import json
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from fengqiao.domains.tasks.workflow.station_plan import PlanInputs
from fengqiao.engines.duties.conditions import Facts, FactValue
from fengqiao.engines.duties.contracts import Completion, Event, Subject, SubjectKey, TaskProposal
from fengqiao.engines.duties.parties import parties_of
from fengqiao.engines.planning.algorithms import REGRET
from fengqiao.primitives.date_span import DateSpan
from fengqiao.primitives.holiday_calendar import HolidayCalendar
from fengqiao.primitives.local_calendar import LocalCalendar
from fengqiao.primitives.position import Position


@dataclass(frozen=True, slots=True)
class MorningInputs:
    """Everything a station's lists of a day followed from, cut down to the subjects that became tasks.

    `calendar`: the days that the rows of the calendar look at, as they stood; None where none of them looks at any,
    and in what was stored before localities had a calendar of their own.
    """

    date: datetime.date
    lists: tuple[tuple[str, int], ...]
    subjects: tuple[Subject, ...]
    events: tuple[Event, ...]
    completions: Mapping[str, tuple[Completion, ...]]
    expected: tuple[tuple[str, str, str], ...]
    plan: PlanInputs
    calendar: LocalCalendar | None = None


def expectation(proposal: TaskProposal) -> tuple[str, str, str]:
    """This function will return what a replay must find again: identity, due day, reason."""
    reason = json.dumps(proposal.reason.as_plain(), sort_keys=True, ensure_ascii=False)
    return proposal.uid, proposal.due_date.isoformat(), reason


def cut_down(
    *,
    proposals: Iterable[TaskProposal],
    events: Sequence[Event],
    completions: Mapping[str, Sequence[Completion]],
    today: datetime.date,
) -> tuple[tuple[Subject, ...], tuple[Event, ...], dict[str, tuple[Completion, ...]]]:
    """This function will keep what the proposals depend on.

    A rule looks at its own subject: the events that touch it and the last time that each row was done. A rule across
    parties counts what happened between them anywhere: those events are kept too.
    """
    subjects = {one.subject.key: one.subject for one in proposals}
    touching = {id(one) for one in events if any(key in subjects for key in one.subjects)}
    between = {parties for one in events if id(one) in touching for parties in parties_of(one)}
    kept_events = tuple(one for one in events if id(one) in touching or not between.isdisjoint(parties_of(one)))
    kept: dict[str, tuple[Completion, ...]] = {}
    for code, rows in completions.items():
        last: dict[tuple[int, SubjectKey], Completion] = {}
        for one in rows:
            key = (one.row_number, one.subject)
            known = last.get(key)
            is_past = one.completed_date <= today
            if one.subject in subjects and is_past and (known is None or known.completed_date <= one.completed_date):
                last[key] = one
        kept[code] = tuple(last.values())
    return tuple(subjects.values()), kept_events, kept


def pack(inputs: MorningInputs) -> tuple[bytes, str]:
    """This function will return the compressed inputs and their SHA-256."""
    plain = {
        "date": inputs.date.isoformat(),
        "lists": inputs.lists,
        "subjects": [_subject(one) for one in inputs.subjects],
        "events": [_event(one) for one in inputs.events],
        "completions": {
            code: [[one.uid, one.row_number, *one.subject, one.completed_date.isoformat()] for one in rows]
            for code, rows in inputs.completions.items()
        },
        "expected": inputs.expected,
        "plan": asdict(inputs.plan),
        **({"calendar": _calendar(inputs.calendar)} if inputs.calendar else {}),
    }
    data = json.dumps(plain, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()
    return zlib.compress(data, 6), hashlib.sha256(data).hexdigest()


def unpack(data: bytes) -> tuple[MorningInputs, str]:
    """This function will read what `pack` wrote, with the SHA-256 of what was read."""
    raw = zlib.decompress(data)
    plain = json.loads(raw)
    plan = plain["plan"]
    inputs = MorningInputs(
        date=datetime.date.fromisoformat(plain["date"]),
        lists=tuple((code, version) for code, version in plain["lists"]),
        subjects=tuple(_read_subject(one) for one in plain["subjects"]),
        events=tuple(_read_event(one) for one in plain["events"]),
        completions={
            code: tuple(
                Completion(uid, row, SubjectKey(kind, key), datetime.date.fromisoformat(day))
                for uid, row, kind, key, day in rows
            )
            for code, rows in plain["completions"].items()
        },
        expected=tuple((uid, due, reason) for uid, due, reason in plain["expected"]),
        plan=PlanInputs(
            officers=tuple(plan["officers"]),
            tasks=tuple(plan["tasks"]),
            tenths=tuple(tuple(row) for row in plan["tenths"]),
            seed=plan["seed"],
            now_minute=plan["now_minute"],
            # Inputs stored before there was a choice name none.
            algorithm=plan.get("algorithm", REGRET),
        ),
        calendar=_read_calendar(plain["calendar"]) if "calendar" in plain else None,
    )
    return inputs, hashlib.sha256(raw).hexdigest()


def plain_facts(facts: Facts) -> dict[str, Any]:
    """This function will write facts as JSON that reads back exactly: dates and tuples are marked."""
    return {name: _plain_fact(value) for name, value in facts.items()}


def read_facts(plain: Mapping[str, Any]) -> dict[str, FactValue]:
    """This function will read what `plain_facts` wrote."""
    return {name: _read_fact(value) for name, value in plain.items()}


def _plain_fact(value: FactValue) -> Any:
    if isinstance(value, datetime.date):
        return {"date": value.isoformat()}
    return {"several": list(value)} if isinstance(value, tuple) else value


def _read_fact(value: Any) -> FactValue:
    if isinstance(value, dict):
        return datetime.date.fromisoformat(value["date"]) if "date" in value else tuple(value["several"])
    fact: FactValue = value
    return fact


def _calendar(one: LocalCalendar) -> dict[str, Any]:
    return {
        "off": sorted(day.isoformat() for day in one.days.holidays),
        "worked": sorted(day.isoformat() for day in one.days.make_up_working_days),
        "breaks": [[span.first_date.isoformat(), span.last_date.isoformat()] for span in one.school_breaks],
    }


def _read_calendar(plain: Mapping[str, Any]) -> LocalCalendar:
    day = datetime.date.fromisoformat
    return LocalCalendar(
        days=HolidayCalendar(
            holidays=frozenset(map(day, plain["off"])), make_up_working_days=frozenset(map(day, plain["worked"]))
        ),
        school_breaks=tuple(DateSpan(day(first), day(last)) for first, last in plain["breaks"]),
    )


def _subject(one: Subject) -> list[Any]:
    """Neither label nor position: no rule looks at them, and the plan has its own matrix."""
    since = one.since_date.isoformat() if one.since_date else None
    return [one.kind, one.id, "", None, one.beat_path, since, plain_facts(one.facts)]


def _read_subject(row: list[Any]) -> Subject:
    kind, key, label, place, path, since, facts = row
    return Subject(
        kind=kind,
        id=key,
        label=label,
        position=Position(*place) if place else None,
        beat_path=path,
        since_date=datetime.date.fromisoformat(since) if since else None,
        facts=read_facts(facts),
    )


def _event(one: Event) -> list[Any]:
    return [one.kind, one.id, [list(key) for key in one.subjects], one.at.isoformat(), plain_facts(one.facts)]


def _read_event(row: list[Any]) -> Event:
    kind, key, subjects, moment, facts = row
    return Event(
        kind=kind,
        id=key,
        subjects=tuple(SubjectKey(*subject) for subject in subjects),
        at=datetime.datetime.fromisoformat(moment),
        facts=read_facts(facts),
    )
