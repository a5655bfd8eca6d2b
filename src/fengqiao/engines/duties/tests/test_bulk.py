"""Many subjects at once get exactly the tasks that the specification gives them one by one."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from fengqiao.engines.duties.bulk import Population, propose_in_bulk
from fengqiao.engines.duties.conditions import AnyOf, Condition, Not, Operator
from fengqiao.engines.duties.contracts import (
    Completion,
    DutyList,
    DutyRow,
    Event,
    ResolvedWhen,
    Subject,
    SubjectKey,
    TaskProposal,
    Window,
)
from fengqiao.engines.duties.groups import DoneOn, LastDone, SubjectGroup
from fengqiao.engines.duties.proposals import CHINA_TIME
from fengqiao.engines.duties.tests.samples import PlainCalendar, a_list, a_row, propose
from fengqiao.engines.duties.triggers import (
    After,
    BecomesTrue,
    Campaign,
    CountedFrom,
    Cycle,
    DayKind,
    Every,
    Grouping,
    OnCalendar,
    When,
)

TODAY = date(2026, 3, 20)
KINDS = ("household", "key_venue", "address", "school")
PATHS = ("00010001", "00010002", "00020001")


def is_tier(value: object) -> tuple[Condition, ...]:
    return (Condition("tier", Operator.EQUALS, value),)  # type: ignore[arg-type]


def rows_of(rng: random.Random) -> tuple[DutyRow, ...]:
    """One row for each kind of trigger and of counting, with windows that differ."""

    def window() -> Window:
        return Window(due_days=rng.choice([0, 1, 3, 7, 40]), lapse_days=rng.choice([None, 0, 2, 30]))

    cycle = st_cycle(rng)
    settled = ResolvedWhen("visit")
    return (
        a_row(number=1, trigger=Every(cycle), subject_kind="household", window=window()),
        a_row(number=2, trigger=Every(st_cycle(rng)), window=window(), conditions=is_tier(rng.choice([1, True, "a"]))),
        a_row(
            number=3,
            trigger=Every(st_cycle(rng), CountedFrom.CALENDAR),
            subject_kind="household",
            window=window(),
            since_date=date(2025, rng.randint(1, 12), 5),
        ),
        a_row(number=4, trigger=Every(cycle), subject_kind="key_venue", window=window(), resolved_when=settled),
        a_row(number=5, trigger=After("incident", (0, 7, 30)), subject_kind="address", window=window()),
        a_row(
            number=6,
            trigger=When("incident", count=2, within_days=60),
            subject_kind="address",
            window=window(),
            resolved_when=settled,
        ),
        a_row(
            number=7,
            trigger=When("incident", 2, 90, grouping=Grouping.PARTIES, party_kind="household"),
            subject_kind="household",
            window=window(),
        ),
        a_row(number=8, trigger=OnCalendar(DayKind.WORKING_DAY), subject_kind="school", window=window()),
        a_row(number=9, trigger=Every(Cycle.YEAR), subject_kind="school", sunset_date=date(2026, 3, 19)),
        a_row(
            number=10,
            trigger=BecomesTrue(is_tier(rng.choice([1, True, "a"])), rng.choice([None, 5, 90])),
            conditions=(AnyOf((*is_tier(2), Not(*is_tier(2)))),),
        ),
        a_row(
            number=11,
            trigger=Campaign(TODAY - timedelta(days=3), TODAY + timedelta(days=rng.choice([-1, 0, 9]))),
            subject_kind="school",
            conditions=(AnyOf((*is_tier(1), *is_tier("a"))),),
        ),
    )


def st_cycle(rng: random.Random) -> Cycle:
    return rng.choice(list(Cycle))


def subjects_of(rng: random.Random, count: int) -> list[Subject]:
    return [
        Subject(
            kind=rng.choice(KINDS),
            id=f"s{number}",
            beat_path=rng.choice(PATHS),
            since_date=rng.choice([None, None, TODAY - timedelta(days=rng.randint(-20, 700))]),
            facts={"tier": rng.choice([1, 2, True, 1.0, "a", None])},
        )
        for number in range(count)
    ]


def events_of(rng: random.Random, subjects: Sequence[Subject], count: int) -> list[Event]:
    """Some happen to anybody, some between the same two households."""
    households = [one for one in subjects if one.kind == "household"][:3]
    return [
        Event(
            kind=rng.choice(["incident", "visit"]),
            id=f"e{number}",
            subjects=tuple(
                one.key for one in (rng.choices(subjects, k=rng.randint(1, 3)) if rng.random() < 0.7 else households)
            ),
            at=datetime(2026, 3, 25, tzinfo=CHINA_TIME) - timedelta(minutes=rng.randrange(200 * 1440)),
        )
        for number in range(count)
    ]


def past_of(rng: random.Random, duty_list: DutyList, subjects: list[Subject], events: list[Event]) -> list[Completion]:
    """Imported work of long ago, and tasks of earlier days that were done when they were open."""
    past = [
        Completion("", rng.choice([1, 2, 3, 4]), one.key, TODAY - timedelta(days=rng.randint(0, 500)))
        for one in subjects
        for _ in range(rng.choice([0, 1, 1, 2]))
    ]
    for days in (20, 3, 0):
        day = TODAY - timedelta(days=days)
        open_then = propose(duty_list, subjects=subjects, events=events, completions=past, today=day)
        past.extend(
            Completion(task.uid, task.row_number, task.subject.key, day) for task in open_then if rng.random() < 0.5
        )
    return past


def grouped(subjects: Sequence[Subject]) -> tuple[list[SubjectGroup], list[Subject]]:
    """Households and venues in groups, the others one by one."""
    together: dict[tuple[object, ...], list[Subject]] = defaultdict(list)
    single = []
    for one in subjects:
        if one.kind in ("household", "key_venue"):
            tier = one.facts["tier"]
            key = (one.kind, one.beat_path, type(tier), tier, one.since_date is None or one.kind == "key_venue")
            together[key].append(one)
        else:
            single.append(one)
    groups = [
        SubjectGroup(
            kind=members[0].kind,
            beat_path=members[0].beat_path,
            facts=members[0].facts,
            ids=[one.id for one in members],
            since_dates=[one.since_date for one in members] if any(one.since_date for one in members) else (),
        )
        for members in together.values()
    ]
    return groups, single


def in_bulk(
    duty_list: DutyList,
    subjects: Sequence[Subject],
    events: Sequence[Event],
    past: Sequence[Completion],
    today: date = TODAY,
) -> list[TaskProposal]:
    groups, single = grouped(subjects)
    cycles = {row.number for row in duty_list.rows if isinstance(row.trigger, Every)}
    by_day: dict[tuple[int, str, date], list[str]] = defaultdict(list)
    for one in past:
        if one.row_number in cycles:
            by_day[one.row_number, one.subject.kind, one.completed_date].append(one.subject.id)
    done = [DoneOn(number, kind, day, ids) for (number, kind, day), ids in by_day.items()]
    return propose_in_bulk(
        duty_list=duty_list,
        population=Population(groups, single),
        events=events,
        last_done=LastDone(done=done, until=today),
        completions=[one for one in past if one.row_number not in cycles],
        today=today,
        calendar=PlainCalendar(),
    )


@settings(max_examples=60, deadline=None)
@given(seed=st.integers(0, 1_000_000))
def test_many_at_once_get_what_the_specification_gives_one_by_one(seed: int) -> None:
    rng = random.Random(seed)
    duty_list = a_list(*rows_of(rng), effective_from=date(2025, 1, 1))
    subjects = subjects_of(rng, rng.randint(1, 60))
    events = events_of(rng, subjects, rng.randint(0, 60))
    past = past_of(rng, duty_list, subjects, events)
    one_by_one = propose(duty_list, subjects=subjects, events=events, completions=past, today=TODAY)
    assert in_bulk(duty_list, subjects, events, past) == one_by_one


def test_the_samples_of_that_comparison_hold_open_tasks_of_every_row() -> None:
    """Else the comparison would compare nothing with nothing."""
    seen: set[int] = set()
    for seed in range(15):
        rng = random.Random(seed)
        duty_list = a_list(*rows_of(rng), effective_from=date(2025, 1, 1))
        subjects = subjects_of(rng, 60)
        events = events_of(rng, subjects, 60)
        past = past_of(rng, duty_list, subjects, events)
        seen.update(one.row_number for one in in_bulk(duty_list, subjects, events, past))
    assert seen == {1, 2, 3, 4, 5, 6, 7, 8, 10, 11}


def test_subjects_whose_turn_is_far_away_are_never_made() -> None:
    """A county of a hundred thousand households costs what is open, not what is there."""
    made = 0

    class Counting(SubjectGroup):
        __slots__ = ()

        def subject(self, index: int) -> Subject:
            nonlocal made
            made += 1
            return SubjectGroup.subject(self, index)

    ids = [f"h{number}" for number in range(1000)]
    group = Counting("household", PATHS[0], {}, ids)
    last = LastDone(
        done=[DoneOn(1, "household", TODAY - timedelta(days=number % 365), [one]) for number, one in enumerate(ids)],
        until=TODAY,
    )
    duty_list = a_list(
        a_row(trigger=Every(Cycle.YEAR), subject_kind="household", window=Window(due_days=7)),
        effective_from=date(2025, 1, 1),
    )
    found = propose_in_bulk(
        duty_list=duty_list,
        population=Population([group]),
        events=(),
        last_done=last,
        completions=(),
        today=TODAY,
        calendar=PlainCalendar(),
    )
    assert 0 < len(found) == made < 30


def test_what_was_done_after_the_day_asked_for_is_not_seen() -> None:
    last = LastDone(
        done=[
            DoneOn(1, "school", TODAY + timedelta(days=1), ["a"]),
            DoneOn(1, "school", TODAY - timedelta(days=9), ["a"]),
        ],
        until=TODAY,
    )
    assert list(last.rows_of(SubjectKey("school", "a"))) == [(1, TODAY - timedelta(days=9))]
