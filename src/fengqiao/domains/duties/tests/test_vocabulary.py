"""The published vocabulary is the one that conditions are checked against."""

from __future__ import annotations

from pathlib import Path

from fengqiao.domains.duties.contracts import VocabularyEntry
from fengqiao.domains.duties.queries import list_event_vocabulary, list_subject_vocabulary
from fengqiao.domains.duties.wording.names import EVENT_KINDS, FACT_FORMS, FACTS, SUBJECT_KINDS

PAGE = Path(__file__).parents[5] / "docs" / "how-to" / "duty-facts.md"


def fact_words(entry: VocabularyEntry) -> str:
    """The facts of an entry as the page writes them."""
    return "; ".join(
        f"`{fact.name}` {FACT_FORMS[fact.form]}" + (f" {', '.join(fact.choices)}" if fact.choices else "")
        for fact in entry.facts
    )


def test_the_page_lists_every_subject_and_event_with_its_facts() -> None:
    subjects = [
        f"| `{entry.code}` | {fact_words(entry)} | {'closed' if entry.is_closed else 'open'} |"
        for entry in list_subject_vocabulary()
    ]
    events = [
        f"| `{entry.code}` | {fact_words(entry)} | {', '.join(entry.happens_to)} |" for entry in list_event_vocabulary()
    ]
    rows = [line for line in PAGE.read_text(encoding="utf-8").split("\n") if line.startswith("| `")]
    assert rows == [*subjects, *events]


def test_everything_in_the_vocabulary_has_a_name_for_people() -> None:
    entries = [*list_subject_vocabulary(), *list_event_vocabulary()]
    assert {entry.code for entry in list_subject_vocabulary()} == set(SUBJECT_KINDS)
    assert {entry.code for entry in list_event_vocabulary()} == set(EVENT_KINDS)
    assert {fact.name for entry in entries for fact in entry.facts} <= set(FACTS)
    assert {fact.form for entry in entries for fact in entry.facts} <= set(FACT_FORMS)
