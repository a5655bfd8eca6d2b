"""When duties were done last, so that cycles know what is due on the day."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from random import Random

from fengqiao.demo.county.contracts import (
    Household,
    LinkedVillage,
    Premise,
    Resident,
    ResidentFact,
    TaskCompletion,
    TroubleSpot,
)
from fengqiao.demo.county.geography.layout import read_data
from fengqiao.demo.county.history.clockwork import CHINA_TIME
from fengqiao.demo.county.places.addresses import Area
from fengqiao.domains.places.contracts import PremisesKind

WINDOW_DAYS = 120
KEY_VENUES = frozenset(
    (
        PremisesKind.HOTEL,
        PremisesKind.ENTERTAINMENT,
        PremisesKind.NET_CAFE,
        PremisesKind.LOOSE_PETROL,
        PremisesKind.PAWN,
        PremisesKind.SCRAP,
        PremisesKind.PARCEL,
    )
)
PROTECTED = frozenset(
    (
        PremisesKind.PROTECTED_UNIT,
        PremisesKind.SCHOOL,
        PremisesKind.KINDERGARTEN,
        PremisesKind.HOSPITAL,
        PremisesKind.BANK,
    )
)
CALM_SHARE = 0.8  # in the young officer's beat everything else was done within this part of its cycle
OVERDUE_DAYS = 1


class CompletionLedger:
    """Writes the past of each duty.

    `due`: subjects that fall due on the day; `calm_beat`: where nothing else does.
    """

    def __init__(
        self,
        *,
        officers: dict[str, str],
        stations: dict[str, str],
        today: date,
        rng: Random,
        due: frozenset[str],
        calm_beat: str,
    ) -> None:
        self._officers, self._stations, self._today, self._rng = officers, stations, today, rng
        self._due, self._calm_beat = due, calm_beat
        self._plan = read_data("day.yaml")["completions"]

    def premises(self, premises: tuple[Premise, ...]) -> Iterator[TaskCompletion]:
        """Visits to key venues, protected units and houses to let."""
        for premise in premises:
            duty = _duty(premise)
            if duty is None:
                continue
            cycle = self._plan[duty]["days"]
            days = cycle[premise.rental_tier.value] if premise.rental_tier else cycle
            yield from self._series(duty, "premise", premise.code, premise.beat_code, days)

    def households(self, households: list[Household]) -> Iterator[TaskCompletion]:
        """The last yearly visit to each household; one in a while is late."""
        for household in households:
            back = self._days_back(household.code, household.beat_code, self._plan["household_visit"]["days"])
            yield self._one("household_visit", "household", household.code, household.beat_code, back)

    def people(
        self, facts: list[ResidentFact], residents: dict[str, Resident], households: dict[str, Household]
    ) -> Iterator[TaskCompletion]:
        """Monthly visits to those who need them."""
        for fact in facts:
            beat = households[residents[fact.resident_code].household_code].beat_code
            yield from self._series("vulnerable_visit", "resident", fact.resident_code, beat, 30)

    def beats(self, beats: Sequence[Area]) -> Iterator[TaskCompletion]:
        """Daily patrols, weekly screening, bench sessions."""
        for beat in beats:
            for back in range(1, WINDOW_DAYS):
                yield self._one("must_visit_patrol", "beat", beat.beat_code, beat.beat_code, back)
            for duty in ("dispute_screening", "bench_session"):
                cycle = self._plan[duty]["days"]
                first = self._rng.randint(2, cycle - 2)
                for back in range(first, WINDOW_DAYS, cycle):
                    yield self._one(duty, "beat", beat.beat_code, beat.beat_code, back)

    def stays(self, links: list[LinkedVillage], beats: dict[str, str]) -> Iterator[TaskCompletion]:
        """Half-monthly stays in the linked villages; `beats`: beat by officer."""
        for link in links:
            last = (self._today - link.last_stay_date).days
            beat = beats[link.police_number]
            for back in range(last, WINDOW_DAYS, self._plan["backpack_stay"]["days"]):
                yield self._one("backpack_stay", "division", link.division_code, beat, back, officer=link.police_number)

    def spots(self, spots: Sequence[TroubleSpot]) -> Iterator[TaskCompletion]:
        """Weekly looks at each trouble spot by its owner, back to the day it was listed; none is late."""
        cycle = self._plan["trouble_spot_look"]["days"]
        for spot in spots:
            listed = (self._today - spot.listed_date).days
            for back in range(self._rng.randint(1, cycle - 1), listed, cycle):
                yield self._one(
                    "trouble_spot_look", "trouble_spot", spot.code, spot.beat_code, back, officer=spot.owner_number
                )

    def _series(self, duty: str, kind: str, code: str, beat_code: str, cycle: int) -> Iterator[TaskCompletion]:
        back = self._days_back(code, beat_code, cycle)
        while True:
            yield self._one(duty, kind, code, beat_code, back)
            back += cycle + self._rng.randint(-3, 2)
            if back > WINDOW_DAYS:
                return

    def _days_back(self, code: str, beat_code: str, cycle: int) -> int:
        if code in self._due:
            return cycle + OVERDUE_DAYS
        if beat_code == self._calm_beat:
            return self._rng.randint(2, int(cycle * CALM_SHARE))
        return self._rng.randint(1, cycle + OVERDUE_DAYS)

    def _one(self, duty: str, kind: str, code: str, beat_code: str, back: int, *, officer: str = "") -> TaskCompletion:
        minutes = self._plan[duty]["minutes"]
        at = time(self._rng.randint(9, 17), self._rng.randint(0, 59))
        return TaskCompletion(
            duty=duty,
            subject_kind=kind,
            subject_code=code,
            station_code=self._stations[beat_code],
            beat_code=beat_code,
            police_number=officer or self._officers[beat_code],
            completed_at=datetime.combine(self._today - timedelta(days=back), at, CHINA_TIME),
            minutes=max(5, round(minutes * self._rng.uniform(0.7, 1.35))),
        )


def _duty(premise: Premise) -> str | None:
    if premise.kind in KEY_VENUES:
        return "key_venue_inspection"
    if premise.kind in PROTECTED:
        return "protected_unit_visit"
    if premise.kind is PremisesKind.RENTAL_HOUSING:
        return "rental_check"
    return None
