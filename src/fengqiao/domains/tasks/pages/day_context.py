"""What the pages of an officer's day show: the list in its order, the line of the day, what waits and why."""

from __future__ import annotations

import datetime
from typing import Any

from django.utils.translation import gettext

from fengqiao.domains.tasks.contracts import DayListRecord, DayState, RevisionKind, TaskRecord, TaskState
from fengqiao.domains.tasks.pages.dayline import DayLine, Placed, axis_of, day_line
from fengqiao.domains.tasks.pages.showing import Shelf, ShownTask
from fengqiao.domains.tasks.public import contact_of, get_day_list, get_day_state
from fengqiao.domains.tasks.wording import break_text, priority_rule, revision_text
from fengqiao.domains.tasks.workflow import desk
from fengqiao.foundation.clock.clock import local_now, today
from fengqiao.foundation.scoping.contracts import Actor

POINTS = {
    "days": desk.DUE_SOON_DAYS,
    "daily": round(desk.PRIZE_DUE_TODAY / desk.DUE_SOON_DAYS),
    "overdue": round(desk.PRIZE_PER_DAY_OVERDUE),
    "most": round(desk.MOST_OVERDUE_PRIZE),
    **{f"p{priority}": round(prize) for priority, prize in desk.PRIZE_OF_PRIORITY.items()},
}
"""The rule by which the plan weighs, for whoever asks why something waits."""
ONE_DAY = datetime.timedelta(days=1)


def day_context(*, actor: Actor, staff_id: int | None, date: datetime.date) -> dict[str, Any]:
    """This function will read an officer's day for a page. Raises NotVisibleError."""
    day = get_day_list(actor=actor, staff_id=staff_id, date=date) if staff_id else None
    state = get_day_state(actor=actor, staff_id=staff_id, date=date) if staff_id and day else None
    shelf = Shelf()
    items = _items(day, state, shelf)
    waiting = [one for one in items if one.is_open]
    is_own, is_today = staff_id == actor.staff_id, date == today()
    return {
        "list": day,
        "state": state,
        "items": items,
        "date": date,
        "is_today": is_today,
        "is_past": date < today(),
        "is_own": is_own,
        "staff_id": staff_id,
        "next": waiting[0] if waiting and is_today else None,
        "contact": contact_of(waiting[0].task) if waiting and is_today and is_own else None,
        "others": waiting[1:] if is_today else waiting,
        "done": [one for one in items if not one.is_open],
        "arrived": [shelf.shown(one) for one in day.arrived] if day else [],
        "left_out": _left_out(day, state, shelf),
        "postponed": [(one, shelf.shown(one.task)) for one in state.postponed] if state else [],
        "line": line_of(day, state, is_today=is_today) if day and state else None,
        "breaks": [(break_text(code), first, last) for code, first, last in state.breaks] if state else [],
        "done_words": gettext("%(done)d of %(all)d done")
        % {"done": sum(one.is_done for one in items), "all": len(items)},
        "together_note": _together_note(state) if is_today else "",
        "history": [(one, revision_text(one.kind)) for one in reversed(state.revisions)] if state else [],
        "rule": priority_rule(POINTS),
        "before": date - ONE_DAY,
        "after": date + ONE_DAY,
    }


def _together_note(state: DayState | None) -> str:
    """What somebody with whom work is done together changed last, while nothing else was changed since."""
    last = state.revisions[-1] if state and state.revisions else None
    return last.note if last is not None and last.kind is RevisionKind.TOGETHER else ""


def _items(day: DayListRecord | None, state: DayState | None, shelf: Shelf) -> list[ShownTask]:
    if day is None or state is None:
        return []
    return [
        shelf.shown(item.task, item=item, broken=state.broken.get(item.task.id, ""), of_staff=day.staff_id)
        for item in day.items
    ]


def _left_out(day: DayListRecord | None, state: DayState | None, shelf: Shelf) -> list[ShownTask]:
    """What waits longest comes first."""
    if day is None or state is None:
        return []
    shown = [
        shelf.shown(task, left_out_reason=why, carried=state.carried_days.get(task.id, 0)) for task, why in day.left_out
    ]
    is_off = {one.task.id for one in state.postponed if one.task.postponed_to}
    return sorted(
        (one for one in shown if one.is_open and one.task.id not in is_off),
        key=lambda one: (-one.carried, one.task.due_date),
    )


def line_of(day: DayListRecord, state: DayState, *, is_today: bool) -> DayLine:
    """This function will draw the day of a list."""
    stops = stops_of(day, state)
    shift = (day.shift_opens_minute, day.shift_closes_minute)
    moment = local_now()
    return day_line(
        axis=axis_of(hours=[shift], ends=[one.ends for one in stops]),
        shift=shift,
        stops=stops,
        breaks=state.breaks,
        minute=moment.hour * 60 + moment.minute if is_today else None,
    )


def stops_of(day: DayListRecord, state: DayState) -> list[Placed]:
    """This function will return the stops of a list as a line needs them."""
    return [
        Placed(
            order=item.order,
            title=_title(day, item.task),
            starts=item.starts_minute,
            ends=item.ends_minute,
            travel=item.travel_minutes,
            arrives=item.arrives_minute,
            state=TaskState(item.task.state),
            is_broken=item.task.id in state.broken,
            is_together=item.task.officers_needed > 1,
        )
        for item in day.items
    ]


def _title(day: DayListRecord, task: TaskRecord) -> str:
    """What a stop is, with whom one is there."""
    others = [one for one in (task.staff_name, *task.companion_names) if one != day.staff_name]
    together = f" · {'、'.join(others)}" if task.officers_needed > 1 and others else ""
    return f"{task.title} · {task.subject_label}{together}"
