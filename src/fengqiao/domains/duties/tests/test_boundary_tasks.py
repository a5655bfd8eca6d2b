"""A task from outside the lists is answered by a clause, or by a leader in time; the minutes spared are counted."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pytest
from django.db import IntegrityError, transaction
from tests.kept_lists import publish_shipped
from tests.stage import DAY, FERRY, OLD_TOWN, Stage, at, stop_clock

from fengqiao.domains.duties.contracts import (
    Boundary,
    BoundaryClause,
    GiverKind,
    NewOutsideTask,
    OutsideReasonMissingError,
    OutsideState,
    OutsideTaskClosedError,
    OutsideTaskIncompleteError,
    OutsideTaskRecord,
    OwnReportError,
    Text,
)
from fengqiao.domains.duties.models import OutsideTask
from fengqiao.domains.duties.public import (
    contest_outside_task,
    decide_outside_task,
    get_outside_desk,
    get_outside_task,
    list_own_reports,
    pass_on_overdue_outside_tasks,
    report_outside_task,
    spared_in_month,
)
from fengqiao.domains.duties.workflow.outside_tasks import clause_for, giver_kind_of
from fengqiao.foundation.audit.models import AuditEntry
from fengqiao.foundation.events.models import Event
from fengqiao.foundation.scoping.contracts import NotAllowedError, NotVisibleError

LAND = "陪同工作组入户做征地拆迁工作"
UNKNOWN = "到县体育场维持歌舞比赛的座位秩序"


@pytest.fixture(autouse=True)
def _lists(stage: Stage) -> None:
    publish_shipped(effective_from=datetime.date(2026, 1, 1))


def reported(stage: Stage, what: str = LAND, *, who: str = "officer", minutes: int = 120) -> OutsideTaskRecord:
    return report_outside_task(actor=stage.actor(who), task=NewOutsideTask("县城建投公司", what, minutes))


def test_what_is_never_ours_is_refused_with_its_clause(stage: Stage) -> None:
    task = reported(stage)
    assert task.state is OutsideState.REFUSED
    assert task.clause is not None
    assert (task.clause.side, task.clause.list_code, task.clause.list_version) == (
        Boundary.NEVER_OURS,
        "community_duty_list",
        1,
    )
    assert task.clause.matched == "征地拆迁"
    assert task.scope_path == stage.paths[OLD_TOWN]


def test_what_another_body_handles_is_refused_and_says_whose_it_is(stage: Stage) -> None:
    clause = reported(stage, "处理工地欠薪、劳动争议").clause
    assert clause is not None
    assert (clause.side, clause.handler.zh) == (Boundary.HANDED_OVER, "县劳动保障监察机构")


def test_a_duty_of_the_lists_is_no_outside_task_and_spares_nothing(stage: Stage) -> None:
    assert reported(stage, "请民警做出租房屋治安检查").state is OutsideState.WITHIN
    assert get_outside_desk(actor=stage.actor("chief")).spared.minutes == 0


def test_what_no_clause_answers_goes_to_the_chief_with_a_clock(stage: Stage) -> None:
    task = reported(stage, UNKNOWN)
    assert (task.state, task.clause, task.is_with_county) == (OutsideState.ESCALATED, None, False)
    assert task.due_at == at(8) + datetime.timedelta(hours=24)
    [waiting] = get_outside_desk(actor=stage.actor("chief")).waiting
    assert (waiting.id, waiting.may_decide) == (task.id, True)


def test_an_undecided_task_goes_to_the_county_by_itself_and_only_once(stage: Stage) -> None:
    task = reported(stage, UNKNOWN)
    assert pass_on_overdue_outside_tasks() == 0
    stop_clock(at(9, day=DAY + datetime.timedelta(days=1)))
    assert pass_on_overdue_outside_tasks() == 1
    assert pass_on_overdue_outside_tasks() == 0
    with pytest.raises(NotAllowedError):
        decide_outside_task(actor=stage.actor("chief"), task_id=task.id, is_refused=True, reason="no")
    decided = decide_outside_task(
        actor=stage.actor("county_staff"), task_id=task.id, is_refused=True, reason="文旅局有安保公司"
    )
    assert (decided.state, decided.decided_by) == (OutsideState.REFUSED_BY_DECISION, "冯敏")


def test_what_a_chief_reports_is_decided_above(stage: Stage) -> None:
    task = reported(stage, UNKNOWN, who="chief")
    assert task.is_with_county
    with pytest.raises(NotAllowedError):
        decide_outside_task(actor=stage.actor("chief"), task_id=task.id, is_refused=False, reason="mine")


def test_nobody_decides_on_the_own_report(stage: Stage) -> None:
    task = reported(stage, UNKNOWN)
    officer = stage.actor("officer")
    promoted = replace(stage.actor("chief"), staff_id=officer.staff_id, user_id=officer.user_id)
    with pytest.raises(OwnReportError):
        decide_outside_task(actor=promoted, task_id=task.id, is_refused=True, reason="no")


def test_a_decision_needs_a_reason_and_is_final(stage: Stage) -> None:
    task = reported(stage, UNKNOWN)
    chief = stage.actor("chief")
    with pytest.raises(OutsideReasonMissingError):
        decide_outside_task(actor=chief, task_id=task.id, is_refused=False, reason=" ")
    decide_outside_task(actor=chief, task_id=task.id, is_refused=False, reason="节日安保确有需要")
    with pytest.raises(OutsideTaskClosedError):
        decide_outside_task(actor=chief, task_id=task.id, is_refused=True, reason="no")
    with pytest.raises(IntegrityError), transaction.atomic():
        OutsideTask.objects.filter(pk=task.id).update(reason="another")


def test_words_that_fit_where_the_matter_does_not_are_contested(stage: Stage) -> None:
    task = reported(stage, "征地拆迁现场有人持刀对峙，请求到场处置")
    contested = contest_outside_task(actor=stage.actor("officer"), task_id=task.id, reason="有人身危险")
    assert (contested.state, contested.escalated_because) == (OutsideState.ESCALATED, "有人身危险")
    with pytest.raises(NotVisibleError):
        contest_outside_task(actor=stage.actor("other_officer"), task_id=reported(stage).id, reason="x")


def test_minutes_spared_are_counted_by_month_unit_and_giver_and_by_nobody(stage: Stage) -> None:
    reported(stage, minutes=120)
    reported(stage, "帮银行催收贷款", minutes=60)
    decide_outside_task(
        actor=stage.actor("chief"), task_id=reported(stage, UNKNOWN, minutes=240).id, is_refused=False, reason="要去"
    )
    spared = get_outside_desk(actor=stage.actor("chief")).spared
    assert (spared.minutes, spared.refused, spared.taken_on, spared.minutes_taken_on) == (180, 2, 1, 240)
    assert list(spared.months) == [("2026-09", 180)]
    assert list(spared.units) == [("城关派出所", 180)]
    assert list(spared.givers) == [(GiverKind.ENTERPRISE, 180)]
    assert not {"officers", "staff", "persons"} & set(type(spared).__slots__)


def test_the_boundary_of_the_day_answers_not_that_of_today(stage: Stage) -> None:
    before = datetime.datetime(2025, 12, 1, 9, tzinfo=at(8).tzinfo)
    task = report_outside_task(actor=stage.actor("officer"), task=NewOutsideTask("镇政府", LAND, 30, asked_at=before))
    assert task.state is OutsideState.ESCALATED, "no list was in force then"


@pytest.mark.parametrize(
    ("giver", "what", "minutes"), [("", LAND, 10), ("镇政府", " ", 10), ("镇政府", LAND, 0), ("镇政府", LAND, 43_201)]
)
def test_a_report_without_giver_matter_or_minutes_is_none(stage: Stage, giver: str, what: str, minutes: int) -> None:
    with pytest.raises(OutsideTaskIncompleteError):
        report_outside_task(actor=stage.actor("officer"), task=NewOutsideTask(giver, what, minutes))


def test_a_report_is_seen_by_who_made_it_and_by_its_leaders(stage: Stage) -> None:
    task = reported(stage)
    assert [one.id for one in list_own_reports(actor=stage.actor("officer"))] == [task.id]
    assert list_own_reports(actor=stage.actor("other_officer")) == []
    assert get_outside_task(actor=stage.actor("chief"), task_id=task.id).id == task.id
    for other in ("other_officer", "other_chief"):
        with pytest.raises(NotVisibleError):
            get_outside_task(actor=stage.actor(other), task_id=task.id)


def test_each_act_is_audited_and_told(stage: Stage) -> None:
    task = reported(stage)
    contest_outside_task(actor=stage.actor("officer"), task_id=task.id, reason="危险")
    decide_outside_task(actor=stage.actor("chief"), task_id=task.id, is_refused=False, reason="去")
    acts = AuditEntry.objects.filter(object_kind="outside_task").order_by("pk").values_list("action", flat=True)
    assert list(acts) == ["report_outside_task", "contest_outside_task", "decide_outside_task"]
    assert Event.objects.filter(kind="duties.outside_task_moved").count() == 2


@pytest.mark.parametrize(
    ("giver", "kind"),
    [
        ("县公安局治安大队", GiverKind.POLICE),
        ("城关镇政府", GiverKind.TOWNSHIP),
        ("县文旅局", GiverKind.DEPARTMENT),
        ("老城社区居委会", GiverKind.COMMITTEE),
        ("农村信用银行", GiverKind.ENTERPRISE),
        ("王某", GiverKind.OTHER),
    ],
)
def test_the_kind_of_giver_is_read_from_its_name(giver: str, kind: GiverKind) -> None:
    assert giver_kind_of(giver) is kind


def test_a_clause_in_english_answers_a_report_in_english() -> None:
    never = BoundaryClause(
        Boundary.NEVER_OURS, Text("非警务", "Land clearance, debt collection"), Text(""), "", "list", 1, Text("l"), ""
    )
    assert clause_for(what="Help the bank with debt collection", clauses=[never]) is not None
    assert clause_for(what="Look at a broken street lamp", clauses=[never]) is None


def test_a_months_spared_minutes_are_those_of_that_month_and_place(stage: Stage) -> None:
    reported(stage, minutes=120)
    path = stage.paths[OLD_TOWN]
    assert spared_in_month(path=path, month=DAY) == (1, 120)
    assert spared_in_month(path=path, month=datetime.date(2026, 8, 1)) == (0, 0)
    assert spared_in_month(path=stage.paths[FERRY], month=DAY) == (0, 0)
