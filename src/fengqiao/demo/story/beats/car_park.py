"""car_doors: one warning rejected, one confirmed, units there within minutes, nothing lost."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.timezone import localtime

from fengqiao.demo.county.contracts import County
from fengqiao.demo.story.page_links import page_of
from fengqiao.demo.story.strands import Played
from fengqiao.demo.story.wording import in_both, minutes_en, minutes_zh
from fengqiao.domains.cameras.contracts import WarningRecord, WarningState
from fengqiao.domains.cameras.public import get_warning
from fengqiao.domains.incidents.contracts import IncidentRecord
from fengqiao.domains.incidents.public import get_incident
from fengqiao.foundation.scoping.contracts import SYSTEM
from fengqiao.foundation.simulation.contracts import BeatTold, Text

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
        doors = _warning(taken["warning"])
        if "number" not in taken:
            return _nothing_came_of_it(owner, doors)
        incident = get_incident(actor=SYSTEM, number=taken["number"])
        if not incident.report_number:
            raise LookupError(f"no report came of {incident.summary.number}")
        return BeatTold(
            what=in_both(lambda language: (_what_zh if language == "zh" else _what_en)(owner, doors, incident)),
            why=in_both(lambda language: _warning(taken["warning"]).reason_text),
            page=page_of("cameras:warning", doors.id),
            records=WARNINGS + INCIDENTS + REPORTS + len(incident.orders),
        )


def _nothing_came_of_it(owner: WarningRecord, doors: WarningRecord) -> BeatTold:
    """Somebody at a screen rejected the warning."""
    owner_zh, owner_en = _verdict(owner)
    return BeatTold(
        what=Text(
            f"{owner_zh}\n{localtime(doors.started_at):%H:%M} 两个人拉了三辆车的门："
            f"{doors.reviewed_by}驳回，没有生成警情。",
            f"{owner_en}\n{localtime(doors.started_at):%H:%M} two people try three doors: rejected by "
            f"{doors.reviewed_by}, no incident came of it.",
        ),
        why=in_both(lambda language: _warning(doors.id).reason_text),
        page=page_of("cameras:warning", doors.id),
        records=WARNINGS,
    )


def _verdict(owner: WarningRecord) -> tuple[str, str]:
    """What was decided on the owner's warning, in both languages."""
    zh, en = f"{localtime(owner.started_at):%H:%M} {owner.camera.name}：车主往车里放东西，", "an owner loads the car"
    en = f"{localtime(owner.started_at):%H:%M} {owner.camera.name}: {en}"
    if owner.state is WarningState.REJECTED:
        return (
            f"{zh}{owner.reviewed_by}看过片段，驳回（日常活动）。",
            f"{en}; {owner.reviewed_by} looks at the clip and rejects it (everyday).",
        )
    if owner.state is WarningState.CONFIRMED:
        return (
            f"{zh}{owner.reviewed_by}确认，生成警情{owner.incident_number}。",
            f"{en}; {owner.reviewed_by} confirms it.",
        )
    return f"{zh}还没有人审核。", f"{en}; nobody has looked at it yet."


def _warning(warning_id: str) -> WarningRecord:
    return get_warning(actor=SYSTEM, warning_id=warning_id)


def _signs(incident: IncidentRecord, between: str) -> str:
    return between.join(order.call_sign for order in incident.orders)


def _arrival_minutes(doors: WarningRecord, incident: IncidentRecord) -> float:
    first = min((order.on_scene_at for order in incident.orders if order.on_scene_at is not None), default=None)
    if first is None:
        raise LookupError(f"nobody has arrived at {incident.summary.number}")
    return (first - doors.started_at).total_seconds() / 60


def _what_zh(owner: WarningRecord, doors: WarningRecord, incident: IncidentRecord) -> str:
    return (
        f"{_verdict(owner)[0]}\n"
        f"{localtime(doors.started_at):%H:%M} 两个人拉了三辆车的门：{doors.reviewed_by}确认，生成警情"
        f"{incident.summary.number}，推荐并派出{_signs(incident, '、')}，从拉门到到场"
        f"{minutes_zh(_arrival_minutes(doors, incident))}，车内物品无损失，按盗窃未遂登记{incident.report_number}。"
    )


def _what_en(owner: WarningRecord, doors: WarningRecord, incident: IncidentRecord) -> str:
    return (
        f"{_verdict(owner)[1]}\n"
        f"{localtime(doors.started_at):%H:%M} two people try three doors: confirmed by {doors.reviewed_by}, incident "
        f"{incident.summary.number}, recommended and sent {_signs(incident, ', ')}, "
        f"{minutes_en(_arrival_minutes(doors, incident))} from the first handle to the arrival, nothing lost, "
        f"an attempted theft registered as {incident.report_number}."
    )
