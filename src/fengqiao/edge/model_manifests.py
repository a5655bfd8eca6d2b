"""What is known of a model before its file is opened: one YAML file per model."""

from pathlib import Path
from typing import Annotated

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from fengqiao.edge.contracts import SHA256_PATTERN
from fengqiao.edge.errors import ModelRejectedError
from fengqiao.engines.vision.detectors import ModelSpec
from fengqiao.primitives.document_words import document_problems

SHIPPED_MANIFESTS = Path(__file__).with_name("manifests")
Digest = Annotated[str, Field(pattern=SHA256_PATTERN)]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class ModelVariant(_Part):
    """Another file with the same meaning, accepted as well."""

    sha256: Digest
    note: str


class ModelInput(_Part):
    width: int = Field(gt=0, multiple_of=32)
    height: int = Field(gt=0, multiple_of=32)


class ModelManifest(_Part):
    name: str = Field(pattern=r"^[a-z0-9][a-z0-9_.-]{0,63}$")
    version: str
    family: str
    licence: str
    made_by: str
    address: str | None = None
    sha256: Digest
    variants: tuple[ModelVariant, ...] = ()
    input: ModelInput
    classes: tuple[str, ...] = Field(min_length=1)

    def accepts(self, *, sha256: str) -> bool:
        return sha256 == self.sha256 or any(variant.sha256 == sha256 for variant in self.variants)

    def spec(self, *, sha256: str) -> ModelSpec:
        """This function will return what the engine needs; the version names the very file that was used."""
        return ModelSpec(
            name=self.name,
            version=f"{self.version}+{sha256[:8]}",
            family=self.family,
            input_width=self.input.width,
            input_height=self.input.height,
            classes=self.classes,
        )


def read_manifest(*, path: Path) -> ModelManifest:
    """This function will read one manifest, or raise ModelRejectedError with the field that is wrong."""
    try:
        return ModelManifest.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))
    except ValidationError as problem:
        first = document_problems(error=problem, model=ModelManifest)[0]
        raise _rejected(path, f"{first.place}: {first.what}") from problem
    except (OSError, UnicodeDecodeError, yaml.YAMLError, RecursionError) as problem:
        raise _rejected(path, f"cannot be read ({problem})") from problem


def shipped_manifests() -> tuple[ModelManifest, ...]:
    return tuple(read_manifest(path=path) for path in sorted(SHIPPED_MANIFESTS.glob("*.yaml")))


def _rejected(path: Path, what: str) -> ModelRejectedError:
    return ModelRejectedError(
        where=f"manifest {path}", what=what, remedy="Correct the manifest; a shipped one shows the shape."
    )
