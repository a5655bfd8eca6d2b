from __future__ import annotations

import csv
import datetime
import gzip
from pathlib import Path

import numpy as np
import pytest

from fengqiao.bench.contracts import BenchRequest, DataMissingError
from fengqiao.bench.forecasting import boosted, running
from fengqiao.bench.forecasting.placebo import placebo_shares
from fengqiao.bench.forecasting.reading import CallCounts, counts_of, read_counts
from fengqiao.bench.forecasting.references import (
    mean_of_same_shifts,
    poisson_deviance,
    weekday_means,
    weekday_means_of_the_others,
)

MONDAY = datetime.date(2026, 1, 5)
HEADER = [
    "event_number",
    "received_local",
    "call_code",
    "call_description",
    "status",
    "beat",
    "district",
    "sector",
    "street",
    "lon",
    "lat",
]


def request(path: Path, test_from: datetime.date | None = None) -> BenchRequest:
    return BenchRequest(data_dir=path, seed=0, is_quick=True, say=lambda line: None, test_from=test_from)


def an_area(*, days: int = 140, seed: int = 1) -> CallCounts:
    random = np.random.default_rng(seed)
    rates = random.uniform(2, 9, (6, 3, 1)) * (1 + 0.2 * (np.arange(days) % 7 > 4))
    return CallCounts(MONDAY, tuple("123456"), random.poisson(rates).astype(float))


def test_only_what_citizens_reported_is_counted_and_each_call_once(tmp_path: Path) -> None:
    (tmp_path / "calls").mkdir()
    rows = [
        ("A1", "2026-01-05 03:00:00", "415", "4"),
        ("A2", "2026-01-05 17:00:00", "415", "4"),
        ("A3", "2026-01-06 09:00:00", "SECCK", "4"),  # an officer's own check
        ("A4", "2026-01-06 09:30:00", "415", "5"),
        ("A5", "no moment", "415", "5"),
        ("A6", "2026-01-06 10:00:00", "415", ""),
    ]
    for name in ("first", "again"):
        with gzip.open(tmp_path / "calls" / f"{name}.csv.gz", "wt", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(HEADER)
            writer.writerows([(key, at, code, "", "C", beat, "2", "1", "", "", "") for key, at, code, beat in rows])
    counts = read_counts(data_dir=tmp_path)
    assert counts.first_date == datetime.date(2026, 1, 5)
    assert counts.beats == ("4", "5")
    assert counts.reported[0].tolist() == [[1, 0], [0, 0], [1, 0]]
    assert counts.reported[1].tolist() == [[0, 0], [0, 1], [0, 0]]


def test_days_without_a_call_anywhere_are_unknown() -> None:
    calls = {}
    for day in [*range(30), *range(40, 60)]:
        for hour in range(24):
            at = datetime.datetime.combine(MONDAY, datetime.time(hour)) + datetime.timedelta(days=day)
            calls[f"{day}-{hour}"] = ("1", at, True)
    counts = counts_of(calls=calls)
    assert np.isnan(counts.reported[:, :, 30:40]).all()
    assert not np.isnan(counts.reported[:, :, [*range(30), *range(40, 60)]]).any()


def test_a_folder_without_calls_and_a_date_without_days_behind_it_are_told(tmp_path: Path) -> None:
    with pytest.raises(DataMissingError):
        running.run(request(tmp_path))
    with pytest.raises(DataMissingError):
        running.measure(counts=an_area(), request=request(tmp_path, MONDAY + datetime.timedelta(days=135)))


def test_the_deviance_is_that_of_poisson() -> None:
    assert poisson_deviance(actual=np.array([2.0, 0.0, np.nan]), expected=np.array([1.0, 1.0, 1.0])) == pytest.approx(
        (2 * (2 * np.log(2) - 1) + 2 * 1) / 2
    )


def test_the_floor_knows_its_own_days_and_the_other_floor_does_not() -> None:
    window = np.zeros((1, 1, 21))
    window[0, 0, [0, 7, 14]] = [1.0, 2.0, 6.0]
    assert weekday_means(window=window)[0, 0, [0, 7, 14]].tolist() == [3.0, 3.0, 3.0]
    assert weekday_means_of_the_others(window=window)[0, 0, [0, 7, 14]].tolist() == [4.0, 3.5, 1.5]


def test_the_simple_ways_step_over_a_gap() -> None:
    counts = np.arange(42, dtype=float).reshape(1, 1, 42)
    counts[:, :, 28:35] = np.nan
    naive = mean_of_same_shifts(counts=counts, from_day=35, shifts=1)
    assert naive[0, 0].tolist() == [21, 22, 23, 24, 25, 26, 27]
    assert mean_of_same_shifts(counts=counts, from_day=35)[0, 0, 0] == pytest.approx((0 + 7 + 14 + 21) / 4)


def test_every_figure_is_measured_and_the_week_to_come_stays_unknown(tmp_path: Path) -> None:
    test_from = MONDAY + datetime.timedelta(days=84)
    found = {one.name: one for one in running.measure(counts=an_area(), request=request(tmp_path, test_from))}
    assert set(found) == set(running.FIGURES)
    assert found["known_test_shifts"].value == 3 * 56
    to_others = found["forecast_to_floor_of_other_weeks"]
    assert to_others.value is not None
    assert to_others.holds()
    ratio = found["forecast_to_mean_of_four"]
    assert ratio.value is not None
    assert ratio.value < ratio.references[0].value < ratio.references[1].value
    inside = found["counts_in_range"].value
    assert inside is not None
    assert 0.8 <= inside < 0.95


def test_without_the_extra_the_boosted_reference_is_said_to_be_skipped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(boosted, "is_installed", lambda: False)
    figures = running.measure(counts=an_area(), request=request(tmp_path, MONDAY + datetime.timedelta(days=84)))
    skipped = next(one for one in figures if one.name == "forecast_to_boosted_trees")
    assert skipped.value is None
    assert "lightgbm" in str(skipped.skipped)


@pytest.mark.skipif(not boosted.is_installed(), reason="lightgbm is an extra")
def test_the_boosted_reference_learns_from_the_weeks_before() -> None:
    counts = an_area().reported
    meant = boosted.boosted_forecast(counts=counts, from_day=84, first_weekday=0, seed=0)
    window = counts[:, :, 84:]
    naive = mean_of_same_shifts(counts=counts, from_day=84, shifts=1)
    assert poisson_deviance(actual=window, expected=meant) < poisson_deviance(actual=window, expected=naive)


def test_placebo_windows_over_a_gap_are_not_compared() -> None:
    area = an_area(days=140)
    area.reported[:, :, 50:90] = np.nan
    assert placebo_shares(counts=area) == (None, None)


def test_a_real_jump_raises_the_alarm_that_the_placebo_counts() -> None:
    area = an_area(days=56)
    area.reported[:, :, 28:] *= 3
    alone, together = placebo_shares(counts=area)
    assert (alone, together) == (1.0, 1.0)
