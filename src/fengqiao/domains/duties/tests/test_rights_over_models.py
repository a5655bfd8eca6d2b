"""Who has which right over a model, and where: authors, other units, the places that a scene is watched at."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.db import IntegrityError, transaction
from tests.stage import COUNTY, FERRY, OTHER_STATION, STATION, Stage

from fengqiao.domains.duties.contracts import (
    ApplicationModelMoved,
    ModelAct,
    ModelState,
    OwnModelError,
    Text,
    TrialMissingError,
)
from fengqiao.domains.duties.models import ApplicationModel, ModelUse
from fengqiao.domains.duties.public import (
    adopt_model,
    change_model,
    draft_model_row,
    get_model_page,
    sign_model,
    start_model_trial,
    stopped_scenes,
    withdraw_model,
)
from fengqiao.domains.duties.tests.past import Past, build_past
from fengqiao.domains.duties.tests.test_application_models import (
    MODEL,
    SCENE,
    a_week_later,
    page_of,
    registered,
    signed,
    tried,
    worked_off,
)
from fengqiao.foundation.audit.models import AuditEntry
from fengqiao.foundation.clock.clock import today
from fengqiao.foundation.events.models import Event
from fengqiao.foundation.scoping.contracts import NotAllowedError, NotVisibleError


@pytest.fixture
def past(stage: Stage) -> Past:
    return build_past(stage)


def test_whoever_wrote_any_of_it_never_signs(stage: Stage, past: Past) -> None:
    record = registered(stage)
    county, officer = stage.actor("county_staff"), stage.actor("officer")
    change_model(actor=county, model_id=record.id, model=replace(MODEL, title=Text("改名")))
    start_model_trial(actor=officer, model_id=record.id)
    worked_off()
    with pytest.raises(OwnModelError):
        sign_model(actor=county, model_id=record.id, reason="good")
    assert ModelAct.SIGN not in get_model_page(actor=county, code="third_quarrel").acts
    row = ApplicationModel.objects.get(pk=record.id)
    for wrong in (row.author_keys[:1], []):
        with pytest.raises(IntegrityError), transaction.atomic():
            ApplicationModel.objects.filter(pk=record.id).update(author_keys=wrong)
    with pytest.raises(IntegrityError), transaction.atomic():
        ApplicationModel.objects.filter(pk=record.id).update(
            state=ModelState.IN_FORCE, signed_by_key=row.author_keys[1], signed_at=row.changed_at
        )


def test_an_author_who_works_elsewhere_now_has_no_right_left(stage: Stage, past: Past) -> None:
    record = registered(stage)
    author, other = stage.actor("officer"), stage.actor("other_chief")
    moved = replace(other, staff_id=author.staff_id, user_id=author.user_id)
    with pytest.raises((NotVisibleError, NotAllowedError)):
        change_model(actor=moved, model_id=record.id, model=MODEL)
    with pytest.raises((NotVisibleError, NotAllowedError)):
        start_model_trial(actor=moved, model_id=record.id)
    with pytest.raises((NotVisibleError, NotAllowedError)):
        withdraw_model(actor=moved, model_id=record.id, reason="gone")
    assert not page_of(stage).acts.isdisjoint({ModelAct.CHANGE, ModelAct.WITHDRAW})
    assert get_model_page(actor=moved, code="third_quarrel").acts.isdisjoint(
        {ModelAct.CHANGE, ModelAct.TRY, ModelAct.WITHDRAW}
    )
    withdraw_model(actor=author, model_id=record.id, reason="mine")


def test_a_trial_that_has_ended_is_none(stage: Stage, past: Past) -> None:
    record = tried(stage)
    a_week_later()
    ModelUse.objects.update(ended_on=today())
    with pytest.raises(TrialMissingError):
        sign_model(actor=stage.actor("county_staff"), model_id=record.id, reason="good")


def test_a_scene_is_watched_for_again_only_where_a_model_runs(stage: Stage) -> None:
    here, there = stage.paths[STATION], stage.paths[OTHER_STATION]
    beat, county = stage.paths[FERRY], stage.actor("county_staff")
    record = registered(stage, SCENE)
    adopted = start_model_trial(actor=stage.actor("officer"), model_id=record.id)
    adopt_model(actor=stage.actor("other_chief"), model_id=adopted.id, unit_code=OTHER_STATION)
    assert stopped_scenes(path=here) == stopped_scenes(path=beat) == frozenset()
    withdraw_model(actor=county, model_id=record.id, reason="too many false alarms")
    assert stopped_scenes(path=here) == stopped_scenes(path=there) == stopped_scenes(path=beat) == {"car_door_pulling"}
    again = registered(stage, SCENE)
    assert stopped_scenes(path=here) == {"car_door_pulling"}, "a draft switches nothing on"
    start_model_trial(actor=stage.actor("officer"), model_id=again.id)
    assert stopped_scenes(path=here) == frozenset()
    assert stopped_scenes(path=there) == {"car_door_pulling"}, "a trial is a trial of its own unit"


def test_a_model_that_ended_elsewhere_stops_nothing_here(stage: Stage) -> None:
    record = registered(stage, SCENE)
    withdraw_model(actor=stage.actor("county_staff"), model_id=record.id, reason="too many false alarms")
    assert stopped_scenes(path=stage.paths[OTHER_STATION]) == frozenset()


def test_what_another_unit_does_with_a_model_is_audited_and_published_there(stage: Stage, past: Past) -> None:
    record = signed(stage)
    adopt_model(actor=stage.actor("other_chief"), model_id=record.id, unit_code=OTHER_STATION)
    draft_model_row(actor=stage.actor("county_staff"), model_id=record.id, unit_code=COUNTY, note="")
    said = AuditEntry.objects.filter(object_kind="application_model").order_by("-pk")[:2]
    assert [(one.action, one.scope_path) for one in said] == [
        ("draft_row_model", stage.paths[COUNTY]),
        ("adopt_model", stage.paths[OTHER_STATION]),
    ]
    events = Event.objects.filter(kind=ApplicationModelMoved.kind).order_by("-pk")[:2]
    assert [one.scope_path for one in events] == [stage.paths[COUNTY], stage.paths[OTHER_STATION]]


@pytest.mark.parametrize("is_tried", [False, True])
def test_a_writer_alone_stops_no_scene_by_registering_and_withdrawing(stage: Stage, *, is_tried: bool) -> None:
    officer, here = stage.actor("officer"), stage.paths[STATION]
    record = registered(stage, SCENE)
    if is_tried:
        start_model_trial(actor=officer, model_id=record.id)
    withdraw_model(actor=officer, model_id=record.id, reason="mine")
    assert stopped_scenes(path=here) == frozenset()


def test_an_authors_withdrawal_does_not_undo_what_was_decided_before(stage: Stage) -> None:
    officer, here = stage.actor("officer"), stage.paths[STATION]
    record = registered(stage, SCENE)
    start_model_trial(actor=officer, model_id=record.id)
    withdraw_model(actor=stage.actor("county_staff"), model_id=record.id, reason="too many false alarms")
    again = registered(stage, SCENE)
    withdraw_model(actor=officer, model_id=again.id, reason="mine")
    assert stopped_scenes(path=here) == {"car_door_pulling"}
