"""Small problems drawn by hypothesis, and every roster of one."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from hypothesis import strategies as st

from fengqiao.engines.rostering.checking import find_faults, find_faults_of
from fengqiao.engines.rostering.contracts import (
    OFF,
    Companion,
    Cover,
    Fairness,
    Person,
    Roster,
    RosterProblem,
    Shift,
    Wish,
)

EARLY = Shift("E", 480, 8 * 60)
NIGHT = Shift("N", 600, 22 * 60, frozenset({"E"}))
LONG = Shift("L", 1_440, 8 * 60)


@st.composite
def problems(draw: st.DrawFn, *, plain: bool = False, most_people: int = 2) -> RosterProblem:
    """Up to two people, four or five days, two shifts; `plain`: only what column generation can hold."""
    days = draw(st.integers(4, 5))
    shifts = (EARLY, NIGHT) if plain else (EARLY, draw(st.sampled_from((NIGHT, LONG))))
    codes = [shift.code for shift in shifts]
    people = tuple(_person(draw, index, days, codes) for index in range(draw(st.integers(1, most_people))))
    covers = tuple(
        Cover(day, code, draw(st.integers(0, 2)), draw(st.sampled_from((5, 20))), 1)
        for day in range(days)
        for code in codes
    )
    some_day = st.integers(0, days - 1)
    wishes = tuple(
        Wish(f"p{draw(st.integers(0, len(people) - 1))}", draw(some_day), draw(st.sampled_from((*codes, OFF))), 3, on)
        for on in draw(st.lists(st.booleans(), max_size=4))
    )
    return RosterProblem(
        days=days,
        shifts=shifts,
        people=people,
        covers=covers,
        wishes=wishes,
        companions=() if plain or draw(st.booleans()) else (Companion("aux", "police"),),
        fairness=()
        if plain or draw(st.booleans())
        else (Fairness("nights", frozenset({codes[1]}), frozenset(range(days)), 2),),
        weekends=((1, 2),),
        rest_minutes=0 if plain else draw(st.sampled_from((0, 660, 2_000))),
    )


def _person(draw: st.DrawFn, index: int, days: int, codes: list[str]) -> Person:
    return Person(
        code=f"p{index}",
        groups=frozenset({draw(st.sampled_from(("police", "aux")))}),
        limits={code: draw(st.integers(0, 2)) for code in codes if draw(st.booleans())},
        min_minutes=draw(st.sampled_from((0, 480, 900))),
        max_minutes=draw(st.sampled_from((None, 1_500, 2_400))),
        min_consecutive=draw(st.integers(1, 2)),
        max_consecutive=draw(st.sampled_from((None, 2, 3))),
        min_days_off=draw(st.integers(1, 2)),
        max_weekends=draw(st.sampled_from((None, 0, 1))),
        days_off=frozenset(draw(st.lists(st.integers(0, days - 1), max_size=1))),
        before=tuple(draw(st.lists(st.sampled_from((*codes, OFF)), max_size=3))),
    )


def sound_rows(problem: RosterProblem, person: Person) -> list[tuple[str, ...]]:
    """Every row of days that keeps one person's rules."""
    choices = [*(shift.code for shift in problem.shifts), OFF]
    rows = product(choices, repeat=problem.days)
    return [row for row in rows if not find_faults_of(problem=problem, person=person, row=row)]


def sound_rosters(problem: RosterProblem) -> Iterator[Roster]:
    """Every roster that keeps all rules."""
    for rows in product(*(sound_rows(problem, person) for person in problem.people)):
        roster = {person.code: row for person, row in zip(problem.people, rows, strict=True)}
        if not problem.companions or not find_faults(problem=problem, roster=roster):
            yield roster
