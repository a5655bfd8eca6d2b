"""What a station may decide by itself in public-order cases, dated like the clocks."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from fengqiao.primitives.legal_clock import REVISED_PUBLIC_ORDER_LAW_DATE, LegalBasis


class FineVerdict(StrEnum):
    """Whether a fine may be imposed where it is asked for."""

    WITHIN_POWER = "within_power"
    ESCALATES_TO_PARENT_ORGAN = "escalates_to_parent_organ"
    REFUSED_ON_THE_SPOT = "refused_on_the_spot"


@dataclass(frozen=True, slots=True)
class StationPowers:
    """Limits in yuan: the most a station may fine, the most on the spot, and from where a hearing is due."""

    station_fine_limit_yuan: int
    on_the_spot_limit_yuan: int
    hearing_from_yuan: int
    basis: LegalBasis


POWERS_BEFORE_2026: Final = StationPowers(
    station_fine_limit_yuan=500,
    on_the_spot_limit_yuan=200,
    hearing_from_yuan=2000,
    basis=LegalBasis.PUBLIC_ORDER_LAW_2012,
)
POWERS_FROM_2026: Final = StationPowers(
    station_fine_limit_yuan=1000,
    on_the_spot_limit_yuan=500,
    hearing_from_yuan=4000,
    basis=LegalBasis.PUBLIC_ORDER_LAW_2025,
)


def station_powers(*, filed_date: date) -> StationPowers:
    """Return the limits for a case filed on that day."""
    return POWERS_FROM_2026 if filed_date >= REVISED_PUBLIC_ORDER_LAW_DATE else POWERS_BEFORE_2026


def judge_station_fine(*, yuan: int, filed_date: date) -> FineVerdict:
    """Tell whether the station may impose the fine itself or must ask its parent organ."""
    if yuan <= station_powers(filed_date=filed_date).station_fine_limit_yuan:
        return FineVerdict.WITHIN_POWER
    return FineVerdict.ESCALATES_TO_PARENT_ORGAN


def judge_on_the_spot_fine(*, yuan: int, filed_date: date) -> FineVerdict:
    """Tell whether an officer may impose the fine on the spot."""
    if yuan <= station_powers(filed_date=filed_date).on_the_spot_limit_yuan:
        return FineVerdict.WITHIN_POWER
    return FineVerdict.REFUSED_ON_THE_SPOT


def is_hearing_due(*, yuan: int, filed_date: date) -> bool:
    """Tell whether the person may ask for a hearing because of the amount of the fine."""
    return yuan >= station_powers(filed_date=filed_date).hearing_from_yuan
