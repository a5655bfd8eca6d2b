from datetime import UTC, datetime
from pathlib import Path

import pytest
import typer
from click.testing import Result
from typer.testing import CliRunner

from fengqiao.cli.watch import watch
from fengqiao.edge.errors import SpoolUnwritableError
from fengqiao.edge.spool import Spool
from fengqiao.edge.tests.fakes import KEY, running_server, write_walker_video
from fengqiao.engines.vision.rendering import CAR_DOORS_AT_NIGHT, render_clip

NIGHT = "2026-05-01T21:30"
ZONE_FILE = "zones: [{name: yard, polygon: [[0.3, 0], [1, 0], [1, 1], [0.3, 1]]}]"
app = typer.Typer()
app.command()(watch)


@pytest.fixture
def place(tmp_path: Path) -> Path:
    write_walker_video(tmp_path / "walker.mp4")
    (tmp_path / "zones.yaml").write_text(ZONE_FILE)
    return tmp_path


def run(place: Path, *options: str, source: str = "walker.mp4", camera: str = "CAM-1") -> Result:
    address = source if "://" in source else str(place / source)
    runner = CliRunner(env={"FENGQIAO_STATE_DIR": str(place / "state"), "COLUMNS": "200"})
    return runner.invoke(app, [address, "--camera", camera, "--started-at", NIGHT, *options])


def spool_of(place: Path) -> Spool:
    return Spool(folder=place / "state" / "spool", limit_bytes=1)


def test_a_walker_makes_one_warning_that_reaches_the_server_with_its_clip(place: Path) -> None:
    with running_server() as server:
        result = run(place, "--server", server.address, "--key", KEY)
        ((event, clip),) = server.taken.values()
    assert result.exit_code == 0, result.output
    assert event["zone"] == "yard"
    assert event["model"] == {"name": "motion-blob", "version": "1", "weaker": True}
    assert event["reason"]["code"] == "zone_intrusion.foot_point_inside"
    assert event["started_at"].startswith("2026-05-01T21:30:0")
    assert event["started_at"].endswith("+08:00")
    assert event["tracks"][0]["label"] == "moving_object"
    assert event["generated"] is False
    assert clip[4:8] == b"ftyp"
    assert spool_of(place).count() == 0


def test_without_a_server_the_warning_waits_and_the_next_run_takes_it_along(place: Path) -> None:
    zones = str(place / "zones.yaml")
    first = run(place, "--zone", zones)
    assert first.exit_code == 0, first.output
    assert "no --server given" in first.output
    assert spool_of(place).count() == 1
    with running_server() as server:
        run(place, "--server", server.address, "--key", KEY, "--zone", zones)
        assert len(server.taken) == 2
    assert spool_of(place).count() == 0


def test_a_server_that_is_away_is_told_and_nothing_is_lost(place: Path) -> None:
    result = run(place, "--server", "http://127.0.0.1:9", "--zone", str(place / "zones.yaml"), "--once")
    assert result.exit_code == 4
    assert "not delivered yet" in result.output
    assert spool_of(place).count() == 1


def test_a_wrong_key_is_told(place: Path) -> None:
    with running_server() as server:
        result = run(place, "--server", server.address, "--key", "wrong")
    assert result.exit_code == 2
    assert "the key was refused" in result.output


def test_an_unknown_camera_is_told(place: Path) -> None:
    with running_server() as server:
        result = run(place, "--server", server.address, "--key", KEY, camera="CAM-9")
    assert result.exit_code == 2
    assert "camera CAM-9" in result.output


@pytest.mark.parametrize(
    ("source", "options", "message", "status"),
    [
        ("none.mp4", [], "there is no such file", 3),
        ("zones.yaml", [], "is not a video", 2),
        (".", [], "is a folder", 2),
        ("http://127.0.0.1/x.mp4", [], "are not read", 2),
        ("walker.mp4", [], "no zones to watch are known", 2),
        ("walker.mp4", ["--zone", "none.yaml"], "there is no such file", 2),
        ("walker.mp4", ["--model", "yolox_nano", "--zone", "ZONES"], "not on this machine", 3),
        ("walker.mp4", ["--started-at", "yesterday"], "is not a moment", 2),
    ],
)
def test_every_mistake_says_where_what_and_what_to_do(
    place: Path, source: str, options: list[str], message: str, status: int
) -> None:
    options = [str(place / "zones.yaml") if option == "ZONES" else option for option in options]
    result = run(place, *options, source=source)
    assert result.exit_code == status, result.output
    assert message in result.output
    assert len(result.output.strip().splitlines()) == 2


def test_a_recording_that_breaks_off_is_told_and_what_came_before_counts(place: Path) -> None:
    clip = render_clip(scenario=CAR_DOORS_AT_NIGHT, seed=3, shows_at=datetime(2026, 5, 1, tzinfo=UTC))
    (place / "cut.mp4").write_bytes(clip.content[: len(clip.content) * 6 // 10])
    zones = f"zones: [{{name: yard, polygon: {[list(point) for point in clip.zone_polygon]}}}]"
    (place / "zones.yaml").write_text(zones)
    result = run(place, "--zone", str(place / "zones.yaml"), source="cut.mp4")
    assert result.exit_code == 2
    assert "breaks off after" in result.output
    (warning,) = spool_of(place).pending()
    assert warning.event.generated


def test_a_full_spool_ends_the_watch_with_a_clear_message(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise SpoolUnwritableError(where="spool", what="no space left on device", remedy="Free space.")

    monkeypatch.setattr(Spool, "put", full)
    result = run(place, "--zone", str(place / "zones.yaml"))
    assert result.exit_code == 3
    assert "no space left on device" in result.output


def test_outside_its_hours_nothing_is_warned_of(place: Path) -> None:
    (place / "zones.yaml").write_text(ZONE_FILE.replace("}]", ", schedule: {from: '08:00', to: '18:00'}}]"))
    result = run(place, "--zone", str(place / "zones.yaml"))
    assert result.exit_code == 0, result.output
    assert "0 warnings" in result.output
