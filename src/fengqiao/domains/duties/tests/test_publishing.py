"""Publishing a list, and which version is in force where and when."""

from __future__ import annotations

import datetime
import re

import pytest
from django.db import IntegrityError, connection, transaction
from tests.stage import COUNTY, DAY, OLD_TOWN, OTHER_STATION, STATION, Stage

from fengqiao.domains.duties.contracts import (
    ListInvalidError,
    ListNotInForceError,
    ListState,
    UnknownListError,
    VersionTakenError,
)
from fengqiao.domains.duties.public import (
    duty_lists_in_force,
    get_row,
    list_versions,
    negative_list_in_force,
    publish_list,
    shipped_documents,
)
from fengqiao.domains.organisation.contracts import UnknownUnitError
from fengqiao.foundation.audit.models import AuditEntry
from fengqiao.foundation.events.models import Event
from fengqiao.foundation.scoping.contracts import SYSTEM, NotAllowedError, NotVisibleError

COMMUNITY = shipped_documents()["community_duty_list"]
NEGATIVE = shipped_documents()["negative_list"]


def changed(document: str, *, version: int, effective_from: str) -> str:
    document = re.sub(r"(?m)^version: \d+$", f"version: {version}", document)
    return re.sub(r"(?m)^effective_from: .*$", f"effective_from: {effective_from}", document)


def test_the_text_is_stored_exactly_as_installed(stage: Stage) -> None:
    document = COMMUNITY + "\n# 一行注释 \t\n"
    record = publish_list(actor=SYSTEM, document=document, unit_code=COUNTY)
    assert record.document == document
    assert [one.document for one in list_versions(actor=stage.actor("officer"))] == [document]
    assert record.published_by == SYSTEM.name
    entry = AuditEntry.objects.get(action="publish_list")
    assert entry.details["digest"] == record.digest
    event = Event.objects.get(kind="duties.list_published")
    assert event.payload["list_code"] == "community_duty_list"
    assert event.scope_path == stage.paths[COUNTY]


def test_publishing_the_same_text_again_changes_nothing(stage: Stage) -> None:
    first = publish_list(actor=SYSTEM, document=COMMUNITY, unit_code=COUNTY)
    again = publish_list(actor=SYSTEM, document=COMMUNITY, unit_code=COUNTY)
    assert again == first
    assert AuditEntry.objects.filter(action="publish_list").count() == 1


def test_another_text_under_a_published_version_is_refused(stage: Stage) -> None:
    publish_list(actor=SYSTEM, document=COMMUNITY, unit_code=COUNTY)
    with pytest.raises(VersionTakenError):
        publish_list(actor=SYSTEM, document=COMMUNITY + "# another\n", unit_code=COUNTY)


def test_two_versions_cannot_take_effect_on_one_day(stage: Stage) -> None:
    publish_list(actor=SYSTEM, document=COMMUNITY, unit_code=COUNTY)
    with pytest.raises(ListInvalidError) as refused:
        publish_list(
            actor=SYSTEM,
            document=changed(COMMUNITY, version=2, effective_from="2026-01-01"),
            unit_code=COUNTY,
        )
    [problem] = refused.value.problems
    assert (problem.place, problem.line) == ("effective_from", 7)


def test_a_higher_version_takes_effect_later(stage: Stage) -> None:
    publish_list(actor=SYSTEM, document=COMMUNITY, unit_code=COUNTY)
    with pytest.raises(ListInvalidError) as refused:
        publish_list(
            actor=SYSTEM,
            document=changed(COMMUNITY, version=2, effective_from="2025-06-01"),
            unit_code=COUNTY,
        )
    assert [problem.place for problem in refused.value.problems] == ["effective_from"]


def test_what_was_in_force_on_a_day_stays_answerable(stage: Stage) -> None:
    path = stage.paths[OLD_TOWN]
    publish_list(actor=SYSTEM, document=COMMUNITY, unit_code=COUNTY)
    newer = changed(COMMUNITY, version=2, effective_from="2026-09-01").replace("minutes: 90", "minutes: 75")
    publish_list(actor=SYSTEM, document=newer, unit_code=COUNTY)

    def version_on(day: datetime.date) -> list[int]:
        return [one.record.version for one in duty_lists_in_force(on=day, path=path)]

    assert version_on(datetime.date(2025, 12, 31)) == []
    assert version_on(datetime.date(2026, 1, 1)) == [1]
    assert version_on(datetime.date(2026, 8, 31)) == [1]
    assert version_on(datetime.date(2026, 9, 1)) == [2]
    assert get_row(code="community_duty_list", version=1, number=8).minutes == 90
    assert get_row(code="community_duty_list", version=2, number=8).minutes == 75
    states = {one.version: one.state for one in list_versions(actor=stage.actor("officer"))}
    assert states == {1: ListState.SUPERSEDED, 2: ListState.PUBLISHED}


def test_a_version_that_begins_later_does_not_supersede_yet(stage: Stage) -> None:
    publish_list(actor=SYSTEM, document=COMMUNITY, unit_code=COUNTY)
    publish_list(actor=SYSTEM, document=changed(COMMUNITY, version=2, effective_from="2026-12-01"), unit_code=COUNTY)
    assert {one.state for one in list_versions(actor=stage.actor("officer"))} == {ListState.PUBLISHED}
    [in_force] = duty_lists_in_force(on=DAY, path=stage.paths[OLD_TOWN])
    assert in_force.record.version == 1


def test_the_list_of_the_nearest_unit_upwards_applies(stage: Stage) -> None:
    publish_list(actor=SYSTEM, document=COMMUNITY, unit_code=COUNTY)
    own = COMMUNITY.replace("minutes: 90", "minutes: 60")
    publish_list(actor=SYSTEM, document=own, unit_code=STATION)
    [here] = duty_lists_in_force(on=DAY, path=stage.paths[OLD_TOWN])
    [there] = duty_lists_in_force(on=DAY, path=stage.paths[OTHER_STATION])
    assert (here.row(8).minutes, there.row(8).minutes) == (60, 90)
    assert get_row(code="community_duty_list", version=1, number=8, path=stage.paths[OTHER_STATION]).minutes == 90


def test_no_negative_list_in_force_is_said_and_an_unknown_row_too(stage: Stage) -> None:
    with pytest.raises(ListNotInForceError):
        negative_list_in_force(on=DAY, path=stage.paths[OLD_TOWN])
    publish_list(actor=SYSTEM, document=COMMUNITY, unit_code=COUNTY)
    with pytest.raises(UnknownListError):
        get_row(code="community_duty_list", version=1, number=99)


def test_only_those_who_may_publish_do_and_only_in_their_subtree(stage: Stage) -> None:
    with pytest.raises(NotAllowedError):
        publish_list(actor=stage.actor("chief"), document=COMMUNITY, unit_code=STATION)
    with pytest.raises(NotVisibleError):
        publish_list(actor=stage.actor("chief"), document=COMMUNITY, unit_code=OTHER_STATION)
    with pytest.raises(UnknownUnitError):
        publish_list(actor=SYSTEM, document=COMMUNITY, unit_code="000000000000")
    assert list_versions(actor=SYSTEM) == []


def test_a_station_reads_the_countys_lists_but_not_another_stations(stage: Stage) -> None:
    publish_list(actor=SYSTEM, document=COMMUNITY, unit_code=COUNTY)
    publish_list(actor=SYSTEM, document=NEGATIVE, unit_code=STATION)
    codes = [one.code for one in list_versions(actor=stage.actor("officer"))]
    other = [one.code for one in list_versions(actor=stage.actor("other_chief"))]
    assert (codes, other) == (["community_duty_list", "negative_list"], ["community_duty_list"])
    with pytest.raises(NotAllowedError):
        list_versions(actor=stage.actor("auditor"))


@pytest.mark.parametrize("statement", ["UPDATE duties_listversion SET version = 9", "DELETE FROM duties_listversion"])
def test_the_database_refuses_to_change_or_remove_a_published_list(stage: Stage, statement: str) -> None:
    publish_list(actor=SYSTEM, document=COMMUNITY, unit_code=COUNTY)
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert [one.version for one in list_versions(actor=SYSTEM)] == [1]


def test_the_database_refuses_a_digest_that_is_not_that_of_the_text(stage: Stage) -> None:
    publish_list(actor=SYSTEM, document=COMMUNITY, unit_code=COUNTY)
    with pytest.raises(IntegrityError, match="list_digest"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO duties_listversion (code, kind, version, scope_path, title_zh, title_en, effective_from,"
            " document, digest, published_at, published_by) SELECT code, kind, 2, scope_path, title_zh, title_en,"
            " effective_from + 1, document || 'x', digest, published_at, published_by FROM duties_listversion"
        )


def test_two_negative_lists_cannot_rule_one_place_from_one_day(stage: Stage) -> None:
    publish_list(actor=SYSTEM, document=NEGATIVE, unit_code=COUNTY)
    with pytest.raises(VersionTakenError):
        publish_list(
            actor=SYSTEM,
            document=NEGATIVE.replace("code: negative_list", "code: second_negative_list"),
            unit_code=COUNTY,
        )
