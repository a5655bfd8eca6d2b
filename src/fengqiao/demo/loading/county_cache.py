"""The generated county, kept under the state folder: making it takes a while, reading it back does not."""

from __future__ import annotations

import datetime
import hashlib
import os
import pickle
from functools import cache
from pathlib import Path

from fengqiao.demo.county.contracts import County

COUNTY_FOLDER = "county"
SOURCES = Path(__file__).resolve().parents[2]
STAGE_SOURCES = (
    *("demo/county", "demo/loading", "domains", "foundation", "primitives"),
    *("engines/duties", "engines/planning"),
)
"""What decides how a loaded county looks: generator, loader, the rooms and their tables, who plans its morning."""
SUFFIXES = frozenset({".py", ".yaml"})


@cache
def stage_digest() -> str:
    """This function will name the state of the sources that decide how a loaded county looks."""
    return _digest_of(STAGE_SOURCES)


def county_for(*, seed: int, date: datetime.date, folder: Path) -> County:
    """This function will return the county of a seed on a date, from the cache when it was made before."""
    path = folder / f"county-{seed}-{date:%Y%m%d}-{_digest_of(('demo/county',))[:12]}.pickle"
    if path.exists():
        county = pickle.loads(path.read_bytes())  # noqa: S301 - our own file in our own folder
        if isinstance(county, County):
            return county
    # Only when there is none: the generator takes seconds to load.
    from fengqiao.demo.county.generation import generate_county

    county = generate_county(seed=seed, date=date)
    _write(path, county)
    return county


def _write(path: Path, county: County) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    for old in path.parent.glob(f"{path.name.rsplit('-', 1)[0]}-*.pickle"):
        old.unlink(missing_ok=True)
    partial = path.with_name(f"{path.name}.{os.getpid()}.part")
    partial.write_bytes(pickle.dumps(county, protocol=5))
    partial.replace(path)


def _digest_of(folders: tuple[str, ...]) -> str:
    digest = hashlib.sha256()
    for folder in folders:
        for path in sorted((SOURCES / folder).rglob("*")):
            if path.suffix in SUFFIXES and "tests" not in path.parts:
                digest.update(path.relative_to(SOURCES).as_posix().encode())
                digest.update(path.read_bytes())
    return digest.hexdigest()
