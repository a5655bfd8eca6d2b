"""What a station needs of its machine, checked one by one, each finding with what to do about it."""

from __future__ import annotations

import datetime
import shutil
import socket
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from fengqiao.config.environment import Environment

NEEDED_FREE_GIB, WANTED_FREE_GIB = 1, 5
CALENDAR_WARNING_DAYS = 60
CJK_FONT_FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts")
CJK_FONT_WORDS = ("noto", "cjk", "wqy", "sourcehan", "source-han")


class Verdict(StrEnum):
    FINE = "fine"
    WARNING = "warning"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at. `advice` is empty when it is fine."""

    what: str
    verdict: Verdict
    found: str
    advice: str = ""


def examine_machine(*, settings: Environment) -> Iterator[Finding]:
    """This function will look at everything that needs no database."""
    yield Finding("Python", Verdict.FINE, sys.version.split()[0])
    yield _disk(settings.state_dir)
    yield _port(settings.port)
    yield _time_zone()
    yield _fonts()
    yield _program("chromium", "browser tests", "apt-get install chromium")
    yield _models(settings)


def examine_station() -> Iterator[Finding]:
    """This function will look at the open, migrated database."""
    yield _calendar()
    yield _audit()
    yield from _deliveries()
    yield _lists()


def _disk(folder: Path) -> Finding:
    free = shutil.disk_usage(folder).free / 2**30
    found = f"{free:.1f} GiB free where {folder} lies"
    if free < NEEDED_FREE_GIB:
        return Finding("disk", Verdict.FAILED, found, "Make room, or set FENGQIAO_STATE_DIR to a larger disk.")
    if free < WANTED_FREE_GIB:
        return Finding("disk", Verdict.WARNING, found, "Clips and backups soon need more.")
    return Finding("disk", Verdict.FINE, found)


def _port(port: int) -> Finding:
    with socket.socket() as probe:
        probe.settimeout(0.5)
        is_taken = probe.connect_ex(("127.0.0.1", port)) == 0
    found = f"port {port} " + ("answers: something is being served" if is_taken else "is free")
    return Finding("port", Verdict.FINE, found)


def _time_zone() -> Finding:
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    try:
        ZoneInfo("Asia/Shanghai")
    except ZoneInfoNotFoundError:
        return Finding("time zones", Verdict.FAILED, "Asia/Shanghai is unknown", "apt-get install tzdata")
    return Finding("time zones", Verdict.FINE, "Asia/Shanghai is known")


def _fonts() -> Finding:
    names = (path.name.lower() for folder in CJK_FONT_FOLDERS for path in Path(folder).rglob("*.tt*"))
    if any(word in name for name in names for word in CJK_FONT_WORDS):
        return Finding("Chinese font", Verdict.FINE, "found")
    return Finding(
        "Chinese font",
        Verdict.WARNING,
        "none on this machine",
        "Only for pictures made here: apt-get install fonts-noto-cjk",
    )


def _program(name: str, purpose: str, advice: str) -> Finding:
    place = shutil.which(name)
    if place is None:
        return Finding(name, Verdict.WARNING, "not found", f"Needed for {purpose} only: {advice}")
    return Finding(name, Verdict.FINE, place)


def _models(settings: Environment) -> Finding:
    folder = settings.model_dir or settings.state_dir / "models"
    models = sorted(path.stem for path in folder.glob("*.onnx")) if folder.is_dir() else []
    if not models:
        return Finding(
            "detector",
            Verdict.WARNING,
            "no model registered; the weaker motion-blob detector is used",
            "./fq models pull yolox_nano   or   ./fq models add FILE",
        )
    return Finding("detector", Verdict.FINE, ", ".join(models))


def _calendar() -> Finding:
    from fengqiao.foundation.calendar.calendar import last_published_date
    from fengqiao.foundation.clock.clock import today

    last = last_published_date()
    found = f"holidays are known up to {last}"
    if last < today() + datetime.timedelta(days=CALENDAR_WARNING_DAYS):
        return Finding("holiday calendar", Verdict.WARNING, found, "Bring the package up to date, or enter the days.")
    return Finding("holiday calendar", Verdict.FINE, found)


def _audit() -> Finding:
    from fengqiao.foundation.audit.verifying import verify_chain

    report = verify_chain()
    found = f"{report.sealed} entries sealed, {report.unsealed} waiting for the sealer"
    if report.faults:
        first = report.faults[0]
        return Finding(
            "audit chain",
            Verdict.FAILED,
            f"{len(report.faults)} faulty; the first at entry {first.sequence} ({first.code})",
            "./fq audit verify names them all. Do not restore over this database; keep it as it is.",
        )
    return Finding("audit chain", Verdict.FINE, found)


def _deliveries() -> Iterator[Finding]:
    from fengqiao.foundation.events.models import Delivery

    dead = Delivery.objects.filter(state=Delivery.State.DEAD).count()
    if dead:
        newest = Delivery.objects.filter(state=Delivery.State.DEAD).latest("pk")
        yield Finding("event deliveries", Verdict.FAILED, f"{dead} gave up; the newest: {newest.error}", "See the log.")
    else:
        yield Finding("event deliveries", Verdict.FINE, "none gave up")


def _lists() -> Finding:
    from fengqiao.domains.duties.public import list_versions
    from fengqiao.foundation.scoping.contracts import SYSTEM

    count = len(list_versions(actor=SYSTEM))
    if not count:
        return Finding("responsibility lists", Verdict.WARNING, "none published", "./fq lists publish FILE --unit CODE")
    return Finding("responsibility lists", Verdict.FINE, f"{count} versions")


def worst(findings: Sequence[Finding]) -> Verdict:
    """This function will return the worst verdict."""
    order: list[Verdict] = [Verdict.FINE, Verdict.WARNING, Verdict.FAILED]
    return max((finding.verdict for finding in findings), key=order.index, default=Verdict.FINE)
