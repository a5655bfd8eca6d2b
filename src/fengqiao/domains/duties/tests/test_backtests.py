"""A draft is tried on past days before it is signed: in turns, with its result and what it came from stored."""

from __future__ import annotations

import datetime
import re
from itertools import count

import pytest
from django.db import IntegrityError, transaction
from tests.stage import COUNTY, DAY, OLD_TOWN, Stage

from fengqiao.domains.duties.actions import backtest_turns
from fengqiao.domains.duties.contracts import (
    BacktestClosedError,
    BacktestImpossibleError,
    BacktestMissingError,
    BacktestRecord,
    BacktestState,
    BacktestWish,
    DraftRecord,
)
from fengqiao.domains.duties.models import BacktestJob, ListDraft
from fengqiao.domains.duties.public import (
    cancel_backtest,
    get_backtest_page,
    request_backtest,
    save_draft,
    shipped_documents,
    sign_draft,
    start_draft,
    take_backtest_turn,
)
from fengqiao.domains.duties.tests.past import Past, build_past
from fengqiao.domains.duties.tests.test_drafting import second_person
from fengqiao.domains.duties.workflow.backtest_results import AFTER, PartKey, assemble
from fengqiao.engines.duties.backtesting import Assumption
from fengqiao.engines.duties.contracts import Subject
from fengqiao.foundation.audit.models import AuditEntry
from fengqiao.foundation.scoping.contracts import NotAllowedError, NotVisibleError

TOMORROW = DAY + datetime.timedelta(days=1)
COMMUNITY = shipped_documents()["community_duty_list"]
SLOWER = re.sub(
    r"(?m)^(version|effective_from): .*$", lambda m: f"{m[1]}: {2 if m[1] == 'version' else TOMORROW}", COMMUNITY
)
"""The next version, word for word as the one in force."""
LONGER_WEEKLY = SLOWER.replace("minutes: 60\n    priority: 3", "minutes: 120\n    priority: 3")
WISH = BacktestWish(weeks=2)


@pytest.fixture
def past(stage: Stage) -> Past:
    past = build_past(stage)
    past.address("A1")
    past.subjects.append(Subject("beat", OLD_TOWN, "老城警务区", beat_path=stage.paths[OLD_TOWN]))
    return past


def asked(stage: Stage, document: str = LONGER_WEEKLY) -> tuple[DraftRecord, BacktestRecord]:
    draft = start_draft(actor=stage.actor("county_staff"), document=document, unit_code=COUNTY)
    return draft, request_backtest(actor=stage.actor("county_staff"), draft_id=draft.id, wish=WISH)


def finished(stage: Stage, document: str = LONGER_WEEKLY) -> tuple[DraftRecord, BacktestRecord]:
    draft, backtest = asked(stage, document)
    while take_backtest_turn(seconds=60):
        pass
    return draft, get_backtest_page(actor=stage.actor("county_staff"), backtest_id=backtest.id).record


def test_a_longer_duty_costs_more_minutes_a_day(stage: Stage, past: Past) -> None:
    _, backtest = finished(stage)
    assert backtest.state is BacktestState.DONE
    assert backtest.result is not None
    difference = backtest.result["difference"]
    assert difference["mean"] > 0
    assert difference["low"] <= difference["mean"] <= difference["high"]
    [row] = [row for row in backtest.result["rows"] if (row["list"], row["number"]) == ("community_duty_list", 6)]
    assert row["minutes_a_month"]["after"] == 2 * row["minutes_a_month"]["before"] > 0
    assert len(backtest.result["days"]) == 14
    assert set(backtest.result["sensitivity"]) == {"on_due_day", "when_open", "no_limit"}


def test_the_same_text_costs_nothing_more(stage: Stage, past: Past) -> None:
    _, backtest = finished(stage, SLOWER)
    assert backtest.result is not None
    assert [one["mean"] for one in backtest.result["sensitivity"].values()] == [0, 0, 0]


def test_a_desk_over_its_limit_is_named_by_place_and_role_and_by_nobody(stage: Stage, past: Past) -> None:
    heavy = LONGER_WEEKLY.replace("minutes: 120\n    priority: 3", "minutes: 420\n    priority: 3")
    _, backtest = finished(stage, heavy)
    page = get_backtest_page(actor=stage.actor("county_staff"), backtest_id=backtest.id)
    [desk] = [one for one in page.desks if one["role"] == "community_officer"]
    assert (desk["place"], desk["before"]["days_over"]) == ("老城警务区", 0)
    assert desk["after"]["days_over"] > 0
    assert desk["after"]["waiting"] == 420, "what never fits into the limit waits in the end"
    assert not {"name", "staff", "officer"} & desk.keys()


def test_a_restarted_worker_goes_on_and_comes_to_the_same_result(stage: Stage, past: Past) -> None:
    _, backtest = finished(stage)
    _, again = asked(stage, LONGER_WEEKLY + "\n")
    for stored in count(1):
        while len(BacktestJob.objects.get(pk=again.id).parts) < stored and take_backtest_turn(seconds=0.0001):
            pass
        take_backtest_turn(seconds=0.0001)
        backtest_turns._held.clear()
        if get_backtest_page(actor=stage.actor("county_staff"), backtest_id=again.id).record.result is not None:
            break
    other = get_backtest_page(actor=stage.actor("county_staff"), backtest_id=again.id).record
    assert other.result == backtest.result


def test_progress_is_seen_and_only_grows(stage: Stage, past: Past) -> None:
    _, backtest = asked(stage)
    seen = [0]
    while take_backtest_turn(seconds=0.001):
        seen.append(BacktestJob.objects.get(pk=backtest.id).done_steps)
    assert seen == sorted(seen)
    assert len(set(seen)) > 2
    assert seen[-1] == backtest.all_steps


def test_a_backtest_writes_no_task_and_asks_for_the_past_of_each_station_once(stage: Stage, past: Past) -> None:
    finished(stage)
    assert [one.station_path for one in past.asked] == sorted({one.station_path for one in past.asked})


def test_a_cancelled_backtest_stops(stage: Stage, past: Past) -> None:
    _, backtest = asked(stage)
    take_backtest_turn(seconds=0.001)
    cancel_backtest(actor=stage.actor("county_staff"), backtest_id=backtest.id)
    assert take_backtest_turn() is False
    with pytest.raises(BacktestClosedError):
        cancel_backtest(actor=stage.actor("county_staff"), backtest_id=backtest.id)


def test_a_backtest_that_breaks_fails_by_itself_and_says_so(stage: Stage, past: Past) -> None:
    _, backtest = asked(stage)
    past.subjects.append(Subject("beat", "an~id", beat_path=stage.paths[OLD_TOWN]))
    assert take_backtest_turn(seconds=60)
    failed = get_backtest_page(actor=stage.actor("county_staff"), backtest_id=backtest.id).record
    assert failed.state is BacktestState.FAILED
    assert "InvalidIdentityError" in failed.note
    assert take_backtest_turn() is False


def test_the_same_wish_is_one_backtest(stage: Stage, past: Past) -> None:
    draft, backtest = asked(stage)
    again = request_backtest(actor=stage.actor("county_staff"), draft_id=draft.id, wish=WISH)
    assert again.id == backtest.id
    longer = request_backtest(actor=stage.actor("county_staff"), draft_id=draft.id, wish=BacktestWish(weeks=3))
    assert longer.id != backtest.id


def test_a_negative_list_has_no_minutes_to_try(stage: Stage, past: Past) -> None:
    draft = start_draft(
        actor=stage.actor("county_staff"), document=shipped_documents()["negative_list"], unit_code=COUNTY
    )
    with pytest.raises(BacktestImpossibleError):
        request_backtest(actor=stage.actor("county_staff"), draft_id=draft.id, wish=WISH)


def test_the_result_names_what_it_came_from_and_stays(stage: Stage, past: Past) -> None:
    draft, backtest = finished(stage)
    assert backtest.digest == draft.digest
    assert len(backtest.inputs_digest) == 64
    assert backtest.compared_with == ("community_duty_list@1", "prevention_duty_list@1")
    with pytest.raises(IntegrityError), transaction.atomic():
        BacktestJob.objects.filter(pk=backtest.id).update(result={})


def test_rows_that_met_at_subjects_of_two_stations_are_counted_and_name_none() -> None:
    met = {"row": ["a", 1], "other": ["b", 2], "evidence": ["note"], "times": 3, "kind": "address", "subjects": 2}
    parts = {
        str(PartKey(path, AFTER, Assumption.NO_LIMIT)): {"desks": {}, "rows": {}, "overlaps": [met]}
        for path in ("0001", "0002")
    }
    result = assemble(parts=parts, first=DAY, last=DAY, seed=1)
    assert result["overlaps"] == [{**met, "times": 6, "subjects": 4}]


def test_an_officer_asks_for_none_and_a_neighbour_sees_none(stage: Stage, past: Past) -> None:
    draft, backtest = asked(stage)
    with pytest.raises(NotAllowedError):
        request_backtest(actor=stage.actor("officer"), draft_id=draft.id, wish=WISH)
    with pytest.raises(NotVisibleError):
        get_backtest_page(actor=stage.actor("other_chief"), backtest_id=backtest.id)


def test_an_untried_text_is_signed_with_a_reason_only(stage: Stage, past: Past) -> None:
    draft, _ = asked(stage)
    with pytest.raises(BacktestMissingError):
        sign_draft(actor=second_person(stage), draft_id=draft.id, seen_digest=draft.digest)
    sign_draft(actor=second_person(stage), draft_id=draft.id, seen_digest=draft.digest, backtest_waiver="no past yet")
    assert ListDraft.objects.get(pk=draft.id).backtest_waiver == "no past yet"
    assert AuditEntry.objects.get(action="sign_list_draft").details["note"] == "no past yet"


def test_a_tried_text_is_signed_without_and_a_changed_one_is_untried_again(stage: Stage, past: Past) -> None:
    draft, _ = finished(stage)
    sign_draft(actor=second_person(stage), draft_id=draft.id, seen_digest=draft.digest, backtest_waiver="ignored")
    assert ListDraft.objects.get(pk=draft.id).backtest_waiver == ""
    changed = save_draft(
        actor=stage.actor("county_staff"), draft_id=draft.id, document=SLOWER, seen_digest=draft.digest
    )
    with pytest.raises(BacktestMissingError):
        sign_draft(actor=second_person(stage), draft_id=draft.id, seen_digest=changed.digest)


def test_the_acts_are_audited(stage: Stage, past: Past) -> None:
    finished(stage)
    acts = AuditEntry.objects.filter(object_kind="backtest").order_by("pk").values_list("action", "actor_name")
    assert list(acts) == [("request_backtest", "冯敏"), ("finish_backtest", "system")]
