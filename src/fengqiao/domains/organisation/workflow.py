"""Pure decisions about duty time: what a piece of work counts as, and what a day holds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from typing import Final

from fengqiao.domains.organisation.contracts import TimeKind, WorkSpan

USUAL_SHIFT_MINUTES: Final = 8 * 60
"""An ordinary day that no roster names."""
MINUTES_PER_DAY: Final = 24 * 60


def kind_of_work(*, span: WorkSpan, own_paths: Collection[str]) -> TimeKind:
    """This function will tell whether work was in the community or pulled the officer out of it.

    A duty done is community work wherever it lay; an order counts by where it sent the officer.
    """
    if not span.is_order or any(span.scope_path.startswith(path) for path in own_paths):
        return TimeKind.IN_COMMUNITY
    return TimeKind.DISPATCHED_OUTSIDE


def derived_parts(*, spans: Iterable[WorkSpan], own_paths: Collection[str], shift_minutes: int) -> dict[TimeKind, int]:
    """This function will add up the work of a day by kind, never beyond the shift: tasks overlap, a day does not."""
    parts: Counter[TimeKind] = Counter()
    for span in spans:
        parts[kind_of_work(span=span, own_paths=own_paths)] += span.minutes
    total = sum(parts.values())
    if total > shift_minutes:
        parts = Counter({kind: minutes * shift_minutes // total for kind, minutes in parts.items()})
    return {kind: minutes for kind, minutes in parts.items() if minutes}


def community_share(*, minutes: Mapping[TimeKind, int]) -> float | None:
    """This function will return the share of duty time in the community, None where nothing is recorded."""
    total = sum(minutes.values())
    return minutes.get(TimeKind.IN_COMMUNITY, 0) / total if total else None
