"""What a row costs in a month: counted here, drawn out to the province, said which is which."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Scale:
    """From the stations that were counted to all stations of the province; and how long an officer's day is."""

    stations_here: int
    stations_in_province: int
    officer_day_minutes: int

    @property
    def factor(self) -> float:
        return self.stations_in_province / self.stations_here if self.stations_here else 0.0


@dataclass(frozen=True, slots=True)
class RowCost:
    visits: float
    here_days: float
    province_days: float
    province_fields: float


def cost_of_row(
    *,
    subjects: int | None,
    times_per_month: float | None,
    counted_visits: int,
    minutes: int,
    officers: int,
    questions: int,
    scale: Scale,
) -> RowCost:
    """This function will return a row's cost: subjects × cycle × minutes × officers, in officer-days a month.

    A row without a cycle costs what was really due or done in the month.
    """
    is_cyclic = subjects is not None and times_per_month is not None
    visits = float(subjects or 0) * float(times_per_month or 0) if is_cyclic else float(counted_visits)
    days = visits * minutes * officers / scale.officer_day_minutes
    return RowCost(visits, days, days * scale.factor, visits * questions * scale.factor)


def spared_by_merging(
    *, visits: int, common_questions: int, minutes: tuple[int, int], questions: tuple[int, int]
) -> tuple[int, int]:
    """This function will return (fields, minutes) that one visit for two rows would spare.

    The questions that both ask are asked once; of the shorter visit only the part of its own questions remains.
    Without questions in common a visit is not spared: only its way is, which is not counted here.
    """
    if not common_questions:
        return 0, 0
    shorter = 0 if minutes[0] <= minutes[1] else 1
    part = common_questions / max(1, questions[shorter])
    return visits * common_questions, round(visits * minutes[shorter] * min(1.0, part))
