"""Asking the negative list, and never refusing: what it cannot decide goes to a person."""

from __future__ import annotations

import datetime
import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.timezone import localtime

from fengqiao.domains.cases.actions.list_words import both, words_of
from fengqiao.domains.cases.actions.steps import storable
from fengqiao.domains.cases.contracts import STATION_HANDLER, ReportState
from fengqiao.domains.duties.contracts import Decision, DutiesError
from fengqiao.domains.duties.public import decide_handler, negative_list_in_force
from fengqiao.engines.duties.conditions import FactValue
from fengqiao.engines.duties.decision_table import Outcome
from fengqiao.foundation.calendar.calendar import holiday_calendar
from fengqiao.primitives.legal_clock import ClockCode, deadline_of
from fengqiao.primitives.reason import Reason

LARGEST_STORED_NUMBER = 10**15
"""Whole numbers beyond it are kept as text: JSON readers lose their last digits."""
STATE_OF = {
    Outcome.KEEP: ReportState.KEPT,
    Outcome.HAND_OVER: ReportState.TO_TRANSFER,
    Outcome.NEEDS_REVIEW: ReportState.NEEDS_REVIEW,
}


@dataclass(frozen=True, slots=True)
class Routing:
    """What was decided by which row of which version, ready to be stored."""

    outcome: Outcome
    handler: str
    list_code: str
    list_version: int | None
    row_number: int | None
    reason: dict[str, object]
    transfer_due_hours: int | None
    matched_conditions: list[dict[str, Any]] = field(default_factory=list)
    facts_used: dict[str, Any] = field(default_factory=dict)
    words: dict[str, Any] = field(default_factory=dict)

    @property
    def state(self) -> ReportState:
        return STATE_OF[self.outcome]


def route(*, facts: Mapping[str, FactValue], at: datetime.datetime, scope_path: str) -> Routing:
    """This function will ask the negative list in force; without one, or without an answer, a person reviews."""
    on = localtime(at).date()
    try:
        decision = decide_handler(facts=facts, on=on, path=scope_path)
        listed = negative_list_in_force(on=on, path=scope_path)
    except DutiesError as error:
        return _without_list(reason=Reason(error.code, {"on": on}), facts=facts)
    return _of_decision(decision, words_of(listed=listed, decision=decision))


def _without_list(*, reason: Reason, facts: Mapping[str, FactValue]) -> Routing:
    return Routing(
        outcome=Outcome.NEEDS_REVIEW,
        handler="",
        list_code="",
        list_version=None,
        row_number=None,
        reason=reason.as_plain(),
        transfer_due_hours=None,
        facts_used=dict(facts),
    )


def _of_decision(decision: Decision, words: dict[str, Any]) -> Routing:
    return Routing(
        outcome=decision.outcome,
        handler=decision.handler,
        list_code=decision.table_code,
        list_version=decision.table_version,
        row_number=decision.row_number,
        reason=decision.reason.as_plain(),
        transfer_due_hours=decision.transfer_due_hours,
        matched_conditions=[
            {"fact": one.fact, "operator": one.operator.value, "value": one.value}
            for one in decision.matched_conditions
        ],
        facts_used=dict(decision.facts_used),
        words=words,
    )


def clock_of(*, routing: Routing, starts_at: datetime.datetime, scope_path: str) -> datetime.datetime | None:
    """This function will return when a report must have been decided or transferred; None when it stays."""
    if routing.outcome is Outcome.KEEP:
        return None
    if routing.transfer_due_hours:
        return starts_at + datetime.timedelta(hours=routing.transfer_due_hours)
    code = ClockCode.ACCEPTANCE_REVIEW if routing.outcome is Outcome.NEEDS_REVIEW else ClockCode.TRANSFER
    return legal_deadline(code=code, starts_at=starts_at, scope_path=scope_path)


def legal_deadline(*, code: ClockCode, starts_at: datetime.datetime, scope_path: str) -> datetime.datetime:
    """This function will return the end of a legal clock, by the public holidays of the place."""
    return deadline_of(code=code, starts_at=starts_at, calendar=holiday_calendar(scope_path)).due_at


@dataclass(frozen=True, slots=True)
class NamedHandler:
    """Who a person chose, whether that is this station, and the name that the list gives."""

    is_ours: bool
    words: dict[str, str]


def name_handler(*, handler: str, at: datetime.datetime, scope_path: str) -> NamedHandler:
    """This function will look a handler up in the list in force; without a list only the station itself is known."""
    try:
        listed = negative_list_in_force(on=localtime(at).date(), path=scope_path)
    except DutiesError:
        return NamedHandler(handler == STATION_HANDLER, {})
    is_ours = handler == STATION_HANDLER or any(
        row.handler == handler for row in listed.table.rows if row.outcome is Outcome.KEEP
    )
    return NamedHandler(is_ours, both(listed.handlers.get(handler)))


def storable_facts(facts: Mapping[str, Any]) -> dict[str, FactValue]:
    """This function will bring any facts into values that the database and the list can hold; unknown ones go."""
    return {storable(str(name)): _storable_value(value) for name, value in facts.items() if value is not None}


def _storable_value(value: object) -> FactValue:
    if isinstance(value, bool):
        return value
    if isinstance(value, int) and abs(value) <= LARGEST_STORED_NUMBER:
        return int(value)
    if isinstance(value, float) and math.isfinite(value):
        return value
    return storable(value if isinstance(value, str) else repr(value))
