"""How the team's board is shown, and a leader's answer to work that somebody asks to put off."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from fengqiao.domains.tasks.contracts import (
    DayItem,
    EvidenceMissingError,
    Lane,
    PostponementState,
    StationDay,
    TasksError,
    TeamBoard,
)
from fengqiao.domains.tasks.forms import DecisionForm, new_client_id
from fengqiao.domains.tasks.pages.day_context import stops_of
from fengqiao.domains.tasks.pages.dayline import Axis, DayLine, axis_of, day_line
from fengqiao.domains.tasks.public import decide_postponement, get_team_board
from fengqiao.domains.tasks.wording import refusal_text
from fengqiao.foundation.clock.clock import local_now, today
from fengqiao.foundation.scoping.contracts import Actor
from fengqiao.foundation.scoping.requests import FengqiaoRequest

EVEN, UNEVEN = 0.15, 0.30
"""A Gini up to 0.15 is what plans aim at; from 0.3 on somebody carries twice what others do."""


@login_required
@require_POST
def decide(request: FengqiaoRequest, postponement_id: int) -> HttpResponse:
    """This door will take a leader's answer: agreed, or not, with the reason."""
    form = DecisionForm(request.POST)
    if form.is_valid():
        values = form.cleaned_data
        try:
            done = decide_postponement(
                actor=request.actor,
                postponement_id=postponement_id,
                is_agreed=values["decision"] == "agree",
                answer=values["answer"],
                client_id=values["client_id"],
            )
        except EvidenceMissingError:
            messages.error(request, gettext("Say why not; the officer reads it."))
        except TasksError as error:
            messages.error(request, refusal_text(str(error.parameters.get("reason", "")), error.parameters))
        else:
            is_agreed = done.state is PostponementState.AGREED
            words = gettext("Agreed; it comes back on its day.") if is_agreed else gettext("Answered.")
            messages.success(request, words)
    return redirect(reverse("tasks:station"))


def board_context(*, actor: Actor, day: StationDay) -> dict[str, Any]:
    """This function will read the board for a page."""
    board = get_team_board(actor=actor, day=day)
    axis = _axis(board)
    moment = local_now()
    minute = moment.hour * 60 + moment.minute if day.date == today() else None
    return {
        "board": board,
        "axis": axis,
        "lanes": [(lane, _line(lane, axis, minute)) for lane in board.lanes],
        "together": _together(board),
        "asked": [(one, new_client_id()) for one in board.asked],
        "fairness": _fairness(board.gini),
        "uncovered": [one for one in board.beats if not one.officers],
    }


def _together(board: TeamBoard) -> list[tuple[DayItem, str]]:
    """Work for several, in order of time, with who goes there; the lead first."""
    found = [
        (item, "、".join((item.task.staff_name, *item.task.companion_names)))
        for lane in board.lanes
        for item in (lane.day.items if lane.day else ())
        if item.task.officers_needed > 1 and item.task.staff_id == lane.load.staff_id
    ]
    return sorted(found, key=lambda one: one[0].starts_minute)


def _axis(board: TeamBoard) -> Axis:
    days = [one.day for one in board.lanes if one.day is not None]
    return axis_of(
        hours=[(one.shift_opens_minute, one.shift_closes_minute) for one in days],
        ends=[item.ends_minute for one in days for item in one.items],
    )


def _line(lane: Lane, axis: Axis, minute: int | None) -> DayLine | None:
    if lane.day is None or lane.state is None:
        return None
    shift = (lane.day.shift_opens_minute, lane.day.shift_closes_minute)
    stops = stops_of(lane.day, lane.state)
    return day_line(axis=axis, shift=shift, stops=stops, breaks=lane.state.breaks, minute=minute)


def _fairness(value: float | None) -> str:
    if value is None:
        return ""
    if value <= EVEN:
        words = gettext("Work and ways are spread evenly (Gini %(gini)s; 0 is the same for all).")
    elif value < UNEVEN:
        words = gettext("Work and ways are spread somewhat unevenly (Gini %(gini)s; plans aim at 0.15 or less).")
    else:
        words = gettext("Work and ways are spread unevenly (Gini %(gini)s; plans aim at 0.15 or less).")
    return words % {"gini": f"{value:.2f}"}
