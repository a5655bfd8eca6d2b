"""Importing an export: streamed in batches, resumable, with a report of the rows that did not land."""

from __future__ import annotations

import csv
import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from fengqiao.domains.incidents.contracts import ImportedCall
from fengqiao.domains.incidents.public import load_calls
from fengqiao.foundation.scoping.contracts import Actor
from fengqiao.foundation.tables import harmless
from fengqiao.integrations.call_exports.converting import RowConverter
from fengqiao.integrations.call_exports.errors import RowProblem, RowRefusedError
from fengqiao.integrations.call_exports.mapping import Mapping
from fengqiao.integrations.call_exports.reading import ExportRow, open_export

BATCH_ROWS = 5000
"""One transaction each: a stop loses at most this much work, and memory stays small."""
REPORT_HEADER = ("line", "column", "value", "reason")


@dataclass
class ImportResult:
    """What an import did so far. `known`: rows that had landed before; `skipped`: lines before the checkpoint."""

    added: int = 0
    known: int = 0
    refused: int = 0
    skipped: int = 0
    is_finished: bool = False
    report: Path | None = None


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """The last line whose batch has been committed, kept in a file by the digest of export and mapping."""

    path: Path

    def line(self) -> int:
        """This function will return the last committed line, 0 at the beginning."""
        try:
            return int(json.loads(self.path.read_text())["line"])
        except (OSError, ValueError, KeyError, TypeError):
            return 0

    def move_to(self, line: int) -> None:
        partial = self.path.with_suffix(".part")
        partial.write_text(json.dumps({"line": line}))
        partial.replace(self.path)

    def remove(self) -> None:
        self.path.unlink(missing_ok=True)


def import_calls(
    *,
    actor: Actor,
    path: Path,
    mapping: Mapping,
    unit_codes: dict[str, str],
    work_dir: Path,
    is_wanted: Callable[[ImportedCall], bool] = lambda call: True,
    should_stop: Callable[[], bool] = lambda: False,
    on_progress: Callable[[ImportResult, float], None] = lambda result, share: None,
) -> ImportResult:
    """This function will land the rows of an export; stopped, it goes on from there when called again.

    Rows with errors go to a report (CSV: line, column, value, reason) while the others land; calls that are not
    wanted are left aside.
    Raises ExportUnreadableError, and what incidents refuses.
    """
    # The report repeats what stood in wrong cells: names and numbers of people too.
    work_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
    name = f"{path.name}-{_digest(path, mapping)}"
    run = _ImportRun(
        actor=actor,
        source=mapping.source,
        checkpoint=Checkpoint(work_dir / f"{name}.json"),
        report=work_dir / f"{name}-errors.csv",
        is_wanted=is_wanted,
    )
    run.begin()
    with open_export(path=path, mapping=mapping) as export:
        converter = RowConverter(mapping=mapping, header=export.header, unit_codes=unit_codes)
        for row in export.rows:
            run.take(row, converter)
            if run.is_batch_full:
                run.land()
                on_progress(run.result, export.share_read())
                if should_stop():
                    return run.result
        run.finish()
        on_progress(run.result, 1.0)
    return run.result


@dataclass
class _ImportRun:
    """One run: the batch being filled, and what has landed."""

    actor: Actor
    source: str
    checkpoint: Checkpoint
    report: Path
    is_wanted: Callable[[ImportedCall], bool]
    result: ImportResult = field(default_factory=ImportResult)
    _calls: list[ImportedCall] = field(default_factory=list)
    _lines: list[int] = field(default_factory=list)
    _problems: list[RowProblem] = field(default_factory=list)
    _start: int = 0
    _line: int = 0

    def begin(self) -> None:
        self._start = self.checkpoint.line()
        if self._start == 0:
            self.report.unlink(missing_ok=True)
        if self.report.exists():
            self.result.report = self.report

    @property
    def is_batch_full(self) -> bool:
        return len(self._calls) + len(self._problems) >= BATCH_ROWS

    def take(self, row: ExportRow, converter: RowConverter) -> None:
        if row.line <= self._start:
            self.result.skipped += 1
            return
        self._line = row.line
        try:
            call = converter.convert(row)
        except RowRefusedError as error:
            self._problems.append(RowProblem(row.line, error.column, error.value, error.reason))
            return
        if self.is_wanted(call):
            self._calls.append(call)
            self._lines.append(row.line)

    def land(self) -> None:
        """Commits the batch, reports its refused rows, moves the checkpoint: a kill in between repeats, never loses."""
        if self._calls:
            landed = load_calls(actor=self.actor, source=self.source, calls=self._calls)
            self.result.added += landed.added
            self.result.known += landed.known
            lines = {call.external_id: line for call, line in zip(self._calls, self._lines, strict=True)}
            self._problems += [
                RowProblem(lines[one.external_id], "", one.external_id, one.code) for one in landed.refused
            ]
        if self._problems:
            self._write_report()
        if self._line:
            self.checkpoint.move_to(self._line)
        self._calls, self._lines, self._problems = [], [], []

    def finish(self) -> None:
        self.land()
        self.checkpoint.remove()
        self.result.is_finished = True

    def _write_report(self) -> None:
        is_new = not self.report.exists()
        with self.report.open("a", newline="", encoding="utf-8") as file:
            writer = csv.writer(file)
            if is_new:
                writer.writerow(REPORT_HEADER)
            for one in self._problems:
                writer.writerow((one.line, *map(harmless, (one.column, one.value, one.reason))))
        self.result.refused += len(self._problems)
        self.result.report = self.report


def _digest(path: Path, mapping: Mapping) -> str:
    status = path.stat()
    text = f"{path.resolve()}|{status.st_size}|{status.st_mtime_ns}|{mapping.model_dump_json()}"
    return hashlib.sha256(text.encode()).hexdigest()[:12]
