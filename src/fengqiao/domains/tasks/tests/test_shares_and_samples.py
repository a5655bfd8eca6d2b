"""The pure part of evaluation: intervals, rules with their pairs, samples that can be drawn again."""

from __future__ import annotations

import pytest

from fengqiao.domains.tasks.contracts.evaluation import TARGETS, Measure
from fengqiao.domains.tasks.queries.evaluation.rules import parsed_rules, shipped_rules
from fengqiao.domains.tasks.workflow.evaluation.costs import Scale, cost_of_row, spared_by_merging
from fengqiao.domains.tasks.workflow.evaluation.rules import read_rules
from fengqiao.domains.tasks.workflow.evaluation.sampling import Candidate, allot, draw
from fengqiao.domains.tasks.workflow.evaluation.shares import figures_of, share_of, wilson

RULES = parsed_rules(shipped_rules())


@pytest.mark.parametrize(
    ("count", "of", "low", "high"), [(0, 10, 0.0, 0.2775), (10, 10, 0.7225, 1.0), (5, 10, 0.2366, 0.7634)]
)
def test_the_interval_of_a_share_is_wilsons(count: int, of: int, low: float, high: float) -> None:
    found = wilson(count=count, of=of)
    assert found is not None
    assert found == (pytest.approx(low, abs=1e-4), pytest.approx(high, abs=1e-4))


def test_nothing_due_is_no_share_and_never_a_full_one() -> None:
    share = share_of(count=0, of=0, fewest=30)
    assert (share.fraction, share.low, share.high, share.is_small) == (None, None, None, True)


def test_no_target_is_ever_shown_without_a_counter_measure() -> None:
    pairs = figures_of(counts={"due": 10, "on_time": 9}, rules=RULES)
    assert [one.target.measure for one in pairs] == list(TARGETS)
    assert all(one.counters and one.basis_zh for one in pairs)


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("counters: [verified, impossible, entered_late]", "counters: []", "no_counter"),
        ("counters: [verified, impossible, entered_late]", "counters: [coverage]", "unknown_measure:coverage"),
        ("target: coverage", "target: speed", "unknown_measure"),
        ("target: coverage", "target: resolved", "no_counter_for:coverage"),
        ("short_share: 0.2", "short_share: 5", "out_of_range"),
        ("short_share: 0.2", "short_share: soon", "no_number"),
        ("repeat_days: 30", "repeat_days: 30\nrank_officers: true", "unknown_name"),
    ],
)
def test_rules_that_would_show_a_target_alone_or_switch_a_check_off_are_refused(
    old: str, new: str, problem: str
) -> None:
    document = shipped_rules()
    assert old in document
    rules, problems = read_rules(document.replace(old, new, 1))
    assert rules is None
    assert problem in {code for _, code in problems}


def test_a_pair_without_a_basis_is_refused() -> None:
    lines = [line for line in shipped_rules().splitlines() if not line.strip().startswith(("zh:", "en:"))]
    rules, problems = read_rules("\n".join(lines))
    assert rules is None
    assert [code for _, code in problems].count("no_basis") == len(TARGETS)


def test_a_counter_measure_is_none_of_the_targets() -> None:
    for pair in RULES.pairs:
        assert not set(pair.counters) & set(TARGETS)
    assert Measure.REPEATED in next(one.counters for one in RULES.pairs if one.target is Measure.RESOLVED)


VISITS = [Candidate(number, ("list", number % 3), f"door-{number // 2}") for number in range(60)]


def test_the_same_seed_draws_the_same_visits_and_another_seed_others() -> None:
    first = draw(candidates=VISITS, wanted=9, seed=7)
    assert draw(candidates=reversed(VISITS), wanted=9, seed=7) == first
    assert draw(candidates=VISITS, wanted=9, seed=8) != first


def test_a_sample_is_spread_over_the_rows_and_never_rings_one_household_twice() -> None:
    for seed in range(40):
        drawn = draw(candidates=VISITS, wanted=9, seed=seed)
        assert len({one.household_key for one in drawn}) == len(drawn)
        assert {one.stratum for one in drawn} == {("list", 0), ("list", 1), ("list", 2)}


def test_places_follow_the_sizes_and_a_small_row_gets_one() -> None:
    places = allot(sizes={("a", 1): 80, ("b", 2): 19, ("c", 3): 1}, wanted=10)
    assert sum(places.values()) == 10
    assert places[("c", 3)] == 1
    assert places[("a", 1)] > places[("b", 2)]
    assert allot(sizes={("a", 1): 2}, wanted=10) == {("a", 1): 2}
    assert sum(allot(sizes={("a", 1): 5, ("b", 2): 5, ("c", 3): 5}, wanted=2).values()) == 2


def test_a_row_costs_its_subjects_times_its_cycle_and_the_province_by_its_stations() -> None:
    scale = Scale(stations_here=10, stations_in_province=1000, officer_day_minutes=480)
    cost = cost_of_row(
        subjects=300,
        times_per_month=1 / 3,
        counted_visits=7,
        minutes=24,
        officers=2,
        questions=3,
        scale=scale,
    )
    assert cost.visits == pytest.approx(100)
    assert cost.here_days == pytest.approx(10)
    assert cost.province_days == pytest.approx(1000)
    assert cost.province_fields == pytest.approx(30_000)


def test_a_row_without_a_cycle_costs_what_was_counted() -> None:
    scale = Scale(1, 1, 480)
    cost = cost_of_row(
        subjects=None, times_per_month=None, counted_visits=8, minutes=60, officers=1, questions=0, scale=scale
    )
    assert (cost.visits, cost.here_days) == (8, 1)


def test_merging_spares_the_questions_that_both_rows_ask_and_no_more() -> None:
    assert spared_by_merging(visits=10, common_questions=1, minutes=(20, 15), questions=(2, 2)) == (10, 75)
    assert spared_by_merging(visits=10, common_questions=0, minutes=(20, 15), questions=(2, 2)) == (0, 0)
