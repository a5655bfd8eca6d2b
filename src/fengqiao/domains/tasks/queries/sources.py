"""Where the morning's subjects and events come from: places, and what upper domains registered."""

from __future__ import annotations

from fengqiao.domains.tasks.contracts import DutySource, DutySourceAnswer, DutySourceQuery
from fengqiao.engines.duties.contracts import Event, Subject

_sources: dict[str, DutySource] = {}


def register_duty_source(*, name: str, source: DutySource) -> None:
    """This function will add a source of subjects and events; the same name replaces (a test's own source, say)."""
    _sources[name] = source


def forget_duty_source(*, name: str) -> None:
    """This function will take a source out again."""
    _sources.pop(name, None)


def gather(query: DutySourceQuery) -> DutySourceAnswer:
    """This function will ask every source, in order of their names, and join the answers."""
    subjects: list[Subject] = []
    events: list[Event] = []
    for name in sorted(_sources):
        answer = _sources[name](query)
        subjects.extend(answer.subjects)
        events.extend(answer.events)
    return DutySourceAnswer(tuple(subjects), tuple(events))
