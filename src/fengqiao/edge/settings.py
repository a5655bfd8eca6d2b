"""Settings of the camera side, read once from the environment."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from fengqiao.edge.errors import ConfigurationInvalidError

REPOSITORY_ROOT = Path(__file__).resolve().parents[3]
DEFAULT_TIME_ZONE = "Asia/Shanghai"
DEFAULT_SPOOL_MIB = 2048
"""Two thousand clips of a megabyte: days of a cut line, and still no full disk."""


@dataclass(frozen=True, slots=True)
class EdgeSettings:
    state_folder: Path
    model_folder: Path | None
    """A further folder in which model files are found as they are, for networks without internet."""
    time_zone: ZoneInfo
    spool_limit_bytes: int

    @property
    def spool_folder(self) -> Path:
        return self.state_folder / "spool"

    @property
    def models_folder(self) -> Path:
        return self.state_folder / "models"

    @property
    def configurations_folder(self) -> Path:
        return self.state_folder / "cameras"


def read_settings(*, environment: Mapping[str, str] | None = None) -> EdgeSettings:
    """This function will read FENGQIAO_STATE_DIR, _MODEL_DIR, _TIME_ZONE and _SPOOL_MIB."""
    values = os.environ if environment is None else environment
    zone_name = values.get("FENGQIAO_TIME_ZONE") or DEFAULT_TIME_ZONE
    try:
        time_zone = ZoneInfo(zone_name)
    except (ZoneInfoNotFoundError, ValueError) as problem:
        raise ConfigurationInvalidError(
            where="FENGQIAO_TIME_ZONE",
            what=f"no time zone is called {zone_name!r}",
            remedy="Give a name such as Asia/Shanghai, or install the Debian package tzdata.",
        ) from problem
    model_folder = values.get("FENGQIAO_MODEL_DIR")
    return EdgeSettings(
        state_folder=Path(values.get("FENGQIAO_STATE_DIR") or REPOSITORY_ROOT / ".fq"),
        model_folder=Path(model_folder) if model_folder else None,
        time_zone=time_zone,
        spool_limit_bytes=_spool_limit(values.get("FENGQIAO_SPOOL_MIB") or str(DEFAULT_SPOOL_MIB)),
    )


def _spool_limit(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise ConfigurationInvalidError(
            where="FENGQIAO_SPOOL_MIB",
            what=f"{text!r} is not a number of MiB",
            remedy="Give a whole number such as 2048.",
        )
    return int(text) * 1024 * 1024
