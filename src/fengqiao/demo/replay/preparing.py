"""From an export and its mapping to a replay, kept under the state folder: reading it again takes no time."""

from __future__ import annotations

import hashlib
import os
import pickle
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar
from zoneinfo import ZoneInfo

from fengqiao.demo.loading.county_cache import stage_digest
from fengqiao.demo.replay.contracts import Replay, ReplayError, ReplayWish
from fengqiao.demo.replay.days import ExportDays, read_calls, read_days
from fengqiao.demo.replay.inventing import Roster
from fengqiao.domains.incidents.contracts import ImportedCall
from fengqiao.domains.organisation.contracts import NewUnit, UnitKind
from fengqiao.integrations.call_exports import converting
from fengqiao.integrations.call_exports.deriving import derive_units
from fengqiao.integrations.call_exports.errors import CallExportError
from fengqiao.integrations.call_exports.mapping import Mapping, read_mapping, shipped_mapping

REPLAY_FOLDER = "replay"
SOURCES = (Path(__file__).resolve().parent, Path(converting.__file__).resolve().parent)
Kept = TypeVar("Kept")


@dataclass(frozen=True, slots=True)
class PreparedReplay:
    """A replay with its mapping and the name of everything that it was made from."""

    replay: Replay
    mapping: Mapping
    digest: str


def mapping_of(wish: ReplayWish) -> Mapping:
    """This function will read the mapping of a wish. Raises ReplayError."""
    try:
        return read_mapping(path=shipped_mapping(source=wish.mapping) or Path(wish.mapping))
    except CallExportError as error:
        raise ReplayError(str(error)) from error


def prepare_replay(*, wish: ReplayWish, folder: Path) -> PreparedReplay:
    """This function will read the day out of the export, or take it from where it was kept. Raises ReplayError."""
    mapping = mapping_of(wish)
    if not wish.path.is_file():
        raise ReplayError(f"{wish.path} does not exist or is no file.")
    base = _digest(wish.path, mapping)
    try:
        days = _kept(folder / f"days-{base[:16]}.pickle", lambda: read_days(path=wish.path, mapping=mapping))
        date = days.choose(wish.date)
        path = folder / f"day-{base[:16]}-{date:%Y%m%d}.pickle"
        replay = _kept(path, lambda: _make(replace(wish, date=date), mapping, days))
    except CallExportError as error:
        raise ReplayError(str(error)) from error
    return PreparedReplay(replay, mapping, hashlib.sha256(f"{base}|{date}".encode()).hexdigest())


def _make(wish: ReplayWish, mapping: Mapping, days: ExportDays) -> Replay:
    date = days.choose(wish.date)
    tree = derive_units(path=wish.path, mapping=mapping)
    if not any(unit.kind is UnitKind.POLICE_STATION for unit in tree.units):
        raise ReplayError(
            f"The column {mapping.units.by!r} that the mapping names under units.by is empty in every row: "
            "there is no station to make."
        )
    calls = read_calls(path=wish.path, mapping=mapping, unit_codes=tree.codes, date=date)
    roster = Roster(units=tree.units, date=date, zone=ZoneInfo(mapping.time.zone), source=mapping.source)
    roster.fill()
    return Replay(
        source=mapping.source,
        zone_name=mapping.time.zone,
        date=date,
        first_date=days.first,
        last_date=days.last,
        usual_calls=days.usual,
        units=tree.units,
        unit_codes=tree.codes,
        calls=calls,
        people=tuple(roster.people),
        crews=tuple(roster.crews),
        told_station_code=_busiest(tree.units, calls),
    )


def _busiest(units: Sequence[NewUnit], calls: Sequence[ImportedCall]) -> str:
    """The chief whose figures are read has the most calls of the day."""
    parents = {unit.code: unit.parent_code for unit in units if unit.kind is UnitKind.BEAT}
    counts = Counter(parents[call.unit_code] for call in calls if call.unit_code in parents)
    stations = [unit.code for unit in units if unit.kind is UnitKind.POLICE_STATION]
    return max(stations, key=lambda code: counts[code])


def _kept(path: Path, make: Callable[[], Kept]) -> Kept:
    """Read back what an earlier run has kept; a file that cannot be read is made again."""
    try:
        kept: Kept = pickle.loads(path.read_bytes())  # noqa: S301 - our own file in our own folder
        return kept
    except (OSError, pickle.UnpicklingError, EOFError, AttributeError, ImportError):
        made = make()
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_name(f"{path.name}.{os.getpid()}.part")
    partial.write_bytes(pickle.dumps(made, protocol=5))
    partial.replace(path)
    return made


def _digest(path: Path, mapping: Mapping) -> str:
    """The export, its mapping, and the program that loads and tells it."""
    status = path.stat()
    digest = hashlib.sha256(f"{path.resolve()}|{status.st_size}|{status.st_mtime_ns}".encode())
    digest.update(mapping.model_dump_json().encode())
    digest.update(stage_digest().encode())
    for source in sorted(file for folder in SOURCES for file in folder.glob("*.py")):
        digest.update(source.read_bytes())
    return digest.hexdigest()
