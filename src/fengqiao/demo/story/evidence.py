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
