"""The typed settings, read from the environment once. A wrong value stops the start and says which and why."""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from fengqiao.foundation.postgres import ConnectionParts, parse_database_url

REPOSITORY = Path(__file__).resolve().parents[3]
HASHES = ("sha256", "sm3")
DEFAULT_PORT = 8610
DEFAULT_WEB_PROCESSES, MOST_WEB_PROCESSES = 4, 64
"""A page is some 20 ms of Python: in one process people who read at once wait for each other (performance.md)."""
DEFAULT_TIME_ZONE = "Asia/Shanghai"


class SettingError(ValueError):
    """A setting is missing or wrong; the message names it, where it was read and what to do."""

    code = "bad_setting"


@dataclass(frozen=True, slots=True)
class Environment:
    """Everything that differs from machine to machine. Each field is one variable, `FENGQIAO_` + its name."""

    state_dir: Path
    """Where everything that this machine makes is kept: environment, database, files, keys, logs."""
    database: ConnectionParts | None
    """`DATABASE_URL`: an outside PostgreSQL; None: the private one under the state folder."""
    data_dir: Path
    """The test-data folder of tests and benchmarks."""
    model_dir: Path | None
    port: int
    web_processes: int
    """How many processes answer pages: one opens the door, the others join it when it has started."""
    allowed_hosts: tuple[str, ...]
    secret_key: str
    debug: bool
    audit_hash: str
    behind_tls: bool
    time_zone: str
    """The local day and the clock on every page."""
    pager_dir: Path | None = None
    """From which a gateway takes the alarms that leave the machine; None: there is no gateway."""


def _flag(values: Mapping[str, str], name: str) -> bool:
    text = values.get(name, "").strip().lower()
    if text in {"", "0", "no", "false", "off"}:
        return False
    if text in {"1", "yes", "true", "on"}:
        return True
    raise SettingError(f"{name} is {text!r}; say yes or no.")


def _port(values: Mapping[str, str]) -> int:
    text = values.get("FENGQIAO_PORT", str(DEFAULT_PORT))
    if not text.isdecimal() or not 0 < int(text) < 65536:
        raise SettingError(f"FENGQIAO_PORT is {text!r}; it must be a number from 1 to 65535.")
    return int(text)


def _web_processes(values: Mapping[str, str]) -> int:
    text = values.get("FENGQIAO_WEB_PROCESSES") or str(DEFAULT_WEB_PROCESSES)
    if not text.isdecimal() or not 1 <= int(text) <= MOST_WEB_PROCESSES:
        raise SettingError(f"FENGQIAO_WEB_PROCESSES is {text!r}; it must be a number from 1 to {MOST_WEB_PROCESSES}.")
    return int(text)


def _time_zone(values: Mapping[str, str]) -> str:
    name = values.get("FENGQIAO_TIME_ZONE") or DEFAULT_TIME_ZONE
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise SettingError(f"FENGQIAO_TIME_ZONE is {name!r}; write a time zone such as Asia/Shanghai.") from error
    return name


def _secret_key(values: Mapping[str, str], state_dir: Path) -> str:
    given = values.get("FENGQIAO_SECRET_KEY", "")
    if given:
        if len(given) < 32:
            raise SettingError("FENGQIAO_SECRET_KEY is shorter than 32 characters; make a longer random one.")
        return given
    path = state_dir / "secret_key"
    try:
        state_dir.mkdir(parents=True, exist_ok=True)
        with os.fdopen(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(48))
    except FileExistsError:
        pass
    except OSError as error:
        raise SettingError(
            f"The state folder {state_dir} cannot be written ({error.strerror}). "
            "Make room or set FENGQIAO_STATE_DIR to a folder of yours."
        ) from error
    return path.read_text()


def read_environment(values: Mapping[str, str]) -> Environment:
    """This function will turn environment variables into settings. Raises SettingError."""
    state_dir = Path(values.get("FENGQIAO_STATE_DIR") or REPOSITORY / ".fq").resolve()
    url = values.get("DATABASE_URL", "")
    try:
        database = parse_database_url(url) if url else None
    except ValueError as error:
        raise SettingError(f"DATABASE_URL is wrong: {error}.") from error
    audit_hash = values.get("FENGQIAO_AUDIT_HASH", "sha256")
    if audit_hash not in HASHES:
        raise SettingError(f"FENGQIAO_AUDIT_HASH is {audit_hash!r}; choose one of {', '.join(HASHES)}.")
    hosts = tuple(host.strip() for host in values.get("FENGQIAO_ALLOWED_HOSTS", "").split(",") if host.strip())
    model_dir = values.get("FENGQIAO_MODEL_DIR")
    pager_dir = values.get("FENGQIAO_PAGER_DIR")
    return Environment(
        state_dir=state_dir,
        database=database,
        data_dir=Path(values.get("FENGQIAO_DATA_DIR") or REPOSITORY.parent / "shared" / "data"),
        model_dir=Path(model_dir) if model_dir else None,
        port=_port(values),
        web_processes=_web_processes(values),
        allowed_hosts=hosts or ("localhost", "127.0.0.1", "[::1]"),
        secret_key=_secret_key(values, state_dir),
        debug=_flag(values, "FENGQIAO_DEBUG"),
        audit_hash=audit_hash,
        behind_tls=_flag(values, "FENGQIAO_BEHIND_TLS"),
        time_zone=_time_zone(values),
        pager_dir=Path(pager_dir) if pager_dir else None,
    )


@cache
def environment() -> Environment:
    """This function will return the settings of this process, read at the first call."""
    return read_environment(os.environ)
