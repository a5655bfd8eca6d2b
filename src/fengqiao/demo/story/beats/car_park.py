"""car_doors: one warning rejected, one confirmed, units there within minutes, nothing lost."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.timezone import localtime

from fengqiao.demo.county.contracts import County
from fengqiao.demo.story.page_links import page_of
from fengqiao.demo.story.strands import Played
from fengqiao.demo.story.wording import in_both, minutes_en, minutes_zh
from fengqiao.domains.cameras.contracts import WarningRecord
from fengqiao.domains.cameras.public import get_warning
from fengqiao.domains.incidents.contracts import IncidentRecord
from fengqiao.domains.incidents.public import get_incident
from fengqiao.foundation.scoping.contracts import SYSTEM
from fengqiao.foundation.simulation.contracts import BeatTold

OWNER = "DS-car_owner"
WARNINGS, INCIDENTS, REPORTS = 2, 1, 1


@dataclass(frozen=True, slots=True)
class CarDoors:
    """Reads both warnings, the incident, its orders and the report."""

    county: County

    def tell(self, played: Played) -> BeatTold:
        """This function will tell the night at the car park."""
        taken = played[f"{self.county.planted.car_doors_signal_code}/take"]
        owner = _warning(played[f"{OWNER}/warning"]["warning"])
        doors, incident = _warning(taken["warning"]), get_incident(actor=SYSTEM, number=taken["number"])
        report = REPORTS if incident.report_number else 0
        return BeatTold(
            what=in_both(lambda language: (_what_zh if language == "zh" else _what_en)(owner, doors, incident)),
            why=in_both(lambda language: _warning(taken["warning"]).reason_text),
            page=page_of("cameras:warning", doors.id),
            records=WARNINGS + INCIDENTS + report + len(incident.orders),
        )


def _warning(warning_id: str) -> WarningRecord:
    return get_warning(actor=SYSTEM, warning_id=warning_id)


def _signs(incident: IncidentRecord, between: str) -> str:
    return between.join(order.call_sign for order in incident.orders)


def _arrival_minutes(doors: WarningRecord, incident: IncidentRecord) -> float:
    first = min(order.on_scene_at for order in incident.orders if order.on_scene_at is not None)
    return (first - doors.started_at).total_seconds() / 60


def _what_zh(owner: WarningRecord, doors: WarningRecord, incident: IncidentRecord) -> str:
    return (
        f"{localtime(owner.started_at):%H:%M} {owner.camera.name}：车主往车里放东西，{owner.reviewed_by}看过片段，"
        f"驳回（日常活动）。\n"
        f"{localtime(doors.started_at):%H:%M} 两个人拉了三辆车的门：{doors.reviewed_by}确认，生成警情"
        f"{incident.summary.number}，推荐并派出{_signs(incident, '、')}，从拉门到到场"
        f"{minutes_zh(_arrival_minutes(doors, incident))}，车内物品无损失，按盗窃未遂登记{incident.report_number}。"
    )


def _what_en(owner: WarningRecord, doors: WarningRecord, incident: IncidentRecord) -> str:
    return (
        f"{localtime(owner.started_at):%H:%M} {owner.camera.name}: an owner loads the car; {owner.reviewed_by} looks "
        f"at the clip and rejects it (everyday).\n"
        f"{localtime(doors.started_at):%H:%M} two people try three doors: confirmed by {doors.reviewed_by}, incident "
        f"{incident.summary.number}, recommended and sent {_signs(incident, ', ')}, "
        f"{minutes_en(_arrival_minutes(doors, incident))} from the first handle to the arrival, nothing lost, "
        f"an attempted theft registered as {incident.report_number}."
    )
