"""The published vocabulary of conditions."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class VocabularyFact:
    """A fact that conditions may ask about: its form (choice, flag, number, text, set) and the values it can take."""

    name: str
    form: str
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class VocabularyEntry:
    """A kind of subject or event with its facts. `happens_to` is said of events."""

    code: str
    facts: tuple[VocabularyFact, ...]
    is_closed: bool = False
    happens_to: tuple[str, ...] = ()
