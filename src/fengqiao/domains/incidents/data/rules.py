"""The documents as typed rules."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from fengqiao.domains.incidents.contracts import Category, Route, UnitKind
from fengqiao.domains.incidents.data.documents import read_document, read_json
from fengqiao.engines.dispatching.contracts import DispatchParameters, Requirement
from fengqiao.engines.dispatching.danger import DangerRules, read_danger_rules
from fengqiao.engines.dispatching.second_ear import Ear


@dataclass(frozen=True, slots=True)
class Subcategory:
    """A category of level 2 with its words; `is_danger`: danger to life by its nature."""

    category: Category
    code: str
    labels: Mapping[str, str]
    route: Route
    priority: int
    is_danger: bool
    words: tuple[str, ...]
    not_words: tuple[str, ...]

    @property
    def key(self) -> str:
        return f"{self.category}/{self.code}"


@dataclass(frozen=True, slots=True)
class CategoryRules:
    version: int
    labels: Mapping[Category, Mapping[str, str]]
    subcategories: Mapping[str, Subcategory]


@dataclass(frozen=True, slots=True)
class RunCardLine:
    """`or_any`: where nobody on duty has the skill, any unit goes, and it is said."""

    requirement: Requirement
    or_any: bool


@dataclass(frozen=True, slots=True)
class RunCards:
    version: int
    cards: Mapping[str, tuple[RunCardLine, ...]]
    default: tuple[RunCardLine, ...]
    danger: tuple[RunCardLine, ...]
    skills_by_equipment: Mapping[str, str]
    parameters: DispatchParameters


@dataclass(frozen=True, slots=True)
class Targets:
    """Response targets in minutes."""

    town_minutes: int
    country_minutes: int
    country_endings: tuple[str, ...]
    stages: Mapping[str, int]
    transfer_answer_hours: int
    repeat_days: int


@cache
def category_rules() -> CategoryRules:
    """This function will return the categories with their labels, routes, priorities and words."""
    document = read_document("categories")
    labels = {}
    subcategories = {}
    for code, entry in document["categories"].items():
        category = Category(code)
        labels[category] = {"zh": entry["zh"], "en": entry["en"]}
        for child_code, child in entry["children"].items():
            one = _subcategory(category, entry, child_code, child)
            subcategories[one.key] = one
    return CategoryRules(document["version"], labels, subcategories)


def _subcategory(category: Category, entry: Mapping[str, Any], code: str, child: Mapping[str, Any]) -> Subcategory:
    return Subcategory(
        category=category,
        code=code,
        labels={"zh": child["zh"], "en": child["en"]},
        route=Route(child.get("route", entry.get("route", Route.DISPATCH))),
        priority=child.get("priority", entry["priority"]),
        is_danger=child.get("danger", False),
        words=tuple(str(word) for word in child.get("words", ())),
        not_words=tuple(str(word) for word in child.get("not", ())),
    )


@cache
def danger_rules() -> DangerRules:
    """This function will return the danger words, with the second ear that was learnt beside them."""
    return dataclasses.replace(written_danger_rules(), ear=Ear(**read_json("danger_ear")))


@cache
def written_danger_rules() -> DangerRules:
    """This function will return the danger words alone."""
    return read_danger_rules(document=dict(read_document("danger_words")))


@cache
def run_cards() -> RunCards:
    """This function will return the run cards."""
    document = read_document("run_cards")
    parameters = dict(document["parameters"])
    furthest = {UnitKind(kind): float(minutes) for kind, minutes in parameters.pop("furthest_minutes").items()}
    return RunCards(
        version=document["version"],
        cards={key: _lines(lines) for key, lines in document["cards"].items()},
        default=_lines(document["default"]),
        danger=_lines(document["danger"]),
        skills_by_equipment=dict(document["skills_by_equipment"]),
        parameters=DispatchParameters(furthest_minutes=furthest, **parameters),
    )


def _lines(lines: list[Mapping[str, Any]]) -> tuple[RunCardLine, ...]:
    return tuple(
        RunCardLine(
            Requirement(
                count=line["count"],
                unit_kind=UnitKind(line["kind"]) if "kind" in line else None,
                skill=line.get("skill", ""),
            ),
            line.get("or_any", False),
        )
        for line in lines
    )


@cache
def targets() -> Targets:
    """This function will return the response targets."""
    document = read_document("targets")
    return Targets(
        town_minutes=document["arrival"]["town"],
        country_minutes=document["arrival"]["country"],
        country_endings=tuple(document["country_endings"]),
        stages=dict(document["stages"]),
        transfer_answer_hours=document["transfer_answer_hours"],
        repeat_days=document["repeat_days"],
    )
