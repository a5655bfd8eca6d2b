"""Daily counts of the real calls in the test-data folder, beats × shifts × days, NaN in outages."""

import csv
import gzip
import os
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import numpy as np
import pytest

REPOSITORY = Path(__file__).parents[5]
DATA_DIR = Path(os.environ.get("FENGQIAO_DATA_DIR", REPOSITORY.parent / "shared" / "data"))
CALLS = DATA_DIR / "calls" / "oakland_calls_2022-11-14_2024-05-04.csv.gz"
FIRST_DATE, LAST_DATE = date(2022, 11, 14), date(2024, 5, 4)
BEATS = {str(beat): index for index, beat in enumerate(range(1, 36))}
HOURS_A_SHIFT = 8
# The median day has 1,052 calls; below half of it the export was down for part of the day.
LEAST_CALLS_OF_A_WHOLE_DAY = 500


def read_counts() -> np.ndarray:
    """Return the counts, or skip the test where the data are absent."""
    if not CALLS.exists():
        pytest.skip(f"no real calls at {CALLS.name}: set FENGQIAO_DATA_DIR")
    counts = np.zeros((len(BEATS), 24 // HOURS_A_SHIFT, (LAST_DATE - FIRST_DATE).days + 1))
    for beat, received_at in _calls():
        if beat in BEATS:
            day = (received_at.date() - FIRST_DATE).days
            counts[BEATS[beat], received_at.hour // HOURS_A_SHIFT, day] += 1
    counts[:, :, counts.sum(axis=(0, 1)) < LEAST_CALLS_OF_A_WHOLE_DAY] = np.nan
    return counts


def _calls() -> Iterator[tuple[str, datetime]]:
    with gzip.open(CALLS, "rt", encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            yield row["beat"], datetime.fromisoformat(row["received_local"])
