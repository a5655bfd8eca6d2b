"""One file for each alarm that leaves the machine, whole or not at all; the gateway deletes what it has taken.

A message holds police numbers and what is late, never a caller nor the words of a call. One sent again has a name of
its own and says `"is_repeated": true`.
"""

from __future__ import annotations

import json
import os
from dataclasses import asdict
from pathlib import Path

from django.conf import settings

from fengqiao.domains.incidents.contracts import AlarmMessage


def page_by_folder(message: AlarmMessage) -> None:
    """This function will lay the message into the gateway's folder; without one configured there is nobody to page."""
    if settings.PAGER_FOLDER is not None:
        write_page(folder=settings.PAGER_FOLDER, message=message)


def write_page(*, folder: Path, message: AlarmMessage) -> Path:
    """This function will write the message so that a reader finds it complete, also after a power cut."""
    folder.mkdir(parents=True, exist_ok=True)
    again = "-repeated" if message.is_repeated else ""
    target = folder / f"{message.at:%Y%m%dT%H%M%S}-{message.id}{again}.json"
    part = target.with_suffix(".part")
    with part.open("w", encoding="utf-8") as file:
        json.dump(asdict(message), file, ensure_ascii=False, default=str)
        file.flush()
        os.fsync(file.fileno())
    part.chmod(0o600)
    part.replace(target)
    _keep(folder)
    return target


def _keep(folder: Path) -> None:
    """The name in the folder is on the disk too."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
