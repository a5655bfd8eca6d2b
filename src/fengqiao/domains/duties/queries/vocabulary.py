"""The published vocabulary: what conditions may ask about subjects and events, and what each fact can be."""

from __future__ import annotations

from collections.abc import Sequence

from fengqiao.domains.duties.contracts import VocabularyEntry, VocabularyFact
from fengqiao.domains.duties.workflow.vocabulary import (
    EVENT_SUBJECTS,
    EVENT_TYPES,
    RESIDENT,
    SUBJECT_TYPES,
)
from fengqiao.engines.duties.facts import FactTypes


def list_subject_vocabulary() -> Sequence[VocabularyEntry]:
    """This function will list each kind of subject with its facts; facts about single persons are closed ones."""
    return [
        VocabularyEntry(code=str(kind), facts=_facts(types), is_closed=kind == RESIDENT)
        for kind, types in sorted(SUBJECT_TYPES.items())
    ]


def list_event_vocabulary() -> Sequence[VocabularyEntry]:
    """This function will list each event with its facts and what it happens to."""
    return [
        VocabularyEntry(
            code=kind,
            facts=_facts(types),
            happens_to=tuple(sorted(EVENT_SUBJECTS[kind])),
        )
        for kind, types in sorted(EVENT_TYPES.items())
    ]


def _facts(types: FactTypes) -> tuple[VocabularyFact, ...]:
    return tuple(VocabularyFact(name, type_.form.value, type_.choices) for name, type_ in sorted(types.items()))
