"""An officer's days: the list is signed for in the morning and worked through along its plan."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from fengqiao.demo.cast import Cast
from fengqiao.demo.county.history.clockwork import CHINA_TIME
from fengqiao.demo.story.evidence import evidence_for, is_left_undone, reason_to_leave
from fengqiao.demo.story.strands import Played, Step, first_unplayed, minutes
from fengqiao.domains.disputes.contracts import SubjectKind
from fengqiao.domains.disputes.public import decide_obligation
from fengqiao.domains.organisation.public import list_staff_by_number
from fengqiao.domains.tasks.contracts import OPEN_STATES, DayListRecord, TaskRecord, TaskState
from fengqiao.domains.tasks.public import (
    complete_task,
    get_day_list,
    get_task,
    send_back_task,
    sign_for_day_list,
    start_task,
)
from fengqiao.foundation.clock.clock import today
from fengqiao.foundation.scoping.contracts import Actor
from fengqiao.foundation.simulation.contracts import ActTold, Text

FIRST_SIGNS_AT = datetime.time(7, 30)
NEXT_SIGNS_AFTER = minutes(2)
VIEW = "tasks.view"


@dataclass(frozen=True, slots=True)
class OfficerStrand:
    """One officer over the days of the story; `order` spreads the signing in the morning."""

    number: str
    order: int
    days: tuple[datetime.date, ...]
    cast: Cast

    def next_step(self, played: Played) -> Step | None:
        return first_unplayed(list(self._steps(played)), played)

    def sign_code(self, date: datetime.date) -> str:
        """This function will name the act of signing for a day's list."""
        return f"officer-{self.number}/{date}/sign"

    def _steps(self, played: Played) -> Iterator[Step]:
        for date in self.days:
            code = self.sign_code(date)
            opens = datetime.datetime.combine(date, FIRST_SIGNS_AT, CHINA_TIME)
            yield Step(opens + NEXT_SIGNS_AFTER * self.order, code, lambda date=date: self._sign(date))  # type: ignore[misc]
            signed = played.get(code)
            if signed is None:
                return
            midnight = datetime.datetime.combine(date, datetime.time(0), CHINA_TIME)
            for item in signed.get("items", ()):
                stem = f"officer-{self.number}/{date}/task-{item['id']}"
                yield Step(midnight + minutes(item["starts"]), f"{stem}/start", self._start(item["id"]))
                yield Step(midnight + minutes(item["ends"]), f"{stem}/done", self._complete(item["id"]))

    def _sign(self, date: datetime.date) -> ActTold:
        actor = self.cast.person(self.number)
        day_list = _list_of(actor, self.number, date)
        if day_list is None or not day_list.items:
            return ActTold(result={"items": []})
        sign_for_day_list(actor=actor, date=date)
        return ActTold(
            result={
                "items": [
                    {"id": item.task.id, "starts": round(item.starts_minute), "ends": round(item.ends_minute)}
                    for item in day_list.items
                    if item.task.staff_id == day_list.staff_id
                ]
            }
        )

    def _start(self, task_id: int) -> Callable[[], ActTold]:
        def act() -> ActTold:
            actor = self.cast.person(self.number)
            task = get_task(actor=actor, task_id=task_id)
            if task.state is TaskState.SIGNED_FOR and not self._is_left(task):
                start_task(actor=actor, task_id=task_id)
            return ActTold()

        return act

    def _complete(self, task_id: int) -> Callable[[], ActTold]:
        def act() -> ActTold:
            actor = self.cast.person(self.number)
            task = get_task(actor=actor, task_id=task_id)
            if task.state not in OPEN_STATES:
                return ActTold(result={"state": task.state.value})
            if self._is_left(task):
                return self._leave(actor, task)
            evidence = evidence_for(task)
            complete_task(actor=actor, task_id=task_id, evidence=evidence)
            result: Mapping[str, Any] = {"result": evidence.result.value}
            if task.subject_kind != SubjectKind.OBLIGATION:
                return ActTold(result=result)
            decide_obligation(actor=actor, code=task.subject_id, is_kept=True, note=evidence.note)
            line = Text(
                f"{actor.name}：{task.subject_label}，到期核实，已履行",
                f"{actor.name}: {task.subject_label}, checked on its day and kept",
            )
            return ActTold(result=result, line=line, scope_path=task.scope_path, permission=VIEW)

        return act

    def _is_left(self, task: TaskRecord) -> bool:
        """Not everything gets done. What the story itself tells of does."""
        return self.order > 0 and task.subject_kind != SubjectKind.OBLIGATION and is_left_undone(task)

    def _leave(self, actor: Actor, task: TaskRecord) -> ActTold:
        """What may wait stays on the desk for tomorrow; what is due today goes back to the leaders with the reason."""
        where = {"scope_path": task.scope_path, "permission": VIEW}
        if task.due_date > today():
            zh, en = "今天没顾上，明天接着做", "not reached today, carried over"
            return ActTold(result={"left": True}, line=_left_line(actor, task, zh, en), **where)
        zh, en = reason_to_leave(task)
        send_back_task(actor=actor, task_id=task.id, reason=zh)
        return ActTold(result={"left": True}, line=_left_line(actor, task, zh, f"sent back: {en}"), **where)


def _left_line(actor: Actor, task: TaskRecord, zh: str, en: str) -> Text:
    return Text(
        f"{actor.name}：{task.title} · {task.subject_label}，{zh}",
        f"{actor.name}: {task.title} · {task.subject_label}, {en}",
    )


def _list_of(actor: Actor, number: str, date: datetime.date) -> DayListRecord | None:
    staff = list_staff_by_number(numbers=[number])[number]
    return get_day_list(actor=actor, staff_id=staff.id, date=date)
