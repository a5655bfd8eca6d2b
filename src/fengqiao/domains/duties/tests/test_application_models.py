"""The registry of application models: written, tried in the shadow, signed by a second person, ended on its day."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pytest
from django.db import IntegrityError, transaction
from tests.stage import COUNTY, DAY, FERRY, OTHER_STATION, STATION, Stage, at, stop_clock

from fengqiao.domains.duties.contracts import (
    ImpactNumberMissingError,
    ListState,
    ModelAct,
    ModelClosedError,
    ModelInvalidError,
    ModelKind,
    ModelPage,
    ModelReasonMissingError,
    ModelRecord,
    ModelState,
    ModelTakenError,
    NewModel,
    OwnModelError,
    SceneFigures,
    SceneQuery,
    Text,
    TrialMissingError,
)
from fengqiao.domains.duties.models import ApplicationModel, ModelEntry, ModelFinding
from fengqiao.domains.duties.public import (
    adopt_model,
    change_model,
    check_document,
    draft_model_row,
    expire_models,
    get_draft_page,
    get_model_page,
    list_models,
    register_model,
    register_scene_source,
    rule_from_list,
    sign_model,
    start_model_trial,
    take_trial_turn,
)
from fengqiao.domains.duties.tests.past import Past, build_past
from fengqiao.domains.duties.workflow.application_models import SHORTEST_TRIAL_DAYS, TRANSITIONS, share_of
from fengqiao.foundation.audit.models import AuditEntry
from fengqiao.foundation.clock.clock import now
from fengqiao.foundation.scoping.contracts import NotAllowedError, NotVisibleError

RULE = """number: 1
duty: {zh: 同一地址三次争吵上门, en: Visit after three quarrels at one address}
clause: 九十天内同一地址第三次争吵，次日上门。
basis: 本地创新
owner_role: community_officer
subject_kind: address
when: {event: quarrel, count: 3, within_days: 90, same: subject}
window: {opens: "08:30", closes: "20:00", due_days: 1, lapse_days: 14}
template:
  steps: [分别听双方讲]
  evidence: [双方说法]
  minutes: 40
priority: 1
sunset: 2027-12-31
"""
ON_RESIDENTS = RULE.replace("subject_kind: address", "subject_kind: resident").replace(
    "when: {event: quarrel, count: 3, within_days: 90, same: subject}", "every: month"
)
MODEL = NewModel(
    code="third_quarrel",
    kind=ModelKind.RULE,
    title=Text("同一地址第三次争吵", "Third quarrel at one address"),
    purpose=Text("早一步上门，免得吵出伤害。", "Go there before it ends in harm."),
    expires_on=datetime.date(2027, 6, 30),
    rule_text=RULE,
)
SCENE = replace(MODEL, code="car_doors", kind=ModelKind.SCENE, rule_text="", scene="car_door_pulling",
                impact_number="PIA-2026-07")  # fmt: skip


@pytest.fixture
def past(stage: Stage) -> Past:
    return build_past(stage)


def registered(stage: Stage, model: NewModel = MODEL) -> ModelRecord:
    return register_model(actor=stage.actor("officer"), model=model, unit_code=STATION)


def worked_off() -> int:
    turns = 0
    while take_trial_turn():
        turns += 1
    return turns


def a_week_later() -> None:
    stop_clock(now() + datetime.timedelta(days=SHORTEST_TRIAL_DAYS))
    worked_off()


def tried(stage: Stage, model: NewModel = MODEL) -> ModelRecord:
    record = start_model_trial(actor=stage.actor("officer"), model_id=registered(stage, model).id)
    worked_off()
    return record


def signed(stage: Stage) -> ModelRecord:
    record = tried(stage)
    a_week_later()
    return sign_model(actor=stage.actor("county_staff"), model_id=record.id, reason="八周十次，有六次再发")


def page_of(stage: Stage, who: str = "officer", code: str = "third_quarrel") -> ModelPage:
    return get_model_page(actor=stage.actor(who), code=code)


def test_an_officer_of_a_beat_registers_for_the_station(stage: Stage) -> None:
    record = registered(stage)
    assert (record.state, record.author_name, record.unit_name) == (ModelState.DRAFT, "林小满", "城关派出所")
    assert not record.is_personal
    with pytest.raises(NotVisibleError):
        register_model(actor=stage.actor("officer"), model=replace(MODEL, code="other_one"), unit_code=COUNTY)


def test_a_rule_with_a_fault_is_refused_by_its_own_line(stage: Stage) -> None:
    wrong = replace(MODEL, rule_text=RULE.replace("event: quarrel", "event: quarel"))
    with pytest.raises(ModelInvalidError) as refused:
        registered(stage, wrong)
    assert [problem.line for problem in refused.value.problems] == [7]


def test_facts_about_single_persons_are_closed_without_a_number_in_the_rule_and_in_the_registry(stage: Stage) -> None:
    for model in (
        replace(MODEL, rule_text=ON_RESIDENTS),
        replace(MODEL, rule_text=ON_RESIDENTS, impact_number="PIA-2026-03"),
        replace(MODEL, rule_text=f"{ON_RESIDENTS}impact_assessment: PIA-2026-04\n", impact_number="PIA-2026-03"),
        replace(SCENE, impact_number=""),
    ):
        with pytest.raises(ImpactNumberMissingError):
            registered(stage, model)
    opened = replace(MODEL, rule_text=f"{ON_RESIDENTS}impact_assessment: PIA-2026-03\n", impact_number="PIA-2026-03")
    assert registered(stage, opened).is_personal


def test_the_database_keeps_single_persons_closed_too(stage: Stage) -> None:
    row = ApplicationModel.objects.get(pk=registered(stage).id)
    row.is_personal = True
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()


def test_a_list_with_a_condition_on_a_single_person_is_refused_without_a_number() -> None:
    row = "  - " + ON_RESIDENTS.replace("\n", "\n    ").rstrip()
    row += "\n    conditions:\n      - {fact: kind, is: elderly_alone}\n"
    head = "code: a_list\nkind: community_duty_list\nversion: 1\ntitle: 甲\neffective_from: 2026-10-01\nrows:\n"
    closed = check_document(document=head + row)
    opened = check_document(document=head + row + "    impact_assessment: PIA-2026-03\n")
    assert (len(closed), len(opened)) == (1, 0)


def test_a_model_lives_two_years_at_most_and_has_a_day_to_end_on(stage: Stage) -> None:
    for day in (DAY, datetime.date(2029, 1, 1)):
        with pytest.raises(ModelInvalidError) as refused:
            registered(stage, replace(MODEL, expires_on=day))
        assert refused.value.field == "expires_on"


def test_a_code_belongs_to_one_unit(stage: Stage) -> None:
    registered(stage)
    with pytest.raises(ModelTakenError):
        register_model(actor=stage.actor("other_chief"), model=MODEL, unit_code=OTHER_STATION)


def test_a_trial_first_lives_through_the_stored_weeks_and_raises_nothing(stage: Stage, past: Past) -> None:
    loud, quiet = past.address("A1"), past.address("A2")
    for days_ago in (60, 45, 40, 20):
        past.quarrel(loud, days_ago=days_ago)
    past.quarrel(quiet, days_ago=30)
    tried(stage)
    [use] = page_of(stage).uses
    assert (use.past.days, use.past.raised, use.past.minutes) == (56, 1, 40)
    [finding] = ModelFinding.objects.all()
    assert finding.found_date == DAY - datetime.timedelta(days=39), "the morning after the third"
    assert finding.followed_date == DAY - datetime.timedelta(days=20)
    assert (use.past.followed.count, use.past.followed.of) == (1, 1)
    assert finding.is_asked_already, "the list in force asks for the same visit"


def test_a_warning_whose_thirty_days_are_not_over_is_not_counted_yet(stage: Stage, past: Past) -> None:
    loud = past.address("A1")
    for days_ago in (30, 20, 10):
        past.quarrel(loud, days_ago=days_ago)
    tried(stage)
    [use] = page_of(stage).uses
    assert (use.past.raised, use.past.followed.of, use.past.followed.value) == (1, 0, None)


def test_a_looser_rule_shows_what_only_it_would_raise_and_what_only_the_running_one_asks(
    stage: Stage, past: Past
) -> None:
    for code in ("A1", "A2"):
        address = past.address(code)
        for days_ago in (50, 45) if code == "A1" else (80, 45, 40):
            past.quarrel(address, days_ago=days_ago)
    tried(stage, replace(MODEL, rule_text=RULE.replace("count: 3", "count: 2").replace("within_days: 90",
                                                                                      "within_days: 20")))  # fmt: skip
    [use] = page_of(stage).uses
    assert (use.past.raised, use.past.asked_already, use.past.only_running) == (2, 1, 0)


def test_the_trial_goes_on_day_by_day_beside_the_running_list(stage: Stage, past: Past) -> None:
    loud = past.address("A1")
    tried(stage)
    for days_ago in (1, 0, -1):
        past.quarrel(loud, days_ago=days_ago)
    stop_clock(at(8, day=DAY + datetime.timedelta(days=3)))
    assert worked_off() == 1
    assert worked_off() == 0
    [use] = page_of(stage).uses
    assert (use.past.raised, use.trial.raised, use.trial.days) == (0, 1, 3)


def test_a_trial_that_breaks_stops_for_the_day_and_no_other_trial_with_it(stage: Stage, past: Past) -> None:
    broken = past.address("A~1")
    for days_ago in (30, 20, 10):
        past.quarrel(broken, days_ago=days_ago)
    record = tried(stage)
    adopt_model(actor=stage.actor("other_chief"), model_id=record.id, unit_code=OTHER_STATION)
    assert worked_off() == 1
    complete = {use.unit_name: use.is_complete for use in page_of(stage).uses}
    assert complete == {"城关派出所": False, "渡口派出所": True}
    assert page_of(stage).uses[0].past.days == 0
    stop_clock(at(8, day=DAY + datetime.timedelta(days=1)))
    past.subjects.clear()
    assert worked_off() == 2


def test_a_second_person_signs_on_what_the_trial_showed(stage: Stage, past: Past) -> None:
    record = start_model_trial(actor=stage.actor("officer"), model_id=registered(stage).id)
    county = stage.actor("county_staff")
    with pytest.raises(TrialMissingError):
        sign_model(actor=county, model_id=record.id, reason="good")
    worked_off()
    stop_clock(now() + datetime.timedelta(days=SHORTEST_TRIAL_DAYS - 1))
    worked_off()
    with pytest.raises(TrialMissingError):
        sign_model(actor=county, model_id=record.id, reason="six days are no trial")
    a_week_later()
    with pytest.raises(ModelReasonMissingError):
        sign_model(actor=county, model_id=record.id, reason="")
    with pytest.raises(NotAllowedError):
        sign_model(actor=stage.actor("chief"), model_id=record.id, reason="good")
    assert sign_model(actor=county, model_id=record.id, reason="good").state is ModelState.IN_FORCE


def test_the_author_never_signs_whatever_the_role(stage: Stage, past: Past) -> None:
    record = tried(stage)
    officer, county = stage.actor("officer"), stage.actor("county_staff")
    promoted = replace(county, staff_id=officer.staff_id, user_id=officer.user_id)
    with pytest.raises(OwnModelError):
        sign_model(actor=promoted, model_id=record.id, reason="good")
    assert ModelAct.SIGN not in get_model_page(actor=promoted, code="third_quarrel").acts


def test_what_a_model_does_is_changed_by_a_new_version_only(stage: Stage, past: Past) -> None:
    record = registered(stage)
    change_model(actor=stage.actor("officer"), model_id=record.id, model=replace(MODEL, title=Text("改名")))
    start_model_trial(actor=stage.actor("officer"), model_id=record.id)
    with pytest.raises(ModelClosedError):
        change_model(actor=stage.actor("officer"), model_id=record.id, model=MODEL)
    with pytest.raises(IntegrityError), transaction.atomic():
        ApplicationModel.objects.filter(pk=record.id).update(rule_text=RULE.replace("40", "20"))
    assert registered(stage).version == 2


def test_the_next_version_takes_the_place_of_the_one_in_force(stage: Stage, past: Past) -> None:
    first = signed(stage)
    second = signed(stage)
    states = {one.version: one.state for one in page_of(stage).versions}
    assert (first.version, second.version) == (1, 2)
    assert states == {1: ModelState.SUPERSEDED, 2: ModelState.IN_FORCE}


def test_an_expired_model_stops_by_itself_and_says_so(stage: Stage, past: Past) -> None:
    signed(stage)
    stop_clock(at(8, day=MODEL.expires_on))
    assert expire_models(date=MODEL.expires_on) == 0
    over = MODEL.expires_on + datetime.timedelta(days=1)
    stop_clock(at(8, day=over))
    assert expire_models(date=over) == 1
    page = page_of(stage)
    assert page.record.state is ModelState.EXPIRED
    assert (page.entries[0].act, page.uses[0].ended_on) == (ModelAct.EXPIRE, over)
    assert worked_off() == 0
    assert page_of(stage, "county_staff").acts == frozenset()


def test_a_scenes_figures_are_those_of_its_reviewers(stage: Stage) -> None:
    queries: list[SceneQuery] = []

    def answer(query: SceneQuery) -> SceneFigures:
        queries.append(query)
        return SceneFigures((query.last_date - query.first_date).days + 1, 12, 6, 2)

    register_scene_source(source=answer)
    tried(stage, SCENE)
    [use] = page_of(stage, code="car_doors").uses
    assert (use.past.raised, use.past.followed.count, use.past.followed.of) == (12, 6, 8)
    assert {query.under for query in queries} == {stage.paths[STATION]}


def test_another_unit_takes_it_up_by_trying_it_and_the_same_figure_stands_beside(stage: Stage, past: Past) -> None:
    record = tried(stage)
    ferry = past.address("F1", beat=FERRY)
    for days_ago in (60, 45, 40):
        past.quarrel(ferry, days_ago=days_ago)
    with pytest.raises(NotVisibleError):
        adopt_model(actor=stage.actor("other_officer"), model_id=record.id, unit_code=STATION)
    adopt_model(actor=stage.actor("other_chief"), model_id=record.id, unit_code=OTHER_STATION)
    worked_off()
    uses = {use.unit_name: use for use in page_of(stage).uses}
    assert uses["城关派出所"].past.raised == 0
    assert (uses["渡口派出所"].past.raised, uses["渡口派出所"].past.followed.count) == (1, 0)
    with pytest.raises(ModelTakenError):
        adopt_model(actor=stage.actor("other_chief"), model_id=record.id, unit_code=OTHER_STATION)
    [card] = list_models(actor=stage.actor("other_officer"))
    assert (card.units, card.followed.of) == (2, 1)


def test_a_model_in_force_goes_into_a_list_by_a_draft_that_ends_with_it(stage: Stage, past: Past) -> None:
    record = signed(stage)
    draft = draft_model_row(
        actor=stage.actor("county_staff"), model_id=record.id, unit_code=COUNTY, note="；应用模型 third_quarrel 第1版"
    )
    page = get_draft_page(actor=stage.actor("county_staff"), draft_id=draft.id)
    assert page.preview.problems == ()
    assert page.record.state is ListState.DRAFT
    row = page.rows[-1]
    before = max(one.number for one in page.rows[:-1])
    assert (row.number, row.sunset_date) == (before + 1, MODEL.expires_on)
    assert row.basis == "本地创新；应用模型 third_quarrel 第1版"
    assert [change.number for change in page.preview.changes if change.number] == [row.number]


def test_a_model_begins_from_a_row_of_a_list(stage: Stage, past: Past) -> None:
    begun = rule_from_list(actor=stage.actor("officer"), code="community_duty_list", version=1, number=10)
    assert begun is not None
    assert "count: 3" in begun.rule_text
    assert registered(stage, replace(begun, code="from_a_row", expires_on=MODEL.expires_on)).version == 1


def test_findings_name_no_person(stage: Stage) -> None:
    assert not {"label", "name", "staff"} & {field.name for field in ModelFinding._meta.get_fields()}


def test_history_is_added_to_and_never_changed(stage: Stage) -> None:
    registered(stage)
    with pytest.raises(IntegrityError), transaction.atomic():
        ModelEntry.objects.update(note="another")


def test_every_step_is_audited(stage: Stage, past: Past) -> None:
    signed(stage)
    acts = AuditEntry.objects.filter(object_kind="application_model").order_by("pk").values_list("action", flat=True)
    assert list(acts) == ["register_model", "try_model", "sign_model"]


def test_every_unended_state_ends() -> None:
    for state in (ModelState.DRAFT, ModelState.IN_TRIAL, ModelState.IN_FORCE):
        assert TRANSITIONS[state, ModelAct.EXPIRE] is ModelState.EXPIRED
        assert TRANSITIONS[state, ModelAct.WITHDRAW] is ModelState.WITHDRAWN


def test_a_share_of_few_has_a_wide_interval() -> None:
    few, many = share_of(count=3, of=4), share_of(count=300, of=400)
    assert few.value == many.value == 0.75
    assert few.low == pytest.approx(0.3006, abs=1e-3)
    assert many.low == pytest.approx(0.7054, abs=1e-3)
    assert share_of(count=0, of=0).value is None
