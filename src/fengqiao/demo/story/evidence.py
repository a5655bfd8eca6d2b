"""What an officer writes down when a task is done."""

from __future__ import annotations

import zlib
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from fengqiao.domains.duties.public import get_row
from fengqiao.domains.tasks.contracts import CompletionResult, Evidence, TaskRecord

NOBODY_THERE_KIND = "household"
ONE_IN = 7
"""At one door in seven nobody opens on a working day."""
LEFT_ONE_IN = 14
REASONS_TO_LEAVE = (
    ("下午临时出警，没有赶到", "called away to an incident in the afternoon"),
    ("需两名民警，今天只有一人在岗", "needs two officers, only one was on duty"),
    ("对方今天外出，约不上时间", "the other side was away today"),
)


def is_left_undone(task: TaskRecord) -> bool:
    """This function will tell whether the day was too short for a task; the same task always gets the same answer."""
    return zlib.crc32(f"left/{task.uid}".encode()) % LEFT_ONE_IN == 0


def reason_to_leave(task: TaskRecord) -> tuple[str, str]:
    """This function will say why a task goes back, in both languages."""
    return REASONS_TO_LEAVE[zlib.crc32(f"why/{task.uid}".encode()) % len(REASONS_TO_LEAVE)]


def evidence_for(task: TaskRecord) -> Evidence:
    """This function will write what the row of the task asks for; the same task always gets the same text."""
    choice = zlib.crc32(task.uid.encode())
    if task.subject_kind == NOBODY_THERE_KIND and choice % ONE_IN == 0:
        return Evidence(CompletionResult.NOBODY_THERE, note=_texts()["nobody_there"])
    row = get_row(code=task.list_code, version=task.list_version, number=task.row_number)
    answers = {name: _pick(_texts()["answers"].get(name, _texts()["otherwise"]), choice) for name in row.evidence}
    return Evidence(CompletionResult.DONE, note=next(iter(answers.values()), ""), answers=answers)


def _pick(texts: list[str], choice: int) -> str:
    return str(texts[choice % len(texts)])


@cache
def _texts() -> dict[str, Any]:
    text = files("fengqiao.demo.story").joinpath("data/evidence.yaml").read_text(encoding="utf-8")
    return dict(yaml.safe_load(text))
