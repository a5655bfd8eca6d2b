"""Pages of tasks: the officer's day, one task, the station's day."""

from fengqiao.domains.tasks.pages.duplicates import duplicate
from fengqiao.domains.tasks.pages.evaluation.calls import (
    call,
    close,
    draw,
    one_call,
    own_side,
    verification,
)
from fengqiao.domains.tasks.pages.evaluation.own import (
    answer,
    close_visit_question,
    own_figures,
)
from fengqiao.domains.tasks.pages.evaluation.rules import (
    rules,
    write_rules,
)
from fengqiao.domains.tasks.pages.evaluation.sheets import (
    burden,
    count,
    evaluation,
)
from fengqiao.domains.tasks.pages.station import generate, replan, station, station_part
from fengqiao.domains.tasks.pages.task import assign, complete, send_back, sign, start, task
from fengqiao.domains.tasks.pages.today import map_points, replay, sign_list, today, today_part

__all__ = [
    "answer",
    "assign",
    "burden",
    "call",
    "close",
    "close_visit_question",
    "complete",
    "count",
    "draw",
    "duplicate",
    "evaluation",
    "generate",
    "map_points",
    "one_call",
    "own_figures",
    "own_side",
    "replan",
    "replay",
    "rules",
    "send_back",
    "sign",
    "sign_list",
    "start",
    "station",
    "station_part",
    "task",
    "today",
    "today_part",
    "verification",
    "write_rules",
]
