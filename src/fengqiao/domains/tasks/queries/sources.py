"""Where the morning's subjects and events come from: places, and what upper domains registered."""

from __future__ import annotations

from collections.abc import Collection

from fengqiao.domains.tasks.contracts import DutySource, DutySourceAnswer, DutySourceQuery
from fengqiao.engines.duties.contracts import Subject, SubjectKey

_sources: dict[str, DutySource] = {}


def register_duty_source(*, name: str, source: DutySource) -> None:
    """This function will add a source of subjects and events; the same name replaces (a test's own source, say)."""
    _sources[name] = source


def forget_duty_source(*, name: str) -> None:
    """This function will take a source out again."""
    _sources.pop(name, None)


def gather(query: DutySourceQuery) -> DutySourceAnswer:
    """This function will ask every source, in order of their names, and join the answers."""
    answers = [_sources[name](query) for name in sorted(_sources)]
    describers = [one.describe for one in answers if one.describe is not None]

    def describe(keys: Collection[SubjectKey]) -> list[Subject]:
        return [subject for one in describers for subject in one(keys)]

    return DutySourceAnswer(
        subjects=tuple(subject for one in answers for subject in one.subjects),
        events=tuple(event for one in answers for event in one.events),
        groups=tuple(group for one in answers for group in one.groups),
        describe=describe,
    )
