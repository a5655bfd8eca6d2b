"""Small duty lists, subjects and events that the tests build on."""

from datetime import date, datetime
from typing import Any

from fengqiao.engines.duties.contracts import (
    Completion,
    DutyList,
    DutyRow,
    Event,
    Subject,
    SubjectKey,
    TaskProposal,
    TaskTemplate,
)
from fengqiao.engines.duties.proposals import CHINA_TIME, propose_tasks
from fengqiao.engines.duties.triggers import Trigger

TEMPLATE = TaskTemplate(steps=("look", "talk"), evidence=("note",), minutes=30)
LIST_CODE = "community"


class PlainCalendar:
    """Monday to Friday are worked, except the given holidays; make-up days are worked."""

    def __init__(self, *, holidays: set[date] | None = None, make_up_days: set[date] | None = None) -> None:
        self._holidays = holidays or set()
        self._make_up_days = make_up_days or set()

    def is_working_day(self, day: date, /) -> bool:
        if day in self._make_up_days:
            return True
        return day.weekday() < 5 and day not in self._holidays


def a_row(*, trigger: Trigger, number: int = 1, **changes: Any) -> DutyRow:
    given: dict[str, Any] = {
        "duty": "Visit",
        "basis": "list 1",
        "owner_role": "community_officer",
        "subject_kind": "key_venue",
        "template": TEMPLATE,
        "sunset_date": date(2030, 12, 31),
    }
    return DutyRow(number=number, trigger=trigger, **(given | changes))


def a_list(*rows: DutyRow, effective_from: date = date(2026, 1, 1), version: int = 1) -> DutyList:
    return DutyList(code=LIST_CODE, version=version, effective_from=effective_from, rows=rows)


def a_venue(id: str = "1", **changes: Any) -> Subject:
    return Subject(kind="key_venue", id=id, **changes)


def an_address(id: str = "1") -> Subject:
    return Subject(kind="address", id=id)


def a_quarrel(id: str, day: date, *, address: str = "1", parties: tuple[str, ...] = (), **facts: Any) -> Event:
    keys = (SubjectKey("address", address), *(SubjectKey("household", party) for party in parties))
    at = datetime(day.year, day.month, day.day, 21, 15, tzinfo=CHINA_TIME)
    return Event(kind="incident", id=id, subjects=keys, at=at, facts={"category": "noise"} | facts)


def done(task: TaskProposal, *, on: date) -> Completion:
    return Completion(uid=task.uid, row_number=task.row_number, subject=task.subject.key, completed_date=on)


def visited(subject: Subject, *, on: date, row_number: int = 1, uid: str = "earlier") -> Completion:
    return Completion(uid=uid, row_number=row_number, subject=subject.key, completed_date=on)


def propose(duty_list: DutyList, *, today: date, **given: Any) -> list[TaskProposal]:
    defaults: dict[str, Any] = {"subjects": (), "events": (), "completions": (), "calendar": PlainCalendar()}
    return propose_tasks(duty_list=duty_list, today=today, **(defaults | given))
