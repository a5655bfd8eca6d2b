"""The model files of this machine: listed, registered, fetched, and verified before each use."""

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import httpx

from fengqiao.edge.errors import ModelMissingError, ModelRejectedError, RuntimeMissingError
from fengqiao.edge.model_manifests import ModelManifest, read_manifest, shipped_manifests
from fengqiao.edge.settings import EdgeSettings
from fengqiao.engines.vision.detectors import (
    Detector,
    ModelNotUnderstoodError,
    MotionBlobDetector,
)

MOTION_BLOB = "motion-blob"
"""The name under which `--model` asks for the detector that needs no file."""

MODEL_SUFFIX = ".onnx"
LARGEST_MODEL_BYTES = 512 * 1024 * 1024
PULL_SECONDS = 60.0
ModelState = Literal["registered", "in_model_folder", "absent", "damaged"]


@dataclass(frozen=True, slots=True)
class ModelEntry:
    manifest: ModelManifest
    state: ModelState
    path: Path | None
    sha256: str | None


class ModelStore:
    """Files lie in the state folder as NAME.onnx, an own model with its manifest NAME.yaml beside it."""

    def __init__(self, *, settings: EdgeSettings) -> None:
        self._folder = settings.models_folder
        self._further_folder = settings.model_folder

    def entries(self) -> tuple[ModelEntry, ...]:
        """This function will return every known model and whether its file is here and whole."""
        return tuple(self._entry(manifest) for manifest in self._manifests().values())

    def add(self, *, path: Path, manifest: ModelManifest | None = None) -> ModelEntry:
        """This function will register a file that a known manifest, or the one given, describes."""
        if not path.is_file():
            raise ModelMissingError(
                where=str(path), what="there is no such file", remedy="Check the path and its spelling."
            )
        return self._register(content=path.read_bytes(), manifest=manifest, where=str(path))

    def pull(self, *, name: str, address: str | None = None) -> ModelEntry:
        """This function will fetch a model from its maker, or from `address`, and verify it."""
        manifest = self._manifest(name)
        source = address or manifest.address
        if source is None:
            raise ModelMissingError(
                where=f"model {name}",
                what="its manifest names no address",
                remedy="Bring the file and register it: ./fq models add FILE.",
            )
        content = _download(source)
        if not manifest.accepts(sha256=hashlib.sha256(content).hexdigest()):
            raise ModelRejectedError(
                where=source,
                what=f"what came is not {name}: its sha256 is {hashlib.sha256(content).hexdigest()}",
                remedy="Nothing was kept. Check the address, or bring the file: ./fq models add FILE.",
            )
        return self._register(content=content, manifest=manifest, where=source)

    def open(self, *, name: str | None) -> Detector:
        """This function will make the detector: the named one, else any whole model, else motion blobs.

        Raises ModelMissingError when a model is named and absent: a named model is never replaced silently.
        """
        if name == MOTION_BLOB:
            return MotionBlobDetector()
        if name is not None:
            return self._open(self._entry(self._manifest(name)))
        usable = [entry for entry in self.entries() if entry.state in {"registered", "in_model_folder"}]
        return self._open(usable[0]) if usable else MotionBlobDetector()

    def _open(self, entry: ModelEntry) -> Detector:
        if entry.path is None or entry.sha256 is None:
            raise ModelMissingError(
                where=f"model {entry.manifest.name}",
                what="its file is not on this machine",
                remedy=f"./fq models pull {entry.manifest.name}, ./fq models add FILE, or --model {MOTION_BLOB}.",
            )
        if entry.state == "damaged":
            raise ModelRejectedError(
                where=str(entry.path),
                what="the file is not what its manifest says (sha256 differs)",
                remedy="Register it again: ./fq models add FILE.",
            )
        return _opened(manifest=entry.manifest, content=entry.path.read_bytes(), where=str(entry.path))

    def _manifests(self) -> dict[str, ModelManifest]:
        known = {manifest.name: manifest for manifest in shipped_manifests()}
        for path in sorted(self._folder.glob("*.yaml")) if self._folder.is_dir() else ():
            own = read_manifest(path=path)
            known[own.name] = own
        return known

    def _manifest(self, name: str) -> ModelManifest:
        known = self._manifests()
        if name not in known:
            raise ModelMissingError(
                where=f"model {name}",
                what=f"no model has this name; known are {', '.join([*known, MOTION_BLOB])}",
                remedy="./fq models list shows them; ./fq models add FILE --manifest M.yaml registers your own.",
            )
        return known[name]

    def _entry(self, manifest: ModelManifest) -> ModelEntry:
        path = self._folder / f"{manifest.name}{MODEL_SUFFIX}"
        if path.is_file():
            digest = _digest(path)
            state: ModelState = "registered" if manifest.accepts(sha256=digest) else "damaged"
            return ModelEntry(manifest, state, path, digest)
        for candidate in self._further_files():
            digest = _digest(candidate)
            if manifest.accepts(sha256=digest):
                return ModelEntry(manifest, "in_model_folder", candidate, digest)
        return ModelEntry(manifest, "absent", None, None)

    def _further_files(self) -> tuple[Path, ...]:
        if self._further_folder is None or not self._further_folder.is_dir():
            return ()
        return tuple(sorted(self._further_folder.glob(f"*{MODEL_SUFFIX}")))

    def _register(self, *, content: bytes, manifest: ModelManifest | None, where: str) -> ModelEntry:
        digest = hashlib.sha256(content).hexdigest()
        candidates = [manifest] if manifest is not None else list(self._manifests().values())
        fitting = next((known for known in candidates if known.accepts(sha256=digest)), None)
        if fitting is None:
            raise ModelRejectedError(
                where=where,
                what=f"its sha256 {digest} stands in no manifest",
                remedy="A damaged copy? For a model of your own give its manifest: --manifest M.yaml.",
            )
        _opened(manifest=fitting, content=content, where=where)
        path = self._folder / f"{fitting.name}{MODEL_SUFFIX}"
        _write(path=path, content=content)
        if manifest is not None and fitting not in shipped_manifests():
            _write(path=path.with_suffix(".yaml"), content=fitting.model_dump_json(indent=2).encode())
        return ModelEntry(fitting, "registered", path, digest)


def _opened(*, manifest: ModelManifest, content: bytes, where: str) -> Detector:
    try:
        # An extra package (requirements/vision.txt): cameras are watched without it too, by the weaker detector.
        from fengqiao.engines.vision.detectors.onnx_models import open_detector
    except ImportError as problem:
        raise RuntimeMissingError(
            where=where,
            what="the packages that run a model are not installed",
            remedy="./fq models list fetches them; --model motion-blob does without.",
        ) from problem
    try:
        return open_detector(spec=manifest.spec(sha256=hashlib.sha256(content).hexdigest()), content=content)
    except ModelNotUnderstoodError as problem:
        raise ModelRejectedError(
            where=where,
            what=f"found {problem.found}, expected {problem.expected}",
            remedy="Correct the manifest.",
        ) from problem


def _digest(path: Path) -> str:
    with path.open("rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()


def _write(*, path: Path, content: bytes) -> None:
    draft = path.with_suffix(f".{os.getpid()}.writing")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        draft.write_bytes(content)
        draft.replace(path)
    except OSError as problem:
        raise ModelRejectedError(
            where=str(path),
            what=f"cannot be written ({problem.strerror})",
            remedy="Correct the rights, free space, or name another folder with FENGQIAO_STATE_DIR.",
        ) from problem


def _download(address: str) -> bytes:
    parts, size = [], 0
    try:
        with httpx.stream("GET", address, follow_redirects=True, timeout=PULL_SECONDS) as response:
            response.raise_for_status()
            for part in response.iter_bytes():
                size += len(part)
                if size > LARGEST_MODEL_BYTES:
                    raise ModelRejectedError(
                        where=address, what="it is larger than any model here", remedy="Check the address."
                    )
                parts.append(part)
    except (httpx.HTTPError, httpx.InvalidURL) as problem:
        raise ModelMissingError(
            where=address,
            what=f"could not be fetched ({problem})",
            remedy="Without internet: ./fq models add FILE, or set FENGQIAO_MODEL_DIR to its folder.",
        ) from problem
    return b"".join(parts)
