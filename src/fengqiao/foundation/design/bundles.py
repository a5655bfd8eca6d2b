"""The built bundles: where they lie, and the digest of the sources that they were made from."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

DIST = Path(__file__).parent / "static" / "design" / "dist"
FRONTEND = Path(__file__).resolve().parents[4] / "frontend"
DIGEST_FILE = "sources.sha256"
SOURCE_FILES = ("package.json", "package-lock.json", "tsconfig.json", "vite.config.ts", "icons.txt")
SOURCE_FOLDERS = ("scripts", "src")


def digest_of_sources(*, frontend: Path = FRONTEND) -> str:
    """This function will compute what frontend/scripts/digest.mjs computes: one digest over all sources."""
    paths = [frontend / name for name in SOURCE_FILES]
    paths += [path for folder in SOURCE_FOLDERS for path in (frontend / folder).rglob("*") if path.is_file()]
    whole = hashlib.sha256()
    for path in sorted(paths, key=lambda path: path.relative_to(frontend).as_posix()):
        whole.update(f"{path.relative_to(frontend).as_posix()}\0".encode())
        whole.update(hashlib.sha256(path.read_bytes()).hexdigest().encode())
        whole.update(b"\n")
    return whole.hexdigest()


def digest_in_bundles(*, dist: Path = DIST) -> str:
    """This function will return the digest stored when the bundles were built; empty where there are none."""
    path = dist / DIGEST_FILE
    return path.read_text().strip() if path.exists() else ""


@cache
def version_of_bundles() -> str:
    """This function will return a short mark that changes with the bundles, so that no browser keeps old ones."""
    whole = hashlib.sha256()
    for path in sorted(DIST.glob("*")):
        whole.update(path.read_bytes())
    return whole.hexdigest()[:12]
