"""The ribbon: every beat of the demonstration day in order, also those whose part is to come."""

from __future__ import annotations

import datetime

from fengqiao.demo.county.history.clockwork import CHINA_TIME
from fengqiao.foundation.simulation.contracts import NOTHING, PlannedBeat, Text

NEXT_DAY = 1
_ROWS: tuple[tuple[str, str, int, Text, Text], ...] = (
    ("morning_list", "07:30", 0, Text("早上的清单", "The morning list"), NOTHING),
    ("chief_figures", "08:00", 0, Text("所长看数", "The chief's figures"), NOTHING),
    (
        "hall_licence",
        "09:00",
        0,
        Text("会客厅换驾照", "A licence in the hall"),
        Text(
            "暖心警务会客厅还没有建：排队、预审和交接在后面的版本里。",
            "The hall is to come: queue, pre-check, hand-over.",
        ),
    ),
    (
        "bench_mediation",
        "10:00",
        0,
        Text("四个小板凳", "Four small stools"),
        Text(
            "板凳上的调解还没有建：现在有的是它的由头，三次噪音警情和今天的上门任务。",
            "Mediation is to come; its cause is here already: three noise calls and today's visit.",
        ),
    ),
    ("negative_list", "11:00", 0, Text("两起报案，一进一出", "Two reports, one stays"), NOTHING),
    (
        "village_stay",
        "13:00",
        0,
        Text("断网的驻村", "A village stay, offline"),
        Text(
            "离线驻村还没有建：驻村已在今天的清单里，断网填报在后面的版本里。",
            "The offline stay is to come; the duty itself is on today's list.",
        ),
    ),
    (
        "trouble_spot",
        "16:00",
        0,
        Text("治乱点的灯", "The lamp at the trouble spot"),
        Text(
            "治乱点整改闭环还没有建：红袖章的线索照常登记，转12345修灯。",
            "The loop of trouble spots is to come; the volunteer's report is taken and handed to 12345.",
        ),
    ),
    (
        "enterprise",
        "16:30",
        0,
        Text("走访企业", "A visit to an enterprise"),
        Text(
            "服务经济还没有建：走访、诉求和回访在后面的版本里。",
            "Service to the economy is to come: visits, requests, answers.",
        ),
    ),
    ("car_doors", "21:30", 0, Text("停车场的三个车门", "Three car doors"), NOTHING),
    (
        "bridge",
        "22:50",
        0,
        Text("桥上的人", "Somebody on the bridge"),
        Text(
            "桥梁防坠场景还没有建：过桥群众的报警照常先派警、到场、反馈。",
            "The scene of the bridge is to come; a passer-by's call is dispatched as danger to life.",
        ),
    ),
    ("handover", "08:00", NEXT_DAY, Text("交接班", "Handover"), NOTHING),
)


def plan_of(date: datetime.date, zone: datetime.tzinfo = CHINA_TIME) -> list[PlannedBeat]:
    """This function will put the beats of a date on the clock of a place."""
    return [
        PlannedBeat(
            code=code,
            at=datetime.datetime.combine(date + datetime.timedelta(days=days), datetime.time.fromisoformat(time), zone),
            title=title,
            is_missing=missing is not NOTHING,
            what=missing,
        )
        for code, time, days, title, missing in _ROWS
    ]
