from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from fengqiao.cli.models import models
from fengqiao.edge.tests.fakes import running_server
from fengqiao.engines.vision.tests.stories import vision_data

NANO = ("models", "yolox_nano_416.onnx")


def run(state: Path, *words: str) -> Result:
    return CliRunner(env={"FENGQIAO_STATE_DIR": str(state), "COLUMNS": "200"}).invoke(models, list(words))


def test_the_list_says_what_is_here_and_what_happens_without_a_model(tmp_path: Path) -> None:
    result = run(tmp_path, "list")
    assert result.exit_code == 0
    assert "yolox_nano" in result.output
    assert "not on this machine" in result.output
    assert "motion-blob" in result.output


@pytest.mark.data
def test_add_and_check_a_model_and_notice_when_it_is_damaged(tmp_path: Path) -> None:
    assert run(tmp_path, "add", str(vision_data(*NANO))).exit_code == 0
    assert run(tmp_path, "check").exit_code == 0
    (tmp_path / "models" / "yolox_nano.onnx").write_bytes(b"damaged")
    result = run(tmp_path, "check", "yolox_nano")
    assert result.exit_code == 1
    assert "DAMAGED" in result.output


@pytest.mark.data
def test_pull_takes_the_same_file_from_a_mirror(tmp_path: Path) -> None:
    with running_server() as server:
        server.files = {"/nano.onnx": vision_data(*NANO).read_bytes()}
        result = run(tmp_path, "pull", "yolox_nano", "--from", f"{server.address}/nano.onnx")
    assert result.exit_code == 0, result.output
    assert "registered yolox_nano" in result.output


@pytest.mark.parametrize(
    ("words", "message", "status"),
    [
        (["add", "none.onnx"], "there is no such file", 3),
        (["check", "yolox_giant"], "no model is called", 2),
        (["pull", "yolox_giant"], "no model has this name", 3),
    ],
)
def test_every_mistake_says_what_to_do(tmp_path: Path, words: list[str], message: str, status: int) -> None:
    result = run(tmp_path, *words)
    assert result.exit_code == status
    assert message in result.output
