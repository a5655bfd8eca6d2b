"""`fq watch` against the real server on a real socket: the warning arrives, with its clip, once."""

from __future__ import annotations

import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import typer
from click.testing import Result
from pytest_django.live_server_helper import LiveServer
from typer.testing import CliRunner

from fengqiao.cli.counting import counted
from fengqiao.cli.watch import watch
from fengqiao.domains.cameras.contracts import NewZone, WarningState
from fengqiao.domains.cameras.models import CameraWarning
from fengqiao.domains.cameras.public import list_warnings, load_cameras, make_edge_key
from fengqiao.domains.cameras.tests.conftest import camera_like
from fengqiao.engines.vision.rendering import CAR_DOORS_AT_NIGHT, render_clip
from fengqiao.foundation.files.storage import file_path
from fengqiao.foundation.scoping.contracts import SYSTEM
from tests.stage import Stage

EVENING = datetime.datetime(2026, 9, 16, 21, 30, tzinfo=ZoneInfo("Asia/Shanghai"))
WHOLE_PICTURE = ((0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0))
app = typer.Typer()
app.command()(watch)


@pytest.fixture
def key(live_server: LiveServer, stage: Stage) -> str:
    zone = NewZone("全景", "zone_intrusion", WHOLE_PICTURE)
    load_cameras(actor=SYSTEM, cameras=[camera_like(zones=(zone,))])
    return make_edge_key(actor=SYSTEM, name="box", camera_codes=["CAM-1"])


def fq_watch(source: Path, *, server: str, key: str, state: Path) -> Result:
    """This function will run the command as a camera side does, zones from the server."""
    runner = CliRunner(env={"FENGQIAO_STATE_DIR": str(state), "COLUMNS": "200"})
    options = ["--camera", "CAM-1", "--server", server, "--key", key, "--started-at", EVENING.isoformat(), "--once"]
    return runner.invoke(app, [str(source), *options])


def test_a_drawn_clip_becomes_one_warning_to_review(
    live_server: LiveServer, stage: Stage, key: str, tmp_path: Path
) -> None:
    source = tmp_path / "night.mp4"
    source.write_bytes(render_clip(scenario=CAR_DOORS_AT_NIGHT, seed=7, shows_at=EVENING).content)
    result = fq_watch(source, server=live_server.url, key=key, state=tmp_path / "state")
    assert result.exit_code == 0, result.output
    assert "delivered" in result.output
    (warning,) = list_warnings(actor=stage.actor("reviewer"))
    assert (warning.state, warning.zone, warning.is_generated) == (WarningState.PENDING, "全景", True)
    assert file_path(CameraWarning.objects.get().clip).read_bytes()[4:8] == b"ftyp"


def test_a_wrong_key_is_told_and_nothing_arrives(
    live_server: LiveServer, stage: Stage, key: str, tmp_path: Path
) -> None:
    result = fq_watch(tmp_path / "any.mp4", server=live_server.url, key="wrong", state=tmp_path / "state")
    assert result.exit_code != 0
    assert not CameraWarning.objects.exists()


@pytest.mark.data
@pytest.mark.parametrize("name", ["worker-zone-detection.gif", "one-by-one-person-detection.mp4"])
def test_given_footage_arrives_and_nothing_waits(
    *, live_server: LiveServer, stage: Stage, key: str, tmp_path: Path, data_dir: Path, name: str
) -> None:
    source = data_dir / "vision" / "video" / name
    if not source.is_file():
        pytest.skip(f"{source} is absent")
    result = fq_watch(source, server=live_server.url, key=key, state=tmp_path / "state")
    assert result.exit_code == 0, result.output
    arrived = list_warnings(actor=stage.actor("reviewer"))
    assert arrived
    assert not any(warning.is_generated for warning in arrived)
    assert f"{counted(len(arrived), 'warning')}, 0 waiting" in result.output
