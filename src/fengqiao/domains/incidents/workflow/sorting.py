"""How a signal is sorted: danger first, then the category (given or suggested by words), else a person decides."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from fengqiao.domains.incidents.contracts import Category, Route
from fengqiao.domains.incidents.data.rules import Subcategory, category_rules, danger_rules
from fengqiao.engines.dispatching.danger import DangerMatch, find_danger
from fengqiao.primitives.reason import Reason

DANGER_PRIORITY = 1
UNSORTED_PRIORITY = 3
"""A signal that nobody has sorted yet waits in the middle, not at the end."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What the words point at; `rivals` when two subcategories fit equally well."""

    subcategory: Subcategory | None
    words: tuple[str, ...] = ()
    rivals: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sorting:
    """The outcome, with the reason that is stored."""

    category: Category
    subcategory: str
    route: Route
    reason: Reason
    priority: int
    is_danger: bool
    danger: tuple[DangerMatch, ...]
    suggestion: Suggestion


def suggest_category(*, text: str) -> Suggestion:
    """This function will name the subcategory whose words the text holds most of, none when two fit equally well."""
    found: list[tuple[int, Subcategory, tuple[str, ...]]] = []
    for subcategory in category_rules().subcategories.values():
        words = _words_in(text, subcategory)
        if words:
            found.append((_weight(words, subcategory), subcategory, words))
    if not found:
        return Suggestion(None)
    best = max(score for score, _, _ in found)
    leaders = [(subcategory, words) for score, subcategory, words in found if score == best]
    if len(leaders) > 1:
        return Suggestion(None, rivals=tuple(sorted(subcategory.key for subcategory, _ in leaders)))
    return Suggestion(leaders[0][0], leaders[0][1])


def _weight(words: Sequence[str], subcategory: Subcategory) -> int:
    """Longer words say more; the words of an "other" subcategory only count where nothing else fits."""
    return 1 if subcategory.code == "other" else sum(len(word) ** 2 for word in words)


def _words_in(text: str, subcategory: Subcategory) -> tuple[str, ...]:
    if any(word in text for word in subcategory.not_words):
        return ()
    words = [word for word in subcategory.words if word in text]
    return tuple(word for word in words if not any(word != other and word in other for other in words))


def sort_signal(*, text: str, category: str = "", subcategory: str = "") -> Sorting:
    """This function will sort a signal. Never fails: what the rules do not know goes to a person.

    Words of danger come first, whatever the category; the category that a person gave stands before the suggested one.
    """
    danger = find_danger(text=text, rules=danger_rules())
    suggestion = suggest_category(text=text)
    given = find_subcategory(category=category, subcategory=subcategory)
    chosen = given or suggestion.subcategory
    is_danger = bool(danger) or (chosen is not None and chosen.is_danger)
    route, reason = _route(danger, chosen, suggestion, is_given=given is not None)
    return Sorting(
        category=chosen.category if chosen else Category.OTHER,
        subcategory=chosen.code if chosen else "other",
        route=route,
        reason=reason,
        priority=_priority(chosen, is_danger=is_danger),
        is_danger=is_danger,
        danger=danger,
        suggestion=suggestion,
    )


def find_subcategory(*, category: str, subcategory: str) -> Subcategory | None:
    """This function will return the rules of a category ("other" of level 2 when only level 1 is named), else None."""
    rules = category_rules()
    if not category:
        return None
    return rules.subcategories.get(f"{category}/{subcategory or 'other'}")


def _route(
    danger: Sequence[DangerMatch], chosen: Subcategory | None, suggestion: Suggestion, *, is_given: bool
) -> tuple[Route, Reason]:
    if danger:
        return Route.DISPATCH, Reason(
            "danger_words",
            {
                "words": tuple(dict.fromkeys(match.words for match in danger)),
                "codes": tuple(dict.fromkeys(match.code for match in danger)),
                "version": danger_rules().version,
            },
        )
    version = category_rules().version
    if chosen is None:
        if suggestion.rivals:
            return Route.REVIEW, Reason("category_ambiguous", {"rivals": suggestion.rivals, "version": version})
        return Route.REVIEW, Reason("category_unknown", {"version": version})
    if is_given:
        return chosen.route, Reason("category_given", {"category": chosen.key, "version": version})
    return chosen.route, Reason(
        "category_by_words", {"category": chosen.key, "words": suggestion.words, "version": version}
    )


def _priority(chosen: Subcategory | None, *, is_danger: bool) -> int:
    if is_danger:
        return DANGER_PRIORITY
    return chosen.priority if chosen else UNSORTED_PRIORITY
