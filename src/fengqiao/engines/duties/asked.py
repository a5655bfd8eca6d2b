"""What lists ask of the world: the kinds of event that any of their rows looks for."""

from collections.abc import Iterable, Iterator

from fengqiao.engines.duties.contracts import DutyRow
from fengqiao.engines.duties.triggers import After, When


def event_kinds_of(rows: Iterable[DutyRow]) -> frozenset[str]:
    """Return the kinds of event that raise or settle a task of one of the rows; all others change nothing."""
    return frozenset(kind for row in rows for kind in _kinds(row))


def _kinds(row: DutyRow) -> Iterator[str]:
    if isinstance(row.trigger, After | When):
        yield row.trigger.event_kind
    if row.resolved_when is not None:
        yield row.resolved_when.event_kind
