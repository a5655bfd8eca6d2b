import pytest

from fengqiao.engines.indicators.catalogue import (
    CATALOGUE,
    FigureNote,
    Formula,
    Indicator,
    MissingFactError,
    Unit,
    compute_figure,
)


def figure(code, **facts):
    return compute_figure(indicator=CATALOGUE[code], facts=facts)


def test_a_share_is_given_in_percent_with_its_counts():
    computed = figure("settlement_rate", disputes_settled=45, disputes_due=50)
    assert (computed.value, computed.numerator, computed.denominator) == (90.0, 45, 50)
    assert computed.unit is Unit.PERCENT
    assert computed.notes == frozenset()


def test_nothing_due_is_blank_and_says_so():
    computed = figure("tasks_on_time", tasks_done_on_time=0, tasks_due=0)
    assert computed.value is None
    assert FigureNote.NOTHING_DUE in computed.notes


def test_a_small_cell_is_marked():
    assert figure("incidents", incidents=4).notes == {FigureNote.SMALL_CELL}
    assert figure("incidents", incidents=5).notes == frozenset()
    assert figure("incidents", incidents=0).notes == frozenset()
    assert FigureNote.SMALL_CELL in figure("visit_coverage", objects_visited=3, objects_due=100).notes


def test_satisfaction_below_thirty_answers_is_not_ranked():
    assert FigureNote.TOO_FEW_TO_RANK in figure("satisfaction", answers_satisfied=29, answers_valid=29).notes
    assert not figure("satisfaction", answers_satisfied=29, answers_valid=30).notes


def test_incidence_is_per_ten_thousand_residents():
    computed = figure("preventable_case_incidence", preventable_cases=12, actual_population=40_000)
    assert computed.value == 3.0
    assert figure("preventable_case_incidence", preventable_cases=0, actual_population=0).value is None


def test_a_missing_fact_is_an_error_and_not_zero():
    with pytest.raises(MissingFactError):
        figure("settlement_rate", disputes_due=50)


@pytest.mark.parametrize(("formula", "denominator"), [(Formula.COUNT, "residents"), (Formula.SHARE, None)])
def test_an_indicator_has_a_denominator_exactly_if_it_divides(formula, denominator):
    with pytest.raises(ValueError, match="denominator"):
        Indicator("odd", formula, "numerator", denominator, Unit.PERCENT)


@pytest.mark.parametrize("indicator", CATALOGUE.values(), ids=lambda item: item.code)
def test_every_indicator_computes_and_none_counts_fines(indicator):
    names = (indicator.code, indicator.numerator, indicator.denominator or "")
    assert not any("fine" in name for name in names)
    facts = {name: 40 for name in names if name}
    assert compute_figure(indicator=indicator, facts=facts).value is not None
