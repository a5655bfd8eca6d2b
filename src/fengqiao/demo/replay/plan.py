"""The ribbon of a replayed day: two beats stand on the export's figures, for the others it holds nothing."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import replace

from fengqiao.demo.story.beats.plan import plan_of
from fengqiao.foundation.simulation.contracts import NOTHING, PlannedBeat, Text

NOT_IN_THE_EXPORT: Mapping[str, Text] = {
    "morning_list": Text(
        "导出只有警情，没有责任清单、走访周期和住户，生成不了早上的清单。",
        "The export holds calls only: no duty lists, cycles or households to make a morning list from.",
    ),
    "hall_licence": Text("导出没有窗口业务。", "The export holds no business of a service hall."),
    "bench_mediation": Text("导出没有调解和承诺。", "The export holds no mediation and no promises."),
    "negative_list": Text(
        "导出没有报案登记，外地也没有本县的负面清单。",
        "The export holds no registered reports, and no negative list is in force there.",
    ),
    "village_stay": Text("导出没有包联村和驻村。", "The export holds no linked villages and no stays."),
    "trouble_spot": Text("导出没有治乱点。", "The export holds no listed trouble spots."),
    "enterprise": Text("导出没有企业走访。", "The export holds no visits to enterprises."),
    "car_doors": Text("导出没有摄像头和预警。", "The export holds no cameras and no warnings."),
    "bridge": Text("导出没有桥梁防坠的预警。", "The export holds no warnings from a bridge."),
}


def replay_plan(*, date: datetime.date, zone: datetime.tzinfo) -> list[PlannedBeat]:
    """This function will put the beats of a replayed day on the clock of the export's place."""
    return [
        replace(
            beat,
            is_missing=beat.code in NOT_IN_THE_EXPORT,
            what=NOT_IN_THE_EXPORT.get(beat.code, NOTHING),
        )
        for beat in plan_of(date, zone)
    ]
