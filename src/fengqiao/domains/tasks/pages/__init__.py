"""Pages of tasks: the officer's day, one task, the station's day."""

from fengqiao.domains.tasks.pages.at_the_door import at_the_door
from fengqiao.domains.tasks.pages.board import decide
from fengqiao.domains.tasks.pages.changing import (
    add_work,
    change_day,
    held_up,
    move,
    postpone,
    promise,
    release,
    take_up,
)
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
from fengqiao.domains.tasks.pages.printing import print_day
from fengqiao.domains.tasks.pages.station import generate, replan, station, station_part
from fengqiao.domains.tasks.pages.task import assign, complete, send_back, sign, start, task
from fengqiao.domains.tasks.pages.today import map_points, replay, sign_list, today, today_part
from fengqiao.domains.tasks.pages.waiting import give, station_waiting, take, waiting

__all__ = [
    "add_work",
    "answer",
    "assign",
    "at_the_door",
    "burden",
    "call",
    "change_day",
    "close",
    "close_visit_question",
    "complete",
    "count",
    "decide",
    "draw",
    "duplicate",
    "evaluation",
    "generate",
    "give",
    "held_up",
    "map_points",
    "move",
    "one_call",
    "own_figures",
    "own_side",
    "postpone",
    "print_day",
    "promise",
    "release",
    "replan",
    "replay",
    "rules",
    "send_back",
    "sign",
    "sign_list",
    "start",
    "station",
    "station_part",
    "station_waiting",
    "take",
    "take_up",
    "task",
    "today",
    "today_part",
    "verification",
    "waiting",
    "write_rules",
]
