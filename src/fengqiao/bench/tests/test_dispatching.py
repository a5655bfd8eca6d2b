from __future__ import annotations

import datetime
from pathlib import Path

import numpy as np
import pytest

from fengqiao.bench.contracts import BenchRequest, DataMissingError
from fengqiao.bench.dispatching import reading
from fengqiao.bench.dispatching.decisions import measure_decisions
from fengqiao.bench.dispatching.reading import read_recorded
from fengqiao.bench.dispatching.running import BENCH, measure_closed_forms, measure_policies

TEST_FROM = datetime.date(2024, 1, 1)


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[tuple[datetime.datetime, float, float]]:
    """Six days before the date and six after it, with a hole of a day in the middle of these."""
    dice = np.random.default_rng(1)
    begin = datetime.datetime(2023, 12, 26, tzinfo=datetime.UTC)
    minutes = np.sort(dice.uniform(0, 12 * 1440, 1500))
    rows = [
        (
            begin + datetime.timedelta(minutes=float(at)),
            float(dice.uniform(-122.3, -122.1)),
            float(dice.uniform(37.7, 37.8)),
        )
        for at in minutes
        if not 8.5 * 1440 < at < 9.5 * 1440
    ]
    monkeypatch.setattr(reading, "_rows", lambda data_dir: rows)
    return rows


def test_every_figure_is_measured_beside_the_reference_of_the_same_run(drawn: object, tmp_path: Path) -> None:
    recorded = read_recorded(data_dir=tmp_path, test_from=TEST_FROM, seed=1, is_quick=False)
    request = BenchRequest(data_dir=tmp_path, seed=1, is_quick=True, say=lambda line: None)

    figures = [
        *measure_policies(recorded=recorded, request=request),
        *measure_decisions(repeats=2, seed=1),
        *measure_closed_forms(seed=1, is_quick=True),
    ]

    assert [one.name for one in figures] == list(BENCH.figures)
    assert figures[0].references[0].name == "return_home"
    assert all(one.value is not None for one in figures)
    assert (figures[0].goal.value, figures[1].goal.value) == (0.75, 2.0)


def test_homes_see_nothing_of_the_test_window_and_a_gap_is_no_quiet_day(drawn: list[object], tmp_path: Path) -> None:
    recorded = read_recorded(data_dir=tmp_path, test_from=TEST_FROM, seed=1, is_quick=False)

    before = sum(at.date() < TEST_FROM for at, _, _ in drawn)
    assert recorded.earlier_calls == before
    assert len(recorded.stretches) == 2
    assert recorded.calls + recorded.left_out == len(drawn) - before


def test_a_date_with_calls_on_one_side_only_is_refused(drawn: object, tmp_path: Path) -> None:
    with pytest.raises(DataMissingError):
        read_recorded(data_dir=tmp_path, test_from=datetime.date(2030, 1, 1), seed=1, is_quick=False)


def test_a_folder_without_calls_is_told(tmp_path: Path) -> None:
    with pytest.raises(DataMissingError):
        read_recorded(data_dir=tmp_path, test_from=TEST_FROM, seed=1, is_quick=False)
