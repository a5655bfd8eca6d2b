from datetime import date

import pytest

from fengqiao.primitives.station_powers import (
    FineVerdict,
    is_hearing_due,
    judge_on_the_spot_fine,
    judge_station_fine,
)

OLD, NEW = date(2025, 12, 31), date(2026, 1, 1)


@pytest.mark.parametrize(
    ("yuan", "filed_date", "verdict"),
    [
        (1000, NEW, FineVerdict.WITHIN_POWER),
        (1001, NEW, FineVerdict.ESCALATES_TO_PARENT_ORGAN),
        (500, OLD, FineVerdict.WITHIN_POWER),
        (501, OLD, FineVerdict.ESCALATES_TO_PARENT_ORGAN),
    ],
)
def test_a_station_fines_up_to_its_limit(yuan, filed_date, verdict):
    assert judge_station_fine(yuan=yuan, filed_date=filed_date) is verdict


@pytest.mark.parametrize(
    ("yuan", "filed_date", "verdict"),
    [
        (500, NEW, FineVerdict.WITHIN_POWER),
        (501, NEW, FineVerdict.REFUSED_ON_THE_SPOT),
        (200, OLD, FineVerdict.WITHIN_POWER),
        (201, OLD, FineVerdict.REFUSED_ON_THE_SPOT),
    ],
)
def test_a_fine_on_the_spot_has_its_own_limit(yuan, filed_date, verdict):
    assert judge_on_the_spot_fine(yuan=yuan, filed_date=filed_date) is verdict


def test_a_hearing_is_due_from_four_thousand_yuan():
    assert not is_hearing_due(yuan=3999, filed_date=NEW)
    assert is_hearing_due(yuan=4000, filed_date=NEW)
    assert is_hearing_due(yuan=2000, filed_date=OLD)
