"""The mapping from any export of calls to incidents: a small YAML file (docs/how-to/import-calls.md)."""

from __future__ import annotations

import codecs
import re
from pathlib import Path
from typing import Annotated, Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError, field_validator, model_validator

from fengqiao.domains.incidents.contracts import Category, IncidentState, Origin
from fengqiao.foundation.plain_yaml import YamlRefusedError, load_plain
from fengqiao.integrations.call_exports.errors import MappingInvalidError, MappingProblem
from fengqiao.primitives.document_words import document_problems

Column = Annotated[str, StringConstraints(min_length=1)]
STAMPS = (
    "received_at",
    "dispatched_at",
    "signed_for_at",
    "en_route_at",
    "on_scene_at",
    "handled_at",
    "feedback_at",
    "closed_at",
    "called_back_at",
)


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Columns(_Part):
    """Which column of the export holds what. A text may be joined from several columns."""

    external_id: Column
    received_at: Column
    text: tuple[Column, ...] = ()
    place_text: tuple[Column, ...] = ()
    address_code: Column | None = None
    longitude: Column | None = None
    latitude: Column | None = None
    caller_name: Column | None = None
    caller_phone: Column | None = None
    feedback_text: Column | None = None
    dispatched_at: Column | None = None
    signed_for_at: Column | None = None
    en_route_at: Column | None = None
    on_scene_at: Column | None = None
    handled_at: Column | None = None
    feedback_at: Column | None = None
    closed_at: Column | None = None
    called_back_at: Column | None = None

    @field_validator("text", "place_text", mode="before")
    @classmethod
    def _one_or_several(cls, value: object) -> object:
        return (value,) if isinstance(value, str) else value


class Time(_Part):
    """How moments are written. `format`: "iso" or strptime's; `zone`: where rows carry none."""

    zone: str
    format: str = "iso"

    @field_validator("zone")
    @classmethod
    def _known_zone(cls, zone: str) -> str:
        try:
            ZoneInfo(zone)
        except (ZoneInfoNotFoundError, ValueError) as error:
            raise ValueError(f"{zone!r} is not a time zone; write one like Asia/Shanghai") from error
        return zone


class Pattern(_Part):
    """A rule: a regular expression that the whole value must match, and what follows."""

    match: str
    to: str

    @field_validator("match")
    @classmethod
    def _compiles(cls, text: str) -> str:
        try:
            re.compile(text)
        except re.error as error:
            raise ValueError(f"{text!r} is not a regular expression: {error}") from error
        return text


class Choice(_Part):
    """A value found by a column: exact words first, then patterns in their order, then the default."""

    by: Column
    exact: dict[str, str] = Field(default_factory=dict)
    patterns: tuple[Pattern, ...] = ()
    default: str = ""

    @field_validator("exact", mode="before")
    @classmethod
    def _words(cls, value: object) -> object:
        # YAML reads an unquoted 415 as a number.
        return {str(key): word for key, word in value.items()} if isinstance(value, dict) else value

    def results(self) -> list[tuple[str, str]]:
        """This function will list every result with its place in the mapping."""
        found = [(f"exact.{key}", value) for key, value in self.exact.items()]
        found += [(f"patterns.{place}.to", rule.to) for place, rule in enumerate(self.patterns)]
        return [*found, ("default", self.default)] if self.default else found


class Units(_Part):
    """Whose call it is. `codes`: value of the column → unit code; or the tree is derived from the columns."""

    by: Column
    codes: dict[str, str] = Field(default_factory=dict)
    default: str = ""
    derive_station_from: Column | None = None
    station_name: str = "{value}"
    beat_name: str = "{value}"

    @field_validator("codes", mode="before")
    @classmethod
    def _words(cls, value: object) -> object:
        return {str(key): str(code) for key, code in value.items()} if isinstance(value, dict) else value


class Mapping(_Part):
    """The whole mapping. `source` and the external id together make a row one, ever."""

    source: Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9_-]{0,30}$")]
    encoding: str = "utf-8"
    delimiter: Annotated[str, StringConstraints(min_length=1, max_length=1)] = ","
    sheet: int = Field(default=1, ge=1)
    columns: Columns
    time: Time
    categories: Choice
    origins: Choice | None = None
    states: Choice | None = None
    units: Units

    @field_validator("encoding")
    @classmethod
    def _known_encoding(cls, name: str) -> str:
        try:
            codecs.lookup(name)
        except LookupError as error:
            raise ValueError(f"{name!r} is not a text encoding; try utf-8 or gb18030") from error
        return name

    @model_validator(mode="after")
    def _results_exist(self) -> Mapping:
        wrong = [
            *_unknown(self.categories, "categories", {category.value for category in Category}),
            *_unknown(self.origins, "origins", {origin.value for origin in Origin}),
            *_unknown(self.states, "states", {state.value for state in IncidentState}),
        ]
        if wrong:
            raise ValueError("; ".join(wrong))
        return self

    def column_names(self) -> set[str]:
        """This function will name every column that the export must have."""
        names: set[str] = set()
        for value in self.columns.model_dump().values():
            names.update([value] if isinstance(value, str) else value or ())
        names.add(self.categories.by)
        names.update(choice.by for choice in (self.origins, self.states) if choice is not None)
        names.add(self.units.by)
        return names | ({self.units.derive_station_from} if self.units.derive_station_from else set())


def _unknown(choice: Choice | None, name: str, known: set[str]) -> list[str]:
    results = choice.results() if choice is not None else []
    return [
        f"{name}.{place} is {value!r}; use one of {', '.join(sorted(known))}"
        for place, value in results
        if value.split("/")[0] not in known
    ]


def read_mapping(*, path: Path) -> Mapping:
    """This function will read a mapping. Raises MappingInvalidError naming every mistake."""
    try:
        document: Any = load_plain(text=path.read_text(encoding="utf-8"))
    except OSError as error:
        raise MappingInvalidError(
            name=path.name, problems=[MappingProblem("file", f"cannot be read: {error.strerror}")]
        ) from error
    except (YamlRefusedError, UnicodeDecodeError) as error:
        what = " ".join(str(error).split())
        raise MappingInvalidError(name=path.name, problems=[MappingProblem("file", f"is not YAML: {what}")]) from error
    try:
        return Mapping.model_validate(document)
    except ValidationError as error:
        problems = [MappingProblem(one.place, one.what) for one in document_problems(error=error, model=Mapping)]
        raise MappingInvalidError(name=path.name, problems=problems) from error


def shipped_mapping(*, source: str) -> Path | None:
    """This function will return the mapping that the project ships under this name, None without one."""
    path = Path(__file__).parent / "mappings" / f"{source}.yaml"
    return path if path.exists() else None
