from pathlib import Path

import pytest
import yaml

from fengqiao.edge.errors import ModelMissingError, ModelRejectedError
from fengqiao.edge.model_manifests import SHIPPED_MANIFESTS, read_manifest, shipped_manifests
from fengqiao.edge.models import ModelStore
from fengqiao.edge.settings import read_settings
from fengqiao.edge.tests.fakes import running_server
from fengqiao.engines.vision.tests.stories import vision_data


def store(folder: Path, **more: str) -> ModelStore:
    return ModelStore(settings=read_settings(environment={"FENGQIAO_STATE_DIR": str(folder), **more}))


@pytest.fixture
def nano() -> Path:
    return vision_data("models", "yolox_nano_416.onnx")


def test_every_shipped_manifest_names_maker_licence_and_address() -> None:
    for manifest in shipped_manifests():
        assert manifest.licence
        assert manifest.made_by
        assert str(manifest.address).startswith("https://")
        assert len(manifest.classes) == 80


def test_without_any_model_the_weaker_detector_is_taken(tmp_path: Path) -> None:
    assert store(tmp_path).open(name=None).card.weaker


def test_a_model_that_is_named_and_absent_is_never_replaced(tmp_path: Path) -> None:
    with pytest.raises(ModelMissingError, match="fq models pull yolox_nano"):
        store(tmp_path).open(name="yolox_nano")
    with pytest.raises(ModelMissingError, match="known are"):
        store(tmp_path).open(name="yolox_giant")


def test_a_file_that_no_manifest_knows_is_rejected(tmp_path: Path) -> None:
    stranger = tmp_path / "stranger.onnx"
    stranger.write_bytes(b"what is this")
    with pytest.raises(ModelRejectedError, match="stands in no manifest"):
        store(tmp_path).add(path=stranger)


@pytest.mark.data
def test_an_added_model_is_used_and_named_with_its_digest(tmp_path: Path, nano: Path) -> None:
    entry = store(tmp_path).add(path=nano)
    assert entry.state == "registered"
    card = store(tmp_path).open(name=None).card
    assert (card.name, card.version, card.weaker) == ("yolox_nano", "0.1.1rc0+695e750a", False)


@pytest.mark.data
def test_a_model_is_found_in_the_folder_named_by_the_setting(tmp_path: Path, nano: Path) -> None:
    found = store(tmp_path, FENGQIAO_MODEL_DIR=str(nano.parent))
    assert [entry.state for entry in found.entries()] == ["in_model_folder"]
    assert not found.open(name="yolox_nano").card.weaker


@pytest.mark.data
def test_a_damaged_file_is_noticed_and_not_used(tmp_path: Path, nano: Path) -> None:
    entry = store(tmp_path).add(path=nano)
    assert entry.path is not None
    content = bytearray(entry.path.read_bytes())
    content[1000] ^= 1
    entry.path.write_bytes(content)
    with pytest.raises(ModelRejectedError, match="sha256 differs"):
        store(tmp_path).open(name="yolox_nano")
    assert [entry.state for entry in store(tmp_path).entries()] == ["damaged"]


@pytest.mark.data
def test_a_pulled_model_is_verified_before_it_is_kept(tmp_path: Path, nano: Path) -> None:
    with running_server() as server:
        server.files = {"/nano.onnx": nano.read_bytes(), "/other.onnx": b"something else"}
        with pytest.raises(ModelRejectedError, match="is not yolox_nano"):
            store(tmp_path).pull(name="yolox_nano", address=f"{server.address}/other.onnx")
        assert store(tmp_path).entries()[0].state == "absent"
        store(tmp_path).pull(name="yolox_nano", address=f"{server.address}/nano.onnx")
    assert store(tmp_path).entries()[0].state == "registered"
    with pytest.raises(ModelMissingError, match="could not be fetched"):
        store(tmp_path).pull(name="yolox_nano", address=f"{server.address}/nano.onnx")


@pytest.mark.data
def test_a_model_of_ones_own_comes_with_its_manifest(tmp_path: Path, nano: Path) -> None:
    content = yaml.safe_load((SHIPPED_MANIFESTS / "yolox_nano.yaml").read_text())
    digest = content.pop("variants")[0]["sha256"]
    own = content | {"name": "our_nano", "version": "3", "sha256": digest}
    path = tmp_path / "our_nano.yaml"
    path.write_text(yaml.safe_dump(own))
    store(tmp_path).add(path=nano, manifest=read_manifest(path=path))
    assert store(tmp_path).open(name="our_nano").card.name == "our_nano"


@pytest.mark.data
def test_a_manifest_that_does_not_fit_its_file_is_rejected(tmp_path: Path, nano: Path) -> None:
    manifest = shipped_manifests()[0]
    wrong = manifest.model_copy(update={"classes": ("person",)})
    with pytest.raises(ModelRejectedError, match="expected shape"):
        store(tmp_path).add(path=nano, manifest=wrong)
