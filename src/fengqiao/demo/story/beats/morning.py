"""morning_list: the young officer's list, and why each thing is on it."""

from __future__ import annotations

from dataclasses import dataclass

from fengqiao.demo.cast import Cast
from fengqiao.demo.county.contracts import County
from fengqiao.demo.story.page_links import page_of
from fengqiao.demo.story.strands import Played
from fengqiao.demo.story.wording import clock_of, in_both, length_en, length_zh
from fengqiao.domains.disputes.contracts import SubjectKind as DisputeSubject
from fengqiao.domains.organisation.public import list_staff_by_number
from fengqiao.domains.places.contracts import SubjectKind
from fengqiao.domains.tasks.contracts import DayItem, DayListRecord
from fengqiao.domains.tasks.public import get_day_list
from fengqiao.foundation.simulation.contracts import BeatTold

TOLD_FIRST = (SubjectKind.ADDRESS, DisputeSubject.OBLIGATION, SubjectKind.LINKED_VILLAGE)
"""The third quarrel, the promise of today, the stay that is due: what nobody could have known by heart."""


@dataclass(frozen=True, slots=True)
class MorningList:
    """Reads the list of the county's young officer as she sees it."""

    county: County
    cast: Cast

    def tell(self, played: Played) -> BeatTold:
        """This function will tell the list and its reasons."""
        number = self.county.planted.officer_number
        day = self._list(number)
        return BeatTold(
            what=in_both(lambda language: self._what(language, self._list(number))),
            why=in_both(lambda language: _why(self._list(number))),
            page=page_of("tasks:today", query=f"staff={day.staff_id}&date={day.date}"),
            records=len(day.items),
        )

    def _list(self, number: str) -> DayListRecord:
        staff = list_staff_by_number(numbers=[number])[number]
        day_list = get_day_list(actor=self.cast.person(number), staff_id=staff.id, date=self.county.date)
        if day_list is None:
            raise LookupError(f"officer {number} has no list on {self.county.date}")
        return day_list

    def _what(self, language: str, day: DayListRecord) -> str:
        beat = next(beat.name for beat in self.county.beats if beat.code == self.county.planted.officer_beat_code)
        items = "\n".join(
            f"{clock_of(item.starts_minute)}  {item.task.title} · {item.task.subject_label}"
            for item in sorted(day.items, key=lambda item: item.order)
        )
        if language == "zh":
            left = f"；另有{len(day.left_out)}项排不下，列在末尾" if day.left_out else ""
            return (
                f"{beat}民警{day.staff_name}打开今天的清单：{len(day.items)}项，干活{length_zh(day.work_minutes)}，"
                f"路上{length_zh(day.travel_minutes)}{left}。\n{items}"
            )
        left = f"; {len(day.left_out)} more do not fit and stand openly at the end" if day.left_out else ""
        return (
            f"{day.staff_name} of {beat} opens the list of the day: {len(day.items)} items, "
            f"{length_en(day.work_minutes)} of work, {length_en(day.travel_minutes)} on the way{left}.\n{items}"
        )


def _why(day: DayListRecord) -> str:
    told = sorted((item for item in day.items if item.task.subject_kind in TOLD_FIRST), key=_rank)
    return "\n".join(f"{item.task.subject_label}: {item.task.reason_text}" for item in told)


def _rank(item: DayItem) -> tuple[int, int]:
    return [str(kind) for kind in TOLD_FIRST].index(item.task.subject_kind), item.order
