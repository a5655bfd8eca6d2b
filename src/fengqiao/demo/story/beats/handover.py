"""handover: what the night leaves to the morning."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from fengqiao.demo.cast import Cast
from fengqiao.demo.county.contracts import County
from fengqiao.demo.county.history.clockwork import CHINA_TIME
from fengqiao.demo.story.page_links import page_of
from fengqiao.demo.story.strands import Played
from fengqiao.demo.story.wording import in_both, length_en, length_zh
from fengqiao.domains.indicators.contracts import HandoverSheet
from fengqiao.domains.indicators.public import handover_sheet
from fengqiao.domains.organisation.public import list_staff_by_number
from fengqiao.domains.tasks.contracts import ReplayReport
from fengqiao.domains.tasks.public import replay_day_list
from fengqiao.foundation.simulation.contracts import BeatTold

HANDOVER_TIME = datetime.time(8, 0)


@dataclass(frozen=True, slots=True)
class Handover:
    """Reads the sheet of the shift that ends, as the chief of the town station does."""

    county: County
    cast: Cast

    def tell(self, played: Played) -> BeatTold:
        """This function will tell the sheet, the bulletin and whether the officer's morning comes out the same."""
        sheet = self._sheet()
        replay = self._replay()
        return BeatTold(
            what=in_both(lambda language: f"{sheet_words(language, self._sheet())}\n{replay_words(language, replay)}"),
            why=in_both(_why),
            page=page_of("indicators:handover"),
            records=sheet.incidents_received + len(sheet.reports_due) + sheet.tasks_completed,
        )

    def _sheet(self) -> HandoverSheet:
        chief = self.cast.person(self.county.planted.chief_number)
        day = self.county.date + datetime.timedelta(days=1)
        return handover_sheet(actor=chief, to_at=datetime.datetime.combine(day, HANDOVER_TIME, CHINA_TIME))

    def _replay(self) -> ReplayReport:
        """The young officer asks for her own morning of the day that ends."""
        number = self.county.planted.officer_number
        staff = list_staff_by_number(numbers=[number])[number]
        return replay_day_list(actor=self.cast.person(number), staff_id=staff.id, date=self.county.date)


def replay_words(language: str, report: ReplayReport) -> str:
    """This function will tell what came out when a list was made again from its stored inputs."""
    if language == "zh":
        found = "理由和顺序都没有差别" if report.is_identical else "有差别：" + "；".join(report.differences)
        return f"重放我的早晨：按当时存下的数据重新生成清单，{report.tasks}项，{found}。"
    found = "same reasons, same order" if report.is_identical else "differences: " + "; ".join(report.differences)
    return f"Replay my morning: made again from what was stored, {report.tasks} items, {found}."


def sheet_words(language: str, sheet: HandoverSheet) -> str:
    """This function will tell a sheet and its bulletin."""
    return _what_zh(sheet) if language == "zh" else _what_en(sheet)


def _what_zh(sheet: HandoverSheet) -> str:
    head = (
        f"{sheet.unit_name}交接班：接警{sheet.incidents_received}起，未结{len(sheet.incidents_open)}起；"
        f"预警确认{sheet.warnings_confirmed}条、驳回{sheet.warnings_rejected}条；"
        f"清单{sheet.tasks_completed + sheet.tasks_left}项，完成{sheet.tasks_completed}项、余{sheet.tasks_left}项，"
        f"计划用时{length_zh(sheet.work_minutes)}；"
        f"负担：实际用时{length_zh(sheet.burden_minutes)}，填报{sheet.burden_fields}项。"
    )
    return "\n".join([head, *sheet.bulletin])


def _what_en(sheet: HandoverSheet) -> str:
    head = (
        f"Handover at {sheet.unit_name}: {sheet.incidents_received} calls, {len(sheet.incidents_open)} open; "
        f"warnings {sheet.warnings_confirmed} confirmed, {sheet.warnings_rejected} rejected; "
        f"{sheet.tasks_completed} of {sheet.tasks_completed + sheet.tasks_left} tasks on the lists done, "
        f"{length_en(sheet.work_minutes)} planned; "
        f"burden: {length_en(sheet.burden_minutes)} spent, {sheet.burden_fields} answers written."
    )
    return "\n".join([head, *sheet.bulletin])


def _why(language: str) -> str:
    if language == "zh":
        return "交接单只数记下来的事：每一个数都能点开到那一行。通报和负担分钟数已有，百千工程评分还没有建。"
    return "The sheet counts only what was recorded, and every number opens to its rows. Programme scores are to come."
