"""A call from the first word to the file: taken, sorted, sent, on scene, fed back, reviewed, closed."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from fengqiao.demo.cast import CommandRoom
from fengqiao.demo.county.contracts import DaySignal, SignalOrigin
from fengqiao.demo.story.page_links import page_of
from fengqiao.demo.story.strands import ENDED, Played, Step, first_unplayed, minutes, seconds, when
from fengqiao.demo.story.wording import (
    CHINESE,
    ENGLISH,
    SHORT_ENGLISH,
    category_words,
    minutes_en,
    minutes_zh,
    shortened,
)
from fengqiao.domains.cases.contracts import STATION_HANDLER, ReportState
from fengqiao.domains.cases.public import decide_review, get_report
from fengqiao.domains.incidents.contracts import (
    FeedbackResult,
    IncidentRecord,
    NewSignal,
    OrderState,
    Origin,
    Route,
    TransitionRefusedError,
)
from fengqiao.domains.incidents.public import (
    advance_order,
    answer_call,
    call_back,
    change_route,
    close_incident,
    dispatch_units,
    get_incident,
    give_feedback,
    merge_incident,
    recommend_units,
    report_position,
    review_feedback,
    set_category,
    take_signal,
    transfer_to_12345,
)
from fengqiao.foundation.scoping.contracts import SYSTEM, Actor
from fengqiao.foundation.simulation.contracts import ActTold, Text
from fengqiao.primitives.position import Position

VIEW = "incidents.view"
ORIGINS = {
    SignalOrigin.CALL_110: Origin.CALL_110,
    SignalOrigin.WALK_IN: Origin.WALK_IN,
    SignalOrigin.OFFICER: Origin.OFFICER,
    SignalOrigin.VOLUNTEER: Origin.VOLUNTEER,
    SignalOrigin.CAMERA: Origin.CALL_110,
}
"""A scene that no camera is built to see (somebody at the railing) is called in by a passer-by."""
PASSER_BY = "过桥群众"
ASKED_AGAIN = "接警员问清后确定"
BROKEN_THINGS = frozenset({"broken_lamp"})
"""Reported by volunteers, mended by others: handed to 12345."""
TO_THE_DESK, TO_THE_PHONE = seconds(35), minutes(2)
SIGNS_AFTER, LEAVES_AFTER = seconds(15), seconds(40)
ASKS_AGAIN_AFTER, MOST_ASKINGS = minutes(3), 20
KEPT_BECAUSE = "案情简单，没有系列作案迹象，先由本所查办"
KEPT_BECAUSE_EN = "a plain case, no sign of a series"
DECIDED_AFTER = minutes(20)
WRITES_AFTER, REVIEWED_AFTER, RINGS_AFTER, CLOSES_AFTER = minutes(6), minutes(9), minutes(35), minutes(40)
SHORTEST_DRIVE_MINUTES = 1.0
OVER = frozenset({OrderState.DONE, OrderState.RECALLED})
"""The feedback of the first crew ends the order of a second one that came later or is still on the way."""


@dataclass(frozen=True, slots=True)
class CallStrand:
    """One signal of the day and everything that follows from it."""

    signal: DaySignal
    cast: CommandRoom
    place_text: str = ""

    def next_step(self, played: Played) -> Step | None:
        return first_unplayed(list(self._steps(played)), played)

    def _code(self, act: str) -> str:
        return f"{self.signal.code}/{act}"

    def _steps(self, played: Played) -> Iterator[Step]:
        yield from self._beginning(played)
        taken = played.get(self._code("take"))
        if taken is None or "id" not in taken:
            return
        known = [*self._handling(taken, played), *self._beside(taken, played)]
        yield from sorted(known, key=lambda step: step.at)

    def _beginning(self, played: Played) -> Iterator[Step]:
        """How the signal becomes an incident."""
        yield Step(self.signal.received_at, self._code("take"), self._take)

    def _beside(self, taken: Mapping[str, Any], played: Played) -> Iterator[Step]:
        """What happens beside the field work, at the counter for example."""
        return iter(())

    def _handling(self, taken: Mapping[str, Any], played: Played) -> Iterator[Step]:
        signal = self.signal
        if signal.same_as:
            yield Step(when(taken) + TO_THE_DESK, self._code("merge"), lambda: self._merge(taken, played))
        elif taken["route"] == Route.DISPATCH:
            yield from self._field_work(taken, played)
        else:
            yield Step(when(taken) + TO_THE_PHONE, self._code("answer"), lambda: self._answer(taken))

    def _field_work(self, taken: Mapping[str, Any], played: Played) -> Iterator[Step]:
        asked_at = when(taken) + TO_THE_DESK
        for asking in range(1, MOST_ASKINGS + 1):
            code = self._code(f"send-{asking}")
            yield Step(asked_at, code, lambda asking=asking: self._send(taken, asking))  # type: ignore[misc]
            sent = played.get(code)
            if sent is None:
                return
            if sent.get("orders"):
                yield from self._on_the_road(taken, sent)
                yield from self._paper(taken, sent)
                return
            asked_at = when(sent) + ASKS_AGAIN_AFTER

    def _on_the_road(self, taken: Mapping[str, Any], sent: Mapping[str, Any]) -> Iterator[Step]:
        start = when(sent)
        steps: list[Step] = []
        for number, order in enumerate(sent["orders"], start=1):
            arrives = start + LEAVES_AFTER + minutes(max(SHORTEST_DRIVE_MINUTES, order["travel_minutes"]))
            for at, name, state in (
                (start + SIGNS_AFTER, "sign", OrderState.SIGNED_FOR),
                (start + LEAVES_AFTER, "go", OrderState.EN_ROUTE),
                (arrives, "arrive", OrderState.ON_SCENE),
                (arrives + minutes(max(5, self.signal.handling_minutes)), "done", OrderState.DONE),
            ):
                steps.append(Step(at, self._code(f"{name}-{number}"), self._advance(taken, order, state)))
        yield from sorted(steps, key=lambda step: step.at)

    def _paper(self, taken: Mapping[str, Any], sent: Mapping[str, Any]) -> Iterator[Step]:
        first = sent["orders"][0]
        drive = max(SHORTEST_DRIVE_MINUTES, first["travel_minutes"])
        done = when(sent) + LEAVES_AFTER + minutes(drive + max(5, self.signal.handling_minutes))
        yield Step(done + WRITES_AFTER, self._code("feedback"), lambda: self._feedback(taken, first, drive))
        yield Step(done + WRITES_AFTER + REVIEWED_AFTER, self._code("review"), lambda: self._review(taken))
        if self._result() is FeedbackResult.CONVERTED_TO_CASE:
            yield Step(done + WRITES_AFTER + DECIDED_AFTER, self._code("decide"), lambda: self._decide(taken))
        if self._result() is FeedbackResult.CLOSED:
            yield Step(done + RINGS_AFTER, self._code("ring"), lambda: self._ring(taken))
            yield Step(done + CLOSES_AFTER, self._code("close"), lambda: self._close(taken))

    def _take(self) -> ActTold:
        signal = self.signal
        actor = self._dispatcher(signal.received_at)
        is_camera = signal.origin is SignalOrigin.CAMERA
        incident = take_signal(
            actor=actor,
            signal=NewSignal(
                origin=ORIGINS[signal.origin],
                text=signal.text,
                caller_name=PASSER_BY if is_camera else signal.caller_name,
                caller_phone=signal.caller_phone,
                address_code=signal.address_code,
                place_text=self.place_text,
                position=Position(*signal.position),
                client_key=signal.code,
            ),
        )
        return self._sorted(incident, actor)

    def _sorted(self, incident: IncidentRecord, actor: Actor) -> ActTold:
        """The dispatcher listens once more: the category, and the route where the words misled the rules."""
        signal, summary = self.signal, incident.summary
        incident_id = summary.id
        if (summary.category, summary.subcategory) != (signal.category, signal.subcategory):
            set_category(actor=actor, incident_id=incident_id, category=signal.category, subcategory=signal.subcategory)
        route = get_incident(actor=SYSTEM, number=summary.number).route
        wanted = self._wanted_route()
        if not summary.is_danger and route is not wanted and not signal.same_as:
            change_route(actor=actor, incident_id=incident_id, route=wanted, reason=ASKED_AGAIN)
            route = wanted
        return ActTold(
            result={
                "id": incident_id,
                "number": summary.number,
                "route": route.value,
                "is_danger": summary.is_danger,
                "path": summary.scope_path,
            }
        )

    def _wanted_route(self) -> Route:
        signal = self.signal
        if signal.subcategory in BROKEN_THINGS:
            return Route.NON_POLICE
        return Route.DISPATCH if signal.expected_route == Route.REVIEW else Route(signal.expected_route)

    def _send(self, taken: Mapping[str, Any], asking: int) -> ActTold:
        actor = self._dispatcher(None)
        if self._is_sent_already(taken):
            return ActTold(result={ENDED: True})
        shown = recommend_units(actor=actor, incident_id=taken["id"])
        chosen = [entry for entry in shown.units if entry.is_recommended] or list(shown.units[:1])
        if not chosen:
            return ActTold(result={"orders": [], "why": list(shown.shortfall_texts)})
        orders = dispatch_units(
            actor=actor,
            incident_id=taken["id"],
            unit_codes=[entry.unit.code for entry in chosen],
            recommendation_id=shown.id,
        )
        drives = {entry.unit.code: entry.travel_minutes or 0.0 for entry in chosen}
        leaders = {entry.unit.code: entry.unit.member_staff_ids[0] for entry in chosen}
        signs = [entry.unit.call_sign for entry in chosen]
        first = drives[chosen[0].unit.code]
        incident = get_incident(actor=SYSTEM, number=taken["number"])
        return ActTold(
            result={
                "orders": [
                    {
                        "id": order.id,
                        "call_sign": order.call_sign,
                        "unit": order.unit_code,
                        "staff": leaders[order.unit_code],
                        "travel_minutes": drives[order.unit_code],
                    }
                    for order in orders
                ],
                "recommendation": shown.id,
            },
            line=self._line(
                incident,
                Text(
                    f"派{'、'.join(signs)}，路程{minutes_zh(first)}",
                    f"sent: {', '.join(signs)}, {minutes_en(first)} away",
                ),
            ),
            **self._place(incident),
        )

    @staticmethod
    def _is_sent_already(taken: Mapping[str, Any]) -> bool:
        """Somebody at a screen was quicker: the crews that went are theirs."""
        return any(order.state not in OVER for order in get_incident(actor=SYSTEM, number=taken["number"]).orders)

    def _advance(self, taken: Mapping[str, Any], order: Mapping[str, Any], state: OrderState) -> Callable[[], ActTold]:
        def act() -> ActTold:
            actor = self.cast.staff(order["staff"])
            try:
                advance_order(actor=actor, order_id=order["id"], step=state)
            except TransitionRefusedError as refusal:
                if refusal.parameters["from_state"] in OVER:
                    return ActTold()
                raise
            if state is OrderState.ON_SCENE:
                report_position(actor=actor, unit_code=order["unit"], position=Position(*self.signal.position))
            return ActTold()

        return act

    def _feedback(self, taken: Mapping[str, Any], order: Mapping[str, Any], drive: float) -> ActTold:
        signal = self.signal
        incident = give_feedback(
            actor=self.cast.staff(order["staff"]),
            incident_id=taken["id"],
            result=self._result(),
            text=signal.feedback_text,
            dispute_kind=signal.subcategory if self._result() is FeedbackResult.CONVERTED_TO_DISPUTE else "",
            report_facts=self._facts(),
        )
        sign = order["call_sign"]
        return ActTold(
            line=self._answer_line(incident, sign),
            **self._place(incident),
        )

    def _review(self, taken: Mapping[str, Any]) -> ActTold:
        review_feedback(actor=self._leader(), incident_id=taken["id"], is_approved=True, note="")
        return ActTold()

    def _decide(self, taken: Mapping[str, Any]) -> ActTold:
        """What the negative list leaves open, the leader on duty decides by name and with a reason."""
        number = get_incident(actor=SYSTEM, number=taken["number"]).report_number
        report = get_report(actor=SYSTEM, number=number) if number else None
        if report is None or report.state is not ReportState.NEEDS_REVIEW:
            return ActTold()
        leader = self.cast.person(self.cast.duty_leader(self.signal.station_code, self.cast.now()))
        decided = decide_review(actor=leader, report_id=report.id, handler=STATION_HANDLER, reason=KEPT_BECAUSE)
        line = Text(
            f"　↳ {decided.number}清单未定，{leader.name}决定由本所办理：{KEPT_BECAUSE}",
            f"  ↳ {decided.number}: the list leaves it open, {leader.name} keeps it here: {KEPT_BECAUSE_EN}",
        )
        return ActTold(
            line=line,
            page=page_of("cases:report", decided.number),
            scope_path=decided.scope_path,
            permission="cases.view",
            beat=self.signal.beat_id,
        )

    def _ring(self, taken: Mapping[str, Any]) -> ActTold:
        call_back(actor=self._dispatcher(None), incident_id=taken["id"], was_satisfied=True, note="")
        return ActTold()

    def _close(self, taken: Mapping[str, Any]) -> ActTold:
        close_incident(actor=self._leader(), incident_id=taken["id"])
        return ActTold()

    def _merge(self, taken: Mapping[str, Any], played: Played) -> ActTold:
        into = played[f"{self.signal.same_as}/take"]["number"]
        incident = merge_incident(actor=self._dispatcher(None), incident_id=taken["id"], into_number=into)
        return ActTold(
            line=self._line(
                incident,
                Text(
                    f"与{into}是同一件事，合并；两位报警人都会得到反馈",
                    f"the same event as {into}: merged, both callers will hear of it",
                ),
            ),
            **self._place(incident),
        )

    def _answer(self, taken: Mapping[str, Any]) -> ActTold:
        note, actor = self.signal.feedback_text, self._dispatcher(None)
        if self.signal.expected_route == Route.ANSWER:
            incident = answer_call(actor=actor, incident_id=taken["id"], note=note)
            did = Text(f"当场答复：{note}", f"answered at once: {self.signal.feedback_en or note}")
        else:
            incident = transfer_to_12345(actor=actor, incident_id=taken["id"], note=note)
            did = Text(f"不是警情，转12345：{note}", f"passed to 12345: {self.signal.feedback_en or note}")
        return ActTold(line=self._line(incident, did), **self._place(incident))

    def _line(self, incident: IncidentRecord, did: Text) -> Text:
        signal, place = self.signal, incident.summary.place_text
        heard = shortened(signal.text)
        danger = incident.danger_words
        zh = f"【危及人身，先派警：{'、'.join(danger)}】" if danger else ""
        en = "[danger to life, sent first] " if danger else ""
        heard_en = shortened(signal.text_en, SHORT_ENGLISH) if signal.text_en else heard
        label_zh = category_words(signal.category, signal.subcategory, CHINESE)
        label_en = category_words(signal.category, signal.subcategory, ENGLISH)
        return Text(
            f"{zh}{label_zh} · {place}：“{heard}” → {did.zh}",
            f"{en}{label_en} · {place}: “{heard_en}” → {did.en}",
        )

    def _answer_line(self, incident: IncidentRecord, sign: str) -> Text:
        """What came of it, with the call that it belongs to."""
        signal, place = self.signal, incident.summary.place_text
        label_zh = category_words(signal.category, signal.subcategory, CHINESE)
        label_en = category_words(signal.category, signal.subcategory, ENGLISH)
        return Text(
            f"　↳ {label_zh} · {place}，{sign}：{signal.feedback_text}",
            f"  ↳ {label_en} · {place}, {sign}: {signal.feedback_en or signal.feedback_text}",
        )

    def _place(self, incident: IncidentRecord) -> dict[str, Any]:
        return {
            "page": page_of("incidents:incident", incident.summary.number),
            "scope_path": incident.summary.scope_path,
            "permission": VIEW,
            "beat": self.signal.beat_id,
        }

    def _result(self) -> FeedbackResult:
        return FeedbackResult(self.signal.expected_outcome)

    def _facts(self) -> dict[str, str | int | bool] | None:
        return report_facts(self.signal) if self._result() is FeedbackResult.CONVERTED_TO_CASE else None

    def _dispatcher(self, at: datetime.datetime | None) -> Actor:
        return self.cast.dispatcher(self.signal.station_code, at or self.cast.now())

    def _leader(self) -> Actor:
        return self.cast.shift_leader(self.signal.station_code, self.cast.now())


def report_facts(signal: DaySignal) -> dict[str, str | int | bool]:
    """This function will put what is known of a criminal report into the words of the negative list."""
    fact = signal.negative_list_fact
    if fact is None:
        return {}
    known = {
        "case_type": fact.case_type,
        "suspects": fact.suspects,
        "offences": fact.offences,
        "is_series": fact.is_series,
    }
    return {name: value for name, value in known.items() if value is not None}
