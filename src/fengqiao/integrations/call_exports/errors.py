"""What can be wrong with an export of calls or with its mapping, in words that say what to do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


class CallExportError(Exception):
    """Base of this integration's refusals."""

    code = "call_export"


@dataclass(frozen=True, slots=True)
class MappingProblem:
    """One mistake in a mapping: `place` is the path in the file, e.g. columns.received_at."""

    place: str
    what: str


class MappingInvalidError(CallExportError):
    """The mapping cannot be used; every mistake is named."""

    code = "mapping_invalid"

    def __init__(self, *, name: str, problems: Sequence[MappingProblem]) -> None:
        super().__init__("\n".join(f"{name}: {problem.place}: {problem.what}" for problem in problems))
        self.problems = tuple(problems)


class ExportUnreadableError(CallExportError):
    """The file cannot be read as a table; the message says why."""

    code = "export_unreadable"


@dataclass(frozen=True, slots=True)
class RowProblem:
    """Why one row did not land. `line` counts from 1 with the header."""

    line: int
    column: str
    value: str
    reason: str


class RowRefusedError(CallExportError):
    """Raised while one row is converted; the importer writes it to the report and goes on."""

    code = "row_refused"

    def __init__(self, *, column: str, value: str, reason: str) -> None:
        super().__init__(reason)
        self.column, self.value, self.reason = column, value, reason
