from datetime import date, datetime, timedelta

import pytest

from fengqiao.engines.duties.conditions import Condition, Operator
from fengqiao.engines.duties.contracts import Event, ResolvedWhen, Subject, SubjectKey, TaskKind, Window
from fengqiao.engines.duties.proposals import CHINA_TIME
from fengqiao.engines.duties.tests.samples import a_list, a_quarrel, a_row, an_address, done, propose
from fengqiao.engines.duties.triggers import After, Cycle, Every, Grouping, InvalidTriggerError, When

IS_NOISE = Condition("category", Operator.EQUALS, "noise")
THIRD_QUARREL = a_row(
    trigger=When("incident", count=3, within_days=90, event_conditions=(IS_NOISE,)),
    subject_kind="address",
    window=Window(due_days=3, lapse_days=30),
)
DAY = date(2026, 3, 1)


def quarrels(*offsets: int, **given: object) -> list[Event]:
    return [a_quarrel(f"q{n}", DAY + timedelta(days=n), **given) for n in offsets]  # type: ignore[arg-type]


def raised(events: list[Event], *, on: int, completions: tuple = (), row: object = THIRD_QUARREL) -> list:
    return propose(
        a_list(row),  # type: ignore[arg-type]
        subjects=[an_address("1"), an_address("2")],
        events=events,
        completions=completions,
        today=DAY + timedelta(days=on),
    )


def test_the_third_quarrel_at_an_address_in_ninety_days_raises_a_task() -> None:
    events = quarrels(0, 40, 90)

    assert raised(events[:2], on=90) == []
    [task] = raised(events, on=90)
    assert task.uid == "address:1~incident:q90~community:1"
    assert task.kind is TaskKind.PUSHED
    assert (task.opens_date, task.due_date) == (DAY + timedelta(days=90), DAY + timedelta(days=93))
    assert task.reason.code == "repeated_events"
    assert task.reason.parameters["event_ids"] == ("q0", "q40", "q90")


def test_a_third_quarrel_after_ninety_one_days_raises_nothing() -> None:
    assert raised(quarrels(0, 40, 91), on=91) == []


def test_quarrels_at_two_addresses_are_not_added_up() -> None:
    events = quarrels(0, 10) + quarrels(20, address="2")

    assert raised(events, on=20) == []


def test_another_category_does_not_count() -> None:
    assert raised([*quarrels(0, 10), a_quarrel("x", DAY + timedelta(days=20), category="debt")], on=20) == []


def test_the_open_task_is_kept_when_a_further_quarrel_follows() -> None:
    events = quarrels(0, 50, 80, 100, 120)
    uids = {task.uid for on in (80, 100, 110) for task in raised(events, on=on)}

    assert uids == {"address:1~incident:q80~community:1"}


def test_quarrels_after_the_visit_raise_a_new_task() -> None:
    events = quarrels(0, 50, 80)
    [task] = raised(events, on=80)
    finished = (done(task, on=DAY + timedelta(days=82)),)

    assert raised(events, on=82, completions=finished) == []
    [following] = raised([*events, *quarrels(120)], on=120, completions=finished)
    assert following.uid == "address:1~incident:q120~community:1"


def test_old_events_may_be_dropped_without_changing_an_identity() -> None:
    events = quarrels(0, 100, 200, 230, 260)

    assert [t.uid for t in raised(events, on=260)] == [t.uid for t in raised(events[2:], on=260)]


def test_a_task_nobody_did_lapses_and_the_next_firing_takes_its_place() -> None:
    events = quarrels(0, 10, 20, 100, 105)

    assert [task.reason.parameters["last_date"] for task in raised(events, on=53)] == [DAY + timedelta(days=20)]
    assert raised(events, on=54) == []
    [task] = raised(events, on=105)
    assert task.reason.parameters["count"] == 3


def test_quarrels_between_the_same_two_households_count_wherever_they_happen() -> None:
    trigger = When("incident", count=3, within_days=90, grouping=Grouping.PARTIES, party_kind="household")
    row = a_row(trigger=trigger, subject_kind="address", window=Window(due_days=3))
    events = [
        a_quarrel("a", DAY, address="1", parties=("7", "8")),
        a_quarrel("b", DAY + timedelta(days=5), address="2", parties=("8", "7")),
        a_quarrel("c", DAY + timedelta(days=6), address="2", parties=("8", "9")),
        a_quarrel("d", DAY + timedelta(days=9), address="2", parties=("7", "8")),
    ]

    assert raised(events[:3], on=9, row=row) == []
    [task] = raised(events, on=9, row=row)
    assert task.subject.id == "2"
    assert task.reason.parameters["event_ids"] == ("a", "b", "d")


def test_a_settlement_is_followed_up_after_seven_and_thirty_days() -> None:
    dispute = Subject(kind="dispute", id="5")
    settled = Event(
        kind="dispute_settled",
        id="5",
        subjects=(dispute.key,),
        at=datetime(2026, 3, 1, 18, tzinfo=CHINA_TIME),
    )
    row = a_row(trigger=After("dispute_settled", (7, 30)), subject_kind="dispute", window=Window(due_days=2))

    def on(offset: int, completions: tuple = ()) -> list:
        today = DAY + timedelta(days=offset)
        return propose(a_list(row), subjects=[dispute], events=[settled], completions=completions, today=today)

    assert on(6) == []
    [task] = on(7)
    assert (task.opens_date, task.due_date) == (date(2026, 3, 8), date(2026, 3, 10))
    assert task.reason.parameters["days"] == 7
    finished = (done(task, on=date(2026, 3, 9)),)
    assert on(29, finished) == []
    assert [task.uid for task in on(30, finished)] == ["dispute:5~dispute_settled:5+30~community:1"]


def test_the_day_of_an_event_is_counted_on_the_local_clock() -> None:
    dispute = Subject(kind="dispute", id="5")
    late_in_utc = datetime.fromisoformat("2026-02-28T17:00:00+00:00")  # 1 March, 01:00 in China
    settled = Event(kind="settled", id="5", subjects=(dispute.key,), at=late_in_utc)
    row = a_row(trigger=After("settled", (0,)), subject_kind="dispute")

    [task] = propose(a_list(row), subjects=[dispute], events=[settled], today=DAY)
    assert task.opens_date == DAY


def test_an_event_on_the_subject_settles_the_task() -> None:
    address = an_address("1")
    row = a_row(
        trigger=Every(Cycle.MONTH),
        subject_kind="address",
        resolved_when=ResolvedWhen("home_visit"),
        since_date=date(2025, 1, 1),
    )
    today = date(2026, 3, 20)
    assert len(propose(a_list(row), subjects=[address], today=today)) == 1

    visit = Event(
        kind="home_visit",
        id="1",
        subjects=(SubjectKey("address", "1"),),
        at=datetime(2026, 3, 20, 10, tzinfo=CHINA_TIME),
    )
    assert propose(a_list(row), subjects=[address], events=[visit], today=today) == []


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: After("settled", ()),
        lambda: After("settled", (7, 7)),
        lambda: When("incident", count=0, within_days=90),
        lambda: When("incident", count=3, within_days=90, grouping=Grouping.PARTIES),
    ],
)
def test_triggers_that_cannot_fire_are_refused(wrong: object) -> None:
    with pytest.raises(InvalidTriggerError):
        wrong()  # type: ignore[operator]
