"""When nobody is planned into anything: roll-call, the meal, what holds somebody up."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from fengqiao.domains.tasks.contracts import BreakCode
from fengqiao.domains.tasks.workflow.hours import NOON_BREAK

ROLL_CALL_MINUTES: Final = 15
"""A day shift begins with roll-call at the station."""
LATE_MEAL_MINUTES: Final = 30
"""Who is held up over noon eats afterwards; half of the usual break, since the day is short already."""

Span = tuple[float, float]
PlainBreak = list[Any]
"""A break as it is stored: code, first and last minute."""


def breaks_of_day(
    *,
    opens: int,
    closes: int,
    roll_call_at: int | None,
    tasks: Sequence[Mapping[str, Any]],
    away: Iterable[Span] = (),
) -> list[PlainBreak]:
    """This function will return the breaks of a shift in order of time; they never overlap.

    `roll_call_at` None: there is none that day. A break that leaves no room for a task of the day is dropped (a
    village stay of the whole day).
    """
    spans = _merged(away, opens, closes)
    breaks: list[PlainBreak] = [[BreakCode.AWAY.value, *span] for span in spans]
    wanted: list[tuple[BreakCode, float, float]] = []
    if roll_call_at is not None:
        wanted.append((BreakCode.ROLL_CALL, roll_call_at, roll_call_at + ROLL_CALL_MINUTES))
    if opens < NOON_BREAK[0] and closes > NOON_BREAK[1]:
        wanted.append((BreakCode.MEAL, *_meal(spans)))
    for code, first, last in wanted:
        free = [span for span in _without((first, last), spans) if span[1] - span[0] >= ROLL_CALL_MINUTES]
        if first >= opens and last <= closes and all(_fits_beside(one, opens, closes, (first, last)) for one in tasks):
            breaks.extend([code.value, *span] for span in free)
    return sorted(breaks, key=lambda one: (one[1], one[2]))


def _meal(away: Sequence[Span]) -> Span:
    """The usual hour at noon; after a hold-up that takes most of it, half an hour later on."""
    left = sum(last - first for first, last in _without(NOON_BREAK, away))
    over = [last for first, last in away if first < NOON_BREAK[1] and last > NOON_BREAK[0]]
    return (over[-1], over[-1] + LATE_MEAL_MINUTES) if over and left < LATE_MEAL_MINUTES else NOON_BREAK


def _merged(spans: Iterable[Span], opens: float, closes: float) -> list[Span]:
    merged: list[Span] = []
    within = [(max(first, opens), min(last, closes)) for first, last in sorted(spans)]
    for first, last in (span for span in within if span[0] < span[1]):
        if merged and first <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], last))
        else:
            merged.append((first, last))
    return merged


def _without(span: Span, taken: Sequence[Span]) -> list[Span]:
    """Return what is left of a span beside others."""
    left, at = [], span[0]
    for first, last in taken:
        if last <= at or first >= span[1]:
            continue
        if first > at:
            left.append((at, first))
        at = max(at, last)
    return [*left, (at, span[1])] if at < span[1] else left


def _fits_beside(task: Mapping[str, Any], opens: int, closes: int, span: Span) -> bool:
    """Tell whether a task still fits into the shift with a break in it; one that never fitted does not matter."""
    first, last = max(opens, task["opens"]), min(closes, task["closes"])
    before = min(last, span[0]) - first
    after = last - max(first, span[1])
    return bool(max(before, after) >= task["minutes"] or last - first < task["minutes"])
