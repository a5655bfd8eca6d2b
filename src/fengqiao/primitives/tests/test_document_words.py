from __future__ import annotations

import datetime
from enum import StrEnum
from typing import Any

import pytest
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from fengqiao.primitives.document_words import document_problems


class Kind(StrEnum):
    CAR = "car"
    FOOT = "foot"


class Zone(BaseModel):
    model_config = ConfigDict(extra="forbid")
    name: str = Field(min_length=1)
    kind: Kind = Kind.CAR
    since: datetime.time | None = Field(default=None, alias="from")
    size: float = Field(default=1, gt=0)


class Document(BaseModel):
    model_config = ConfigDict(extra="forbid")
    code: str = Field(pattern="^[a-z]+$")
    zones: tuple[Zone, ...] = ()


@pytest.mark.parametrize(
    ("document", "place", "words"),
    [
        ({}, "code", "is missing"),
        ({"code": 7}, "code", "must be a text (put it in quotes), not 7"),
        ({"code": "Town Hall"}, "code", "'Town Hall' cannot be used here"),
        ({"zones": {"name": "yard"}}, "zones", "must be a list, not a group of names with values"),
        ({"zones": ["yard"]}, "zones no. 1", "must be a group of names with values, not 'yard'"),
        ({"zones": [{"name": "a"}, {"name": ""}]}, "zones no. 2: name", "must not be empty"),
        ({"zones": [{"name": "a", "kind": "boat"}]}, "zones no. 1: kind", "write one of 'car' or 'foot'"),
        ({"zones": [{"name": "a", "form": "21:00"}]}, "zones no. 1: form", "did you mean from?"),
        ({"zones": [{"name": "a", "from": "noon"}]}, "zones no. 1: from", "must be a time such as 21:30, not 'noon'"),
        ({"zones": [{"name": "a", "size": 0}]}, "zones no. 1: size", "write a number that is more than 0"),
        ([], "the document", "must be a group of names with values, not a list"),
        ({"codes": []}, "codes", "did you mean code?"),
    ],
)
def test_a_mistake_is_told_with_its_place_and_what_to_write(document: Any, place: str, words: str) -> None:
    with pytest.raises(ValidationError) as refused:
        Document.model_validate(document)
    told = {one.place: one.what for one in document_problems(error=refused.value, model=Document)}
    assert words in told[place]
    assert not any("Input should" in what or "permitted" in what for what in told.values())
