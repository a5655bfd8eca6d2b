"""Exact search for a case: values of the facts with which trees of conditions give the answers asked for.

A fact has few values that conditions can tell apart (a number is cut where conditions cut it), so a search that finds
nothing proves that there is no such case. Where trees are too entangled to be searched, it says so instead.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Final, TypeAlias

from fengqiao.engines.duties.conditions import AllOf, AnyOf, Condition, FactValue, Not, Requirement, holds, leaves
from fengqiao.engines.duties.facts import FactForm, FactType, FactTypes

ANY_OTHER_TEXT: Final = "…"
"""Stands for every text that no condition names."""
MOST_STEPS: Final = 50_000
"""About a second: hundreds of rows as people write them need a few thousand."""
MOST_NAMED_CHOICES: Final = 8
"""A set of eight has 256 subsets."""

# The values that a fact can still take; None: the fact is unknown.
Space: TypeAlias = Mapping[str, tuple[FactValue, ...]]
Case: TypeAlias = dict[str, FactValue]
Answers: TypeAlias = frozenset[bool | None]
HOLDS: Final[Answers] = frozenset({True})
FAILS: Final[Answers] = frozenset({False})
DOES_NOT_HOLD: Final[Answers] = frozenset({False, None})
DOES_NOT_FAIL: Final[Answers] = frozenset({True, None})
_EVERY_ANSWER: Final[Answers] = frozenset({True, False, None})


class TooEntangledError(ValueError):
    """The trees have more cases than can be searched."""

    code = "too_entangled"


@dataclass(frozen=True, slots=True)
class Wanted:
    """A tree of conditions and the answers that a case may give to it."""

    requirement: Requirement
    answers: Answers = HOLDS


class Budget:
    """How many more steps a check may take."""

    def __init__(self, steps: int = MOST_STEPS) -> None:
        self._left = steps

    def spend(self) -> None:
        """Count one step. Raises TooEntangledError when there is none left."""
        self._left -= 1
        if self._left < 0:
            raise TooEntangledError


def find_case(*, wanted: Sequence[Wanted], space: Space, budget: Budget | None = None) -> Case | None:
    """Return a value for each fact with which every tree gives a wanted answer; None when there is no such case.

    Raises TooEntangledError.
    """
    box = _search(dict(space), list(wanted), budget or Budget())
    return None if box is None else {fact: values[0] for fact, values in box.items()}


def space_of(requirements: Sequence[Requirement], types: FactTypes) -> dict[str, tuple[FactValue, ...]]:
    """Return for each fact that is named the values that the conditions can tell apart, last that it is unknown.

    Raises TooEntangledError when a set has too many subsets.
    """
    named = tuple(leaves(requirements))
    facts = dict.fromkeys(one.fact for one in named)
    return {fact: (*_values(fact, named, types), None) for fact in facts}


def _search(box: dict[str, tuple[FactValue, ...]], wanted: list[Wanted], budget: Budget) -> Space | None:
    """Narrow the box by what must be so, then try the alternatives of one choice after the other."""
    budget.spend()
    choices: list[tuple[Wanted, ...]] = []
    while wanted:
        one = wanted.pop()
        if len({leaf.fact for leaf in leaves((one.requirement,))}) == 1:
            if not _narrow(box, one):
                return None
        elif _is_choice(one):
            choices.append(_parts(one))
        else:
            wanted.extend(_parts(one))
    return _choose(box, choices, budget)


def _choose(box: dict[str, tuple[FactValue, ...]], choices: list[tuple[Wanted, ...]], budget: Budget) -> Space | None:
    """Try the alternatives of the narrowest choice; each alternative leaves out the cases of those before it."""
    undecided: list[tuple[Wanted, ...]] = []
    for choice in choices:
        possible = tuple(one for one in choice if _fits(box, one) is not False)
        if not any(_fits(box, one) for one in possible):
            undecided.append(possible)
    if not undecided:
        return box
    narrowest = min(undecided, key=len)
    others = [choice for choice in undecided if choice is not narrowest]
    for index, alternative in enumerate(narrowest):
        before = [Wanted(one.requirement, _EVERY_ANSWER - one.answers) for one in narrowest[:index]]
        found = _search_with(dict(box), [alternative, *before], others, budget)
        if found is not None:
            return found
    return None


def _search_with(
    box: dict[str, tuple[FactValue, ...]],
    wanted: list[Wanted],
    others: list[tuple[Wanted, ...]],
    budget: Budget,
) -> Space | None:
    as_trees = [_as_one(choice) for choice in others]
    return _search(box, [*wanted, *as_trees], budget)


def _as_one(choice: tuple[Wanted, ...]) -> Wanted:
    """Write alternatives as one tree again: that one gives a wanted answer."""
    answers = choice[0].answers
    parts = tuple(one.requirement for one in choice)
    return Wanted(AnyOf(parts) if True in answers else AllOf(parts), answers)


def _fits(box: Space, one: Wanted) -> bool | None:
    """Tell whether every case of the box (True), none (False) or some may give a wanted answer."""
    facts = {leaf.fact for leaf in leaves((one.requirement,))}
    if len(facts) != 1:
        return None
    [fact] = facts
    fitting = [value for value in box[fact] if holds(one.requirement, {fact: value}) in one.answers]
    return True if len(fitting) == len(box[fact]) else None if fitting else False


def _narrow(box: dict[str, tuple[FactValue, ...]], one: Wanted) -> bool:
    """Keep the values of the one fact with which the tree gives a wanted answer; tell whether any is left."""
    fact = next(leaves((one.requirement,))).fact
    box[fact] = tuple(value for value in box[fact] if holds(one.requirement, {fact: value}) in one.answers)
    return bool(box[fact])


def _is_choice(one: Wanted) -> bool:
    """Tell whether one part is enough: for any-of to be met, and for all-of not to be."""
    requirement, is_met = one.requirement, True in one.answers
    return (isinstance(requirement, AnyOf) and is_met) or (isinstance(requirement, AllOf) and not is_met)


def _parts(one: Wanted) -> tuple[Wanted, ...]:
    match one.requirement:
        case Not(part):
            return (Wanted(part, frozenset(None if answer is None else not answer for answer in one.answers)),)
        case AllOf(parts) | AnyOf(parts):
            return tuple(Wanted(part, one.answers) for part in parts)
        case Condition():
            raise AssertionError("a single condition names one fact")


def _values(fact: str, named: Sequence[Condition], types: FactTypes) -> tuple[FactValue, ...]:
    """Return the values of a fact that conditions can tell apart."""
    fact_type = types.get(fact, FactType(FactForm.TEXT))
    compared = [value for one in named if one.fact == fact for value in _compared(one)]
    match fact_type.form:
        case FactForm.CHOICE:
            return fact_type.choices
        case FactForm.FLAG:
            return (True, False)
        case FactForm.SET:
            held = [choice for choice in fact_type.choices if choice in compared]
            return tuple(_subsets(held))
        case FactForm.NUMBER:
            return _numbers(compared, fact_type)
        case FactForm.TEXT:
            texts = {value for value in compared if isinstance(value, str)}
            return (*sorted(texts), ANY_OTHER_TEXT)


def _compared(condition: Condition) -> tuple[FactValue, ...]:
    return condition.value if isinstance(condition.value, tuple) else (condition.value,)


def _subsets(held: Sequence[str]) -> Iterator[tuple[str, ...]]:
    if len(held) > MOST_NAMED_CHOICES:
        raise TooEntangledError
    for size in range(len(held), -1, -1):
        yield from combinations(held, size)


def _numbers(compared: Sequence[FactValue], fact_type: FactType) -> tuple[FactValue, ...]:
    near = {value + step for value in compared if isinstance(value, int) for step in (-1, 0, 1)}
    highest = fact_type.highest
    within = (one for one in near | {fact_type.lowest} if one >= fact_type.lowest)
    return tuple(sorted(one for one in within if highest is None or one <= highest))
