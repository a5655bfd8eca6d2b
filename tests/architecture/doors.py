"""Every door of the project: what it takes to pass, and an address of each on the stage of the access tests.

A new route fails `test_access_matrix.py` until it stands here, with the permission that its room's policies name.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from django.urls import URLPattern, URLResolver, get_resolver


class Needs(StrEnum):
    """What opens a door that asks for no permission."""

    NOTHING = "public"
    SIGN_IN = "signed in"
    EDGE_KEY = "edge key"
    NEVER = "refused by policy"


@dataclass(frozen=True, slots=True)
class Door:
    """A route. `needs`: a permission code or one of `Needs`; `arguments`: of an object in the old town."""

    needs: str
    methods: str = "GET"
    arguments: tuple[str, ...] = ()
    """Names of the stage's objects (see `access_scene.py`), or plain values; with some, the door leads to an object."""

    by_relation: str = ""
    """A permission that opens the door too, to those whom the object concerns (own orders, own tasks)."""

    data: tuple[tuple[str, str], ...] = ()
    """What is posted, so that the refusal is that of the person and not that of an empty form."""


DOORS: dict[str, Door] = {
    "alive": Door(Needs.NOTHING),
    "set_language": Door(Needs.NOTHING, "POST"),
    "accounts:sign_in": Door(Needs.NOTHING, "GET POST"),
    "accounts:sign_out": Door(Needs.NOTHING, "POST"),
    "accounts:new_password": Door(Needs.SIGN_IN, "GET POST"),
    "first_page": Door(Needs.SIGN_IN),
    "first_page_part": Door(Needs.SIGN_IN),
    "jump": Door(Needs.SIGN_IN, "POST"),
    "speed": Door(Needs.SIGN_IN, "POST"),
    "design:style_page": Door(Needs.SIGN_IN),
    "design:style_points": Door(Needs.SIGN_IN),
    "audit_log": Door("audit.view"),
    "places:base_map": Door("places.view"),
    "places:search": Door("places.view"),
    "places:trouble_spots": Door("places.view"),
    "places:trouble_spot_points": Door("places.view"),
    "places:trouble_spot": Door("places.view", arguments=("trouble_spot",)),
    "places:premises": Door("places.view"),
    "places:household": Door("places.view_residents", arguments=("household",)),
    "places:resident": Door("places.view_residents", arguments=("resident",)),
    "places:state_reason": Door(Needs.SIGN_IN, "GET POST"),
    "duties:lists": Door("duties.view"),
    "duties:boundary": Door("duties.view"),
    "duties:drafts": Door("duties.view_drafts"),
    "duties:new_draft": Door("duties.draft", "GET POST"),
    "duties:check": Door("duties.draft", "POST"),
    "duties:draft": Door("duties.view_drafts", arguments=("draft",)),
    "duties:draft_text": Door("duties.view_drafts", arguments=("draft",)),
    "duties:draft_row": Door("duties.draft", "GET POST", ("draft", "1")),
    "duties:report_outside": Door("duties.report_outside", "GET POST"),
    "duties:outside_desk": Door("duties.decide_outside"),
    "duties:outside_task": Door(
        "duties.report_outside", arguments=("outside_task",), by_relation="duties.decide_outside"
    ),
    "duties:contest_outside": Door(
        "duties.report_outside", "POST", ("outside_task",), by_relation="duties.decide_outside"
    ),
    "duties:decide_outside": Door("duties.decide_outside", "POST", ("outside_task",)),
    "duties:models": Door("duties.view_models"),
    "duties:new_model": Door("duties.write_model", "GET POST"),
    "duties:model": Door("duties.view_models", arguments=("third_quarrel",)),
    "duties:edit_model": Door("duties.write_model", "GET POST", ("third_quarrel",)),
    "duties:model_act": Door("duties.view_models", "POST", ("third_quarrel", "withdraw")),
    "duties:request_backtest": Door("duties.backtest", "POST", ("duty_draft",)),
    "duties:backtest": Door("duties.view_drafts", arguments=("backtest",)),
    "duties:backtest_part": Door("duties.view_drafts", arguments=("backtest",)),
    "duties:cancel_backtest": Door("duties.backtest", "POST", ("backtest",)),
    "duties:act": Door("duties.view_drafts", "POST", ("draft", "withdraw")),
    "duties:list": Door("duties.view", arguments=("community_duty_list", "1")),
    "duties:document": Door("duties.view", arguments=("community_duty_list", "1")),
    "tasks:today": Door("tasks.view_own"),
    "tasks:today_part": Door("tasks.view_own"),
    "tasks:map_points": Door("tasks.view_own"),
    "tasks:sign_list": Door("tasks.do_own", "POST"),
    "tasks:replay": Door("tasks.view_own", "POST"),
    "tasks:change_day": Door("tasks.do_own"),
    "tasks:held_up": Door("tasks.do_own", "GET POST"),
    "tasks:add_work": Door("tasks.do_own", "GET POST"),
    "tasks:waiting": Door("tasks.do_own"),
    "tasks:take_waiting": Door("tasks.do_own", "POST"),
    "tasks:station_waiting": Door("tasks.view"),
    "tasks:give_waiting": Door("tasks.generate", "POST", data=(("station", "station"),)),
    "tasks:print": Door("tasks.view_own"),
    "tasks:move": Door("tasks.do_own", "POST", ("task",), data=(("step", "down"), ("client_id", "a"))),
    "tasks:take_up": Door("tasks.do_own", "POST", ("task",), data=(("client_id", "b"),)),
    "tasks:postpone": Door("tasks.do_own", "GET POST", ("task",)),
    "tasks:promise": Door("tasks.do_own", "GET POST", ("task",)),
    "tasks:release": Door("tasks.do_own", "POST", ("task",), data=(("note", "tomorrow"), ("client_id", "c"))),
    "tasks:at_the_door": Door(
        "tasks.do_own", "POST", ("task",), data=(("result", "nobody_there"), ("nobody", "shut"), ("client_id", "d"))
    ),
    "tasks:station": Door("tasks.view"),
    "tasks:station_part": Door("tasks.view"),
    "tasks:decide": Door(
        "tasks.generate",
        "POST",
        ("postponement",),
        data=(("decision", "refuse"), ("answer", "today"), ("client_id", "e")),
    ),
    "tasks:generate": Door("tasks.generate", "POST"),
    "tasks:replan": Door("tasks.generate", "POST", data=(("station", "station"), ("note", "ill"))),
    "tasks:task": Door("tasks.view", arguments=("task",), by_relation="tasks.view_own"),
    "tasks:sign": Door("tasks.do_own", "POST", ("task",)),
    "tasks:start": Door("tasks.do_own", "POST", ("task",)),
    "tasks:complete": Door("tasks.do_own", "POST", ("task",), data=(("result", "nobody_there"), ("note", "closed"))),
    "tasks:send_back": Door("tasks.do_own", "POST", ("task",), data=(("reason", "nobody there"),)),
    "tasks:assign": Door("tasks.generate", "POST", ("task",), data=(("staff", "officer"),)),
    "tasks:duplicate": Door("tasks.generate", "POST", ("task",), data=(("kept", "1"),)),
    "tasks:evaluation": Door("tasks.evaluate"),
    "tasks:count": Door("tasks.evaluate", "POST"),
    "tasks:evaluation_rules": Door("tasks.evaluate"),
    "tasks:write_rules": Door("tasks.set_evaluation_rules", "POST", data=(("document", "pairs: []"),)),
    "tasks:burden": Door("tasks.evaluate"),
    "tasks:own_figures": Door("tasks.view_own"),
    "tasks:answer_questions": Door(
        "tasks.view_own", "POST", data=(("questions", "question"), ("answer", "entered_late"))
    ),
    "tasks:close_question": Door("tasks.close_questions", "POST", ("question",), data=(("note", "settled"),)),
    "tasks:verification": Door("tasks.verify"),
    "tasks:draw_sample": Door("tasks.draw_sample", "POST", data=(("station", "station"),)),
    "tasks:one_call": Door("tasks.verify", arguments=("verification",), by_relation="tasks.view_own"),
    "tasks:record_call": Door("tasks.verify", "POST", ("verification",), data=(("outcome", "not_reached"),)),
    "tasks:own_side": Door("tasks.view_own", "POST", ("verification",), data=(("note", "my side"),)),
    "tasks:close_talk": Door(
        "tasks.close_questions", "POST", ("verification",), data=(("is_explained", "yes"), ("note", "settled"))
    ),
    "cases:reports": Door("cases.view"),
    "cases:new": Door("cases.register", "GET POST"),
    "cases:report": Door("cases.view", arguments=("report",)),
    "cases:receipt": Door("cases.view", arguments=("report",)),
    "cases:act": Door("cases.handle", "POST", ("report", "solve")),
    "disputes:disputes": Door("disputes.view"),
    "disputes:promise": Door("disputes.view", arguments=("promise",)),
    "disputes:decide": Door("disputes.handle", "POST", ("promise",), data=(("decision", "kept"),)),
    "disputes:dispute": Door("disputes.view", arguments=("dispute",)),
    "disputes:households": Door("disputes.handle", "POST", ("dispute",)),
    "disputes:settle": Door(
        "disputes.handle",
        "POST",
        ("dispute",),
        data=(
            ("agreement", "两家各让一步"),
            ("promise-TOTAL_FORMS", "0"),
            ("promise-INITIAL_FORMS", "0"),
        ),
    ),
    "incidents:list": Door("incidents.view"),
    "incidents:export": Door("incidents.view", "POST"),
    "incidents:command_room": Door("incidents.view"),
    "incidents:queue": Door("incidents.view"),
    "incidents:map_points": Door("incidents.view"),
    "incidents:take": Door("incidents.take", "GET POST"),
    "incidents:suggest": Door("incidents.take", "POST"),
    "incidents:callbacks": Door("incidents.dispatch"),
    "incidents:decide_move": Door("incidents.dispatch", "POST", ("move_advice",)),
    "incidents:what_ifs": Door("incidents.what_if", "GET POST"),
    "incidents:what_if": Door("incidents.what_if", arguments=("what_if",)),
    "incidents:what_if_part": Door("incidents.what_if", arguments=("what_if",)),
    "incidents:cancel_what_if": Door("incidents.what_if", "POST", ("what_if",)),
    "incidents:own_orders": Door("incidents.act_on_own_orders"),
    "incidents:room_alarms": Door("incidents.view", by_relation="incidents.act_on_own_orders"),
    "incidents:alarms": Door("incidents.view", by_relation="incidents.act_on_own_orders"),
    "incidents:take_alarm": Door("incidents.dispatch", "POST", ("alarm",), "incidents.act_on_own_orders"),
    "incidents:safety": Door("incidents.act_on_own_orders"),
    "incidents:safety_act": Door("incidents.act_on_own_orders", "POST", ("start",), data=(("minutes", "15"),)),
    "incidents:end_timer": Door("incidents.dispatch", "POST", ("safety_timer",), data=(("note", "rang"),)),
    "incidents:plans": Door("incidents.view"),
    "incidents:new_plan": Door("incidents.keep_plans", "GET POST"),
    "incidents:plan": Door("incidents.view", arguments=("plan",)),
    "incidents:drill": Door("incidents.review", "POST", ("plan",)),
    "incidents:plan_run": Door("incidents.view", arguments=("plan_run",)),
    "incidents:tick_item": Door(
        "incidents.dispatch", "POST", ("plan_run", "1"), by_relation="incidents.act_on_own_orders"
    ),
    "incidents:sign_off_plan": Door("incidents.review", "POST", ("plan_run",)),
    "incidents:incident": Door("incidents.view", arguments=("incident",), by_relation="incidents.act_on_own_orders"),
    "incidents:pane": Door("incidents.view", arguments=("incident",), by_relation="incidents.act_on_own_orders"),
    "incidents:act": Door("incidents.dispatch", "POST", ("incident", "recommend")),
    "cameras:inventory": Door("cameras.view_inventory"),
    "cameras:points": Door("cameras.view_inventory"),
    "cameras:register": Door("cameras.view_register"),
    "cameras:warnings": Door("cameras.view_warnings"),
    "cameras:warning_list": Door("cameras.view_warnings"),
    "cameras:warning": Door("cameras.view_warnings", arguments=("warning",)),
    "cameras:warning_state": Door("cameras.view_warnings", arguments=("warning",)),
    "cameras:verdict": Door("cameras.review", "POST", ("warning",), data=(("decision", "confirmed"),)),
    "cameras:clip": Door("cameras.view_warnings", arguments=("warning",)),
    "cameras:hold": Door(
        "cameras.hold_clips",
        "POST",
        ("warning",),
        data=(("case_number", "A1"), ("reason", "case"), ("until_date", "2027-01-01")),
    ),
    "cameras:release": Door("cameras.hold_clips", "POST", ("warning",), data=(("reason", "over"),)),
    "organisation:staffing": Door("organisation.view_posts"),
    "organisation:standard": Door("organisation.view_staffing", "GET POST"),
    "organisation:time": Door("organisation.view_staffing"),
    "organisation:own_time": Door("organisation.record_own_time", "GET POST"),
    "organisation:beats": Door("organisation.view_staffing"),
    "organisation:beat_points": Door("organisation.view_staffing"),
    "organisation:posts": Door("organisation.view_posts"),
    "organisation:new_post": Door("organisation.manage", "GET POST"),
    "organisation:end_post": Door("organisation.manage", "GET POST", ("post",), data=(("to_date", "2026-09-16"),)),
    "organisation:seats": Door("organisation.view_seats", by_relation="organisation.keep_own_seat"),
    "organisation:new_seat": Door("organisation.give_seats", "GET POST"),
    "organisation:seat": Door("organisation.view_seats", arguments=("seat",), by_relation="organisation.keep_own_seat"),
    "organisation:end_seat": Door("organisation.give_seats", "POST", ("seat",), data=(("to_date", "2026-09-16"),)),
    "organisation:matters": Door(
        "organisation.keep_own_seat",
        "POST",
        ("seat",),
        data=(("kind", "brought"), ("text", "lamp"), ("on_date", "2026-09-16")),
    ),
    "organisation:follow_up": Door("organisation.keep_own_seat", "POST", ("matter",), data=(("text", "done"),)),
    "organisation:rosters": Door("organisation.view_rosters", "GET POST", by_relation="organisation.swap_own_shifts"),
    "organisation:roster_rules": Door("organisation.plan_duty", "GET POST"),
    "organisation:roster": Door(
        "organisation.view_rosters", arguments=("roster",), by_relation="organisation.swap_own_shifts"
    ),
    "organisation:roster_part": Door(
        "organisation.view_rosters", arguments=("roster",), by_relation="organisation.swap_own_shifts"
    ),
    "organisation:change_cell": Door(
        "organisation.plan_duty", "POST", ("roster",), data=(("person", "100005"), ("day", "0"))
    ),
    "organisation:publish_roster": Door("organisation.plan_duty", "POST", ("roster",)),
    "organisation:swaps": Door("organisation.swap_own_shifts"),
    "organisation:new_swap": Door("organisation.swap_own_shifts", "GET POST", ("roster",)),
    "organisation:answer_swap": Door("organisation.swap_own_shifts", "POST", ("swap",), data=(("answer", "no"),)),
    "organisation:decide_swap": Door(
        "organisation.plan_duty",
        "POST",
        ("swap",),
        by_relation="organisation.swap_own_shifts",
        data=(("answer", "no"),),
    ),
    "organisation:calendar": Door("organisation.view"),
    "organisation:new_break": Door("organisation.keep_calendar", "GET POST"),
    "organisation:end_break": Door(
        "organisation.keep_calendar", "GET POST", ("school_break",), data=(("reason", "mistyped"),)
    ),
    "organisation:new_day": Door("organisation.keep_calendar", "GET POST"),
    "organisation:end_day": Door(
        "organisation.keep_calendar", "GET POST", ("changed_day",), data=(("reason", "mistyped"),)
    ),
    "organisation:advice_list": Door(
        "organisation.view_staffing",
        "GET POST",
        data=(("unit", "station_code"), ("movement", "to_stations"), ("officers", "2")),
    ),
    "organisation:advice": Door("organisation.view_staffing", arguments=("advice",)),
    "organisation:advice_print": Door("organisation.view_staffing", arguments=("advice",)),
    "organisation:advice_points": Door("organisation.view_staffing", arguments=("advice",)),
    "organisation:replay_advice": Door("organisation.view_staffing", "POST", ("advice",)),
    "organisation:decide_advice": Door(
        "organisation.decide_staffing", "POST", ("advice",), data=(("decision", "accepted"), ("reason", "fits"))
    ),
    "notices": Door(Needs.SIGN_IN),
    "indicators:chief": Door("indicators.view"),
    "indicators:risks": Door("indicators.view"),
    "indicators:province": Door("indicators.view_tree"),
    "indicators:bulletin": Door("indicators.view", "GET POST"),
    "indicators:bulletin_sheet": Door("indicators.view"),
    "indicators:forecast": Door("indicators.view"),
    "indicators:handover": Door("indicators.view"),
    "api:api-root": Door(Needs.NEVER),
    "api:openapi-json": Door(Needs.SIGN_IN),
    "api:post_warning": Door(Needs.EDGE_KEY, "POST"),
    "api:get_configuration": Door(Needs.EDGE_KEY, "GET", ("CAM-1",)),
    "/VIID/Faces": Door(Needs.NEVER, "GET POST"),
    "/VIID/Persons": Door(Needs.NEVER, "GET POST"),
    "/VIID/Dispositions": Door(Needs.NEVER, "GET POST"),
}


def routes() -> Iterator[str]:
    """This function will list every route by its name, one without a name by its address."""
    yield from _routes(get_resolver(), "", "/")


def _routes(resolver: URLResolver, namespace: str, address: str) -> Iterator[str]:
    for entry in resolver.url_patterns:
        place = f"{address}{entry.pattern}"
        if isinstance(entry, URLResolver):
            yield from _routes(entry, f"{namespace}{entry.namespace}:" if entry.namespace else namespace, place)
        elif isinstance(entry, URLPattern):
            yield f"{namespace}{entry.name}" if entry.name else place
