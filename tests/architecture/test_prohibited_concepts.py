"""The schema cannot express what is never built: identity recognition, lists of wanted persons, scores of persons,
ethnic, religious or political fields, detection of protests."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from django.apps import apps
from django.db import models
from pydantic import BaseModel

from fengqiao.domains.cameras.contracts import PROHIBITED_PLACES, PlaceType
from fengqiao.edge import contracts as edge_contracts
from fengqiao.foundation.events.contracts import DomainEvent
from tests.architecture.source_tree import PACKAGE

PROHIBITED = re.compile(
    r"(?:^|_)(?:"
    r"face|faces|facial|gait|voice_?print|iris|fingerprint|biometric|embedding|reid|"
    r"watch_?list|wanted|blacklist|black_list|suspect_list|person_of_interest|key_person|target_person|"
    r"ethnic\w*|race|nation\w*ality|religio\w*|belief|church|mosque|"
    r"politic\w*(?<!political_instructor)|petition\w*|party_member|dissent\w*|journalist|lawyer|activist|"
    r"protest\w*|demonstrator|rally|assembly|"
    r"risk_score|person_score|credit_score|danger_score|threat_score|risk_level|person_level|reliability_score|"
    r"social_media|wechat|weibo|imei|imsi|mac_address|phone_capture|"
    r"民族|宗教|信仰|政治|上访|人脸|步态|声纹|布控|重点人员|风险分|积分|评分"
    r")(?:_|$)"
)
ALLOWED_WORDS = {"political_instructor"}
"""A role: 教导员."""


def words_of_schema() -> Iterator[tuple[str, str]]:
    for model in apps.get_models():
        if not model.__module__.startswith("fengqiao."):
            continue
        yield model._meta.label, model._meta.model_name or ""
        yield model._meta.label, model._meta.db_table
        for field in model._meta.get_fields():
            yield model._meta.label, field.name
            yield from ((f"{model._meta.label}.{field.name}", str(value)) for value in _choices(field))


def _choices(field: object) -> list[object]:
    choices = getattr(field, "choices", None) or []
    return [value for value, _ in choices]


def test_no_table_column_or_choice_expresses_a_prohibited_concept() -> None:
    found = [
        (label, word)
        for label, word in words_of_schema()
        if word not in ALLOWED_WORDS and PROHIBITED.search(word.lower())
    ]
    assert not found


def test_no_event_and_no_message_of_a_camera_expresses_one() -> None:
    events = list(_all_subclasses(DomainEvent))
    assert events
    messages = [one for one in vars(edge_contracts).values() if isinstance(one, type) and issubclass(one, BaseModel)]
    names = [(event.__name__, name) for event in events for name in event.__dataclass_fields__]
    names += [(message.__name__, name) for message in messages for name in message.model_fields]
    assert not [(owner, name) for owner, name in names if PROHIBITED.search(name)]


def _all_subclasses(base: type[DomainEvent]) -> Iterator[type[DomainEvent]]:
    for one in base.__subclasses__():
        yield one
        yield from _all_subclasses(one)


def test_a_resident_has_only_the_fields_that_a_duty_needs() -> None:
    """Whoever adds a field to a person's record must come by here and say why."""
    allowed = {
        "Resident": {
            "id", "code", "household", "name", "is_female", "birth_date", "id_number", "phone", "is_head", "scope_path",
            "facts",
        },
        "ResidentFact": {"id", "resident", "kind", "basis", "from_date", "to_date", "scope_path"},
    }  # fmt: skip
    for name, fields in allowed.items():
        model = apps.get_model("places", name)
        assert {field.name for field in model._meta.get_fields()} <= fields


def test_there_is_no_free_text_label_on_a_person() -> None:
    for name in ("Resident", "ResidentFact"):
        model = apps.get_model("places", name)
        free_texts = [field.name for field in model._meta.get_fields() if isinstance(field, models.TextField)]
        assert not free_texts


def test_the_only_scene_the_server_takes_is_about_a_place_and_a_moment() -> None:
    scene = edge_contracts.WarningEvent.model_fields["scene"].annotation
    assert "zone_intrusion" in str(scene)
    assert not PROHIBITED.search(str(scene))


def test_cameras_cannot_stand_where_people_undress_or_sleep() -> None:
    assert not {place.value for place in PlaceType} & PROHIBITED_PLACES


@pytest.mark.parametrize(
    "word", ["face", "ethnicity", "religion", "watch_list", "risk_score", "protest", "petitioner", "民族"]
)
def test_the_pattern_finds_what_it_must(word: str) -> None:
    assert PROHIBITED.search(word)


def test_no_source_file_is_named_after_one() -> None:
    found = [
        path.name for path in PACKAGE.rglob("*.py") if PROHIBITED.search(path.stem) and path.stem not in ALLOWED_WORDS
    ]
    assert not found
