"""The rules of evaluation as a document: read, checked, with every problem named."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from fengqiao.domains.tasks.contracts.evaluation import TARGETS, EvaluationRules, Measure, Pair
from fengqiao.foundation.plain_yaml import YamlRefusedError, load_plain

Problem = tuple[str, str]
"""Where in the document, and a code of what is wrong there."""


@dataclass(frozen=True, slots=True)
class Limit:
    """A number of the rules and between what it may lie: outside, it would switch the check off or flag everybody."""

    lowest: float
    highest: float
    is_whole: bool = True


LIMITS: Final[Mapping[str, Limit]] = {
    "short_share": Limit(0.05, 0.9, is_whole=False),
    "travel_share": Limit(0.1, 1.0, is_whole=False),
    "least_travel_minutes": Limit(1, 60, is_whole=False),
    "same_place_metres": Limit(20, 2000, is_whole=False),
    "late_after_minutes": Limit(5, 7 * 24 * 60),
    "repeat_days": Limit(7, 90),
    "fewest_to_say": Limit(10, 1000),
    "sample_size": Limit(1, 200),
    "officer_day_minutes": Limit(60, 24 * 60),
    "stations_in_province": Limit(1, 100_000),
}


def read_rules(document: str) -> tuple[EvaluationRules | None, tuple[Problem, ...]]:
    """This function will read a document; without rules when something is wrong, and then with every problem."""
    try:
        values = load_plain(text=document)
    except YamlRefusedError as error:
        return None, ((f"line {error.line}", error.problem),)
    if not isinstance(values, dict):
        return None, (("", "not_a_mapping"),)
    problems: list[Problem] = [(str(name), "unknown_name") for name in values if name not in _KNOWN]
    numbers = {name: _number(values, name, limit, problems) for name, limit in LIMITS.items()}
    pairs = _pairs(values.get("pairs"), problems)
    if problems:
        return None, tuple(problems)
    basis = str(values.get("stations_basis") or "")
    return EvaluationRules(pairs=pairs, stations_basis=basis, **numbers), ()


_KNOWN: Final = frozenset({*LIMITS, "pairs", "stations_basis"})


def _number(values: Mapping[str, Any], name: str, limit: Limit, problems: list[Problem]) -> Any:
    value = values.get(name)
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    if not is_number or (limit.is_whole and not isinstance(value, int)):
        problems.append((name, "no_number"))
        return 0
    if not limit.lowest <= value <= limit.highest:  # type: ignore[operator]
        problems.append((name, "out_of_range"))
    return value


def _pairs(value: Any, problems: list[Problem]) -> tuple[Pair, ...]:
    rows = value if isinstance(value, list) else []
    pairs = [_pair(row, f"pairs[{place}]", problems) for place, row in enumerate(rows, start=1)]
    found = [one for one in pairs if one is not None]
    given = [one.target for one in found]
    problems.extend(("pairs", f"no_counter_for:{target.value}") for target in TARGETS if target not in given)
    problems.extend(("pairs", f"twice:{target.value}") for target in TARGETS if given.count(target) > 1)
    return tuple(found)


def _pair(row: Any, place: str, problems: list[Problem]) -> Pair | None:
    """A pair needs a target, at least one counter-measure that is no target, and a basis in Chinese."""
    if not isinstance(row, dict):
        problems.append((place, "not_a_mapping"))
        return None
    target, named = row.get("target"), row.get("counters")
    counters = named if isinstance(named, list) else []
    basis = row.get("basis") if isinstance(row.get("basis"), dict) else {}
    allowed = {one.value for one in Measure if one not in TARGETS}
    before = len(problems)
    if target not in {one.value for one in TARGETS}:
        problems.append((f"{place}.target", "unknown_measure"))
    if not counters:
        problems.append((f"{place}.counters", "no_counter"))
    problems.extend((f"{place}.counters", f"unknown_measure:{one}") for one in counters if one not in allowed)
    if not str((basis or {}).get("zh") or "").strip():
        problems.append((f"{place}.basis", "no_basis"))
    if len(problems) > before:
        return None
    texts = {key: str((basis or {}).get(key) or "").strip() for key in ("zh", "en")}
    return Pair(Measure(str(target)), tuple(Measure(one) for one in counters), texts["zh"], texts["en"])
