"""What a benchmark says: figures beside references of the same run, with goals."""

from __future__ import annotations

import json
import os
import platform
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal


@dataclass(frozen=True, slots=True)
class Reference:
    """The same work done another way in the same run."""

    name: str
    value: float


@dataclass(frozen=True, slots=True)
class Goal:
    """`of` says whether the value or its ratio to the first reference is held against the goal."""

    op: Literal["<=", ">="]
    value: float
    of: Literal["value", "ratio"] = "value"

    def holds(self, measured: float) -> bool:
        return measured <= self.value if self.op == "<=" else measured >= self.value


@dataclass(frozen=True, slots=True)
class BenchFigure:
    """One figure. `value` None with `skipped` saying why it could not be measured."""

    name: str
    value: float | None
    unit: str
    references: Sequence[Reference] = ()
    goal: Goal | None = None
    skipped: str | None = None

    def ratio(self, reference: Reference) -> float | None:
        if self.value is None or reference.value == 0:
            return None
        return self.value / reference.value

    def holds(self) -> bool | None:
        """This function will tell whether the goal is met; None without a goal or a value."""
        if self.goal is None or self.value is None:
            return None
        if self.goal.of == "value":
            return self.goal.holds(self.value)
        ratio = self.ratio(self.references[0]) if self.references else None
        return None if ratio is None else self.goal.holds(ratio)

    def as_plain(self) -> dict[str, Any]:
        return {
            "name": self.name,
            "value": self.value,
            "unit": self.unit,
            "references": [{"name": one.name, "value": one.value, "ratio": self.ratio(one)} for one in self.references],
            "goal": None if self.goal is None else {"op": self.goal.op, "value": self.goal.value, "of": self.goal.of},
            "holds": self.holds(),
            "skipped": self.skipped,
        }


def describe_machine() -> dict[str, Any]:
    """This function will describe the machine in the few words that make figures comparable."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    return {
        "cores": len(os.sched_getaffinity(0)),
        "memory_gib": round(memory / 2**30, 1),
        "system": platform.platform(terse=True),
        "python": platform.python_version(),
    }


@dataclass(frozen=True, slots=True)
class BenchReport:
    bench: str
    figures: Sequence[BenchFigure]
    machine: Mapping[str, Any] = field(default_factory=describe_machine)

    def as_plain(self) -> dict[str, Any]:
        return {
            "bench": self.bench,
            "machine": dict(self.machine),
            "figures": [figure.as_plain() for figure in self.figures],
        }

    def write(self, path: Path) -> None:
        """This function will write the report as JSON, whole or not at all."""
        partial = path.with_name(path.name + ".part")
        partial.write_text(json.dumps(self.as_plain(), ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
        partial.replace(path)
