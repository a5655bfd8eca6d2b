"""Between whom an event happened."""

from __future__ import annotations

from collections import defaultdict

from fengqiao.engines.duties.contracts import Event, SubjectKey


def parties_of(event: Event) -> tuple[frozenset[SubjectKey], ...]:
    """Return each set of two and more subjects of one kind: what a rule across parties groups by."""
    if len(event.subjects) < 2:
        return ()
    by_kind: dict[str, set[SubjectKey]] = defaultdict(set)
    for key in event.subjects:
        by_kind[key.kind].add(key)
    return tuple(frozenset(keys) for keys in by_kind.values() if len(keys) > 1)
