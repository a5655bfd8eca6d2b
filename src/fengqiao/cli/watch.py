"""fq watch: one camera or recording, from frames to warnings on the server."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from fengqiao.cli.counting import counted
from fengqiao.edge.configuration import fetch_configuration, load_zone_file
from fengqiao.edge.contracts import CameraConfiguration
from fengqiao.edge.courier import Courier, Delivery
from fengqiao.edge.errors import ConfigurationInvalidError, ConfigurationMissingError, EdgeError
from fengqiao.edge.ingest import IngestClient
from fengqiao.edge.models import ModelStore
from fengqiao.edge.settings import EdgeSettings, read_settings
from fengqiao.edge.sources import open_source
from fengqiao.edge.spool import Spool, SpooledWarning
from fengqiao.edge.watching import CameraWatch, WatchSummary
from fengqiao.engines.vision.detectors import DetectorCard

NOT_DELIVERED = 4
"""Exit status when everything went well here but warnings still wait for the server."""


@dataclass(frozen=True, slots=True)
class _Line:
    """The way to the server, or none."""

    spool: Spool
    courier: Courier | None


def watch(
    source: Annotated[str, typer.Argument(metavar="FILE_OR_RTSP", help="A video file, or rtsp://…")],
    *,
    camera: Annotated[str, typer.Option(help="The camera's code, as registered on the server.")],
    zone: Annotated[Path | None, typer.Option(help="Zones from a YAML file instead of the server.")] = None,
    server: Annotated[str | None, typer.Option(help="The server, such as https://station:8443.")] = None,
    key: Annotated[str, typer.Option(envvar="FENGQIAO_EDGE_KEY", help="The key of this edge.")] = "",
    once: Annotated[bool, typer.Option("--once", help="Do not wait for a server that is away.")] = False,
    model: Annotated[str | None, typer.Option(help="A registered model, or motion-blob.")] = None,
    started_at: Annotated[str | None, typer.Option(help="When a file begins: 2026-05-01T21:30 (default: now).")] = None,
) -> None:
    """Watch one camera: whoever enters a zone makes a warning with a short clip.

    Warnings lie in a durable spool until the server has them. A zone file has the shape

    \b
        zones:
          - name: yard
            polygon: [[0.1, 0.2], [0.9, 0.2], [0.5, 0.9]]
            classes: \\[person]
            schedule: {from: "21:00", to: "06:00"}
            min_frames: 3
            window_frames: 5

    and may hold masks (polygons never looked at nor stored) and analysed_fps.
    """
    with _clear_errors():
        settings = read_settings()
        _watch(
            source=source,
            camera=camera,
            zone=zone,
            client=IngestClient(server=server, key=key) if server else None,
            once=once,
            model=model,
            began_at=_moment(started_at, settings=settings),
            settings=settings,
        )


def _watch(
    *,
    source: str,
    camera: str,
    zone: Path | None,
    client: IngestClient | None,
    once: bool,
    model: str | None,
    began_at: datetime,
    settings: EdgeSettings,
) -> None:
    video = open_source(address=source, started_at=began_at)
    detector = ModelStore(settings=settings).open(name=model)
    configuration = _configuration(camera=camera, zone=zone, client=client, settings=settings)
    line = _line(client=client, settings=settings)
    _say_start(video.name, card=detector.card, configuration=configuration)
    run = CameraWatch(
        configuration=configuration,
        detector=detector,
        source=video,
        spool=line.spool,
        on_warning=lambda warning: _on_warning(warning, line=line),
    )
    with _stopping() as stop:
        if line.courier is not None:
            line.courier.start()
        try:
            summary = run.run(should_stop=stop.is_set)
        finally:
            if line.courier is not None:
                line.courier.finish()
        _deliver_rest(line=line, once=once, stop=stop)
    _say_end(summary=summary, line=line)


def _line(*, client: IngestClient | None, settings: EdgeSettings) -> _Line:
    spool = Spool(folder=settings.spool_folder, limit_bytes=settings.spool_limit_bytes)
    spool.prepare()
    courier = Courier(spool=spool, client=client, report=_say_delivery) if client is not None else None
    return _Line(spool=spool, courier=courier)


def _configuration(
    *, camera: str, zone: Path | None, client: IngestClient | None, settings: EdgeSettings
) -> CameraConfiguration:
    if zone is not None:
        return load_zone_file(path=zone, camera=camera)
    if client is None:
        raise ConfigurationMissingError(
            where=f"camera {camera}",
            what="no zones to watch are known",
            remedy="Give --server URL --key KEY, or a file of zones with --zone.",
        )
    folder = settings.configurations_folder
    configuration, is_fresh = fetch_configuration(client=client, camera=camera, cache_folder=folder)
    if not is_fresh:
        typer.echo("server away: watching with the zones it gave last time", err=True)
    return configuration


def _deliver_rest(*, line: _Line, once: bool, stop: threading.Event) -> None:
    if line.courier is None:
        return
    if once:
        line.courier.deliver_pending()
    else:
        line.courier.deliver_until_empty(should_stop=stop.is_set)


def _on_warning(warning: SpooledWarning, *, line: _Line) -> None:
    event = warning.event
    weaker = " (weaker detector)" if event.model.weaker else ""
    typer.echo(
        f"{event.started_at:%Y-%m-%d %H:%M:%S}  zone {event.zone}: {event.reason.params['label']} inside"
        f" for {event.reason.params['dwell_seconds']} s, confidence {event.confidence:.2f}"
        f", {event.model.name} {event.model.version}{weaker}\n    warning {event.id} spooled"
    )
    if line.courier is not None:
        line.courier.wake()


def _say_start(name: str, *, card: DetectorCard, configuration: CameraConfiguration) -> None:
    zones = ", ".join(zone.name for zone in configuration.zones)
    typer.echo(f"camera {configuration.code}: {name}, zones {zones}, detector {card.name} {card.version}")
    if card.weaker:
        typer.echo(
            "motion-blob is the weaker detector: it cannot tell people from other moving things\n"
            "    ./fq models pull yolox_nano   or   ./fq models add FILE"
        )


def _say_delivery(delivery: Delivery) -> None:
    warning_id = delivery.warning.event.id
    if delivery.problem is None:
        typer.echo(f"    warning {warning_id} delivered")
    else:
        problem = delivery.problem
        typer.echo(f"    warning {warning_id} {delivery.kind}: {problem.where}: {problem.what}", err=True)


def _say_end(*, summary: WatchSummary, line: _Line) -> None:
    counts, waiting = summary.counts, line.spool.count()
    typer.echo(
        f"{counted(counts.decoded, 'frame')}, {counts.analysed} analysed, {counts.inferred} looked at by the detector,"
        f" {counted(len(summary.warnings), 'warning')}, {waiting} waiting in the spool"
    )
    if summary.broken is not None:
        raise summary.broken
    if line.courier is None and waiting:
        typer.echo(f"no --server given: they stay in {line.spool.folder} for the next run with one")
    elif waiting:
        typer.echo(f"not delivered yet: they stay in {line.spool.folder} and go with the next run", err=True)
        raise typer.Exit(NOT_DELIVERED)


def _moment(text: str | None, *, settings: EdgeSettings) -> datetime:
    if text is None:
        return datetime.now(settings.time_zone)
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as problem:
        raise ConfigurationInvalidError(
            where="--started-at", what=f"{text!r} is not a moment", remedy="Write it like 2026-05-01T21:30:00."
        ) from problem
    return moment.astimezone(settings.time_zone) if moment.tzinfo else moment.replace(tzinfo=settings.time_zone)


@contextmanager
def _stopping() -> Iterator[threading.Event]:
    """Ctrl-C and SIGTERM end the watch in good order: the open clip is finished and spooled first."""
    stop = threading.Event()
    previous = {s: signal.signal(s, lambda *_: stop.set()) for s in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield stop
    finally:
        for number, handler in previous.items():
            signal.signal(number, handler)


@contextmanager
def _clear_errors() -> Iterator[None]:
    try:
        yield
    except EdgeError as problem:
        typer.echo(f"./fq watch: {problem.where}: {problem.what}\n    {problem.remedy}", err=True)
        raise typer.Exit(problem.exit_status) from problem
