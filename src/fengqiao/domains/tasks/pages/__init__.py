"""Pages of tasks: the officer's day, one task, the station's day."""

from fengqiao.domains.tasks.pages.duplicates import duplicate
from fengqiao.domains.tasks.pages.station import generate, replan, station, station_part
from fengqiao.domains.tasks.pages.task import assign, complete, send_back, sign, start, task
from fengqiao.domains.tasks.pages.today import map_points, replay, sign_list, today, today_part

__all__ = [
    "assign",
    "complete",
    "duplicate",
    "generate",
    "map_points",
    "replan",
    "replay",
    "send_back",
    "sign",
    "sign_list",
    "start",
    "station",
    "station_part",
    "task",
    "today",
    "today_part",
]
