"""Two reports at the counter: a burglary that the negative list hands over, a theft that stays and is solved."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from fengqiao.demo.story.calls import CallStrand, report_facts
from fengqiao.demo.story.page_links import page_of
from fengqiao.demo.story.strands import Played, Step, minutes, when
from fengqiao.demo.story.wording import in_both
from fengqiao.domains.cases.contracts import NewReport, ReportState
from fengqiao.domains.cases.public import (
    close_report,
    get_report,
    inform_reporter,
    record_urgent_measures,
    register_report,
    return_property,
    solve_report,
    transfer_report,
)
from fengqiao.domains.incidents.public import attach_report, get_incident
from fengqiao.foundation.scoping.contracts import SYSTEM, Actor
from fengqiao.foundation.simulation.contracts import NOTHING, ActTold, Text

VIEW = "cases.view"
BEAT = "negative_list"
Doing = Callable[[Actor, Mapping[str, Any]], Text]


@dataclass(frozen=True, slots=True)
class Plan:
    """What happens at the counter: minutes after the report was taken, name, what is done (returns the line)."""

    after_minutes: float
    name: str
    do: Doing


@dataclass(frozen=True, slots=True)
class CounterStrand(CallStrand):
    """A criminal report made in person: registered at once with its receipt, whoever will handle it."""

    handler: str = ""
    property_taken: str = ""
    plans: tuple[Plan, ...] = ()

    def _beside(self, taken: Mapping[str, Any], played: Played) -> Iterator[Step]:
        code = self._code("register")
        yield Step(when(taken) + minutes(4), code, lambda: self._register(taken))
        registered = played.get(code)
        if registered is None:
            return
        for plan in self.plans:
            yield Step(
                when(registered) + minutes(plan.after_minutes), self._code(plan.name), self._act(plan, registered)
            )

    def _facts(self) -> dict[str, str | int | bool] | None:
        return None

    def _register(self, taken: Mapping[str, Any]) -> ActTold:
        officer = self.cast.person(self.handler)
        incident = get_incident(actor=SYSTEM, number=taken["number"])
        report = register_report(
            actor=officer,
            report=NewReport(
                incident_number=taken["number"],
                reporter_name=incident.caller_name,
                reporter_phone=incident.caller_phone,
                text=self.signal.text,
                facts=report_facts(self.signal),
                scope_path=taken["path"],
                address_text=incident.summary.place_text,
                property_taken=self.property_taken,
            ),
        )
        attach_report(actor=officer, incident_id=taken["id"], report_number=report.number)
        row = f"第{report.row_number}行" if report.row_number else "待审"
        row_en = f"row {report.row_number}" if report.row_number else "a person must decide"
        return ActTold(
            result={"report": report.id, "number": report.number},
            line=Text(
                f"{officer.name}登记{report.number}，出具回执{report.receipt_number}；"
                f"负面清单第{report.list_version}版{row}：{report.handler_text}",
                f"{officer.name} registers {report.number} with receipt {report.receipt_number}; "
                f"negative list version {report.list_version}, {row_en}",
            ),
            **self._report_place(report.number, taken["path"]),
        )

    def _act(self, plan: Plan, registered: Mapping[str, Any]) -> Callable[[], ActTold]:
        def act() -> ActTold:
            line = plan.do(self.cast.person(self.handler), registered)
            report = get_report(actor=SYSTEM, number=registered["number"])
            return ActTold(
                result={"state": report.state.value}, line=line, **self._report_place(report.number, report.scope_path)
            )

        return act

    @staticmethod
    def _report_place(number: str, path: str) -> dict[str, Any]:
        return {
            "page": page_of("cases:report", number),
            "scope_path": path,
            "permission": VIEW,
            "beat": BEAT,
        }


def _urgent(actor: Actor, registered: Mapping[str, Any]) -> Text:
    text = "封控现场，通知技术人员勘查，调取楼道和巷口监控，告知报案人不要翻动物品。"
    record_urgent_measures(actor=actor, report_id=registered["report"], text=text)
    return Text(
        f"先做紧急处置：{text}", "urgent measures first: scene closed off, technicians called, cameras looked at"
    )


def _transfer(actor: Actor, registered: Mapping[str, Any]) -> Text:
    report = transfer_report(actor=actor, report_id=registered["report"])
    return in_both(
        lambda language: (
            f"{report.number}移送{_handler(report.number)}，24小时内的时限还剩得多"
            if language == "zh"
            else f"{report.number} transferred to {_handler(report.number)}, well within the 24 hours"
        )
    )


def _answer(actor: Actor, registered: Mapping[str, Any]) -> Text:
    report = get_report(actor=SYSTEM, number=registered["number"])
    if report.state is not ReportState.ACCEPTED:
        return NOTHING
    return in_both(
        lambda language: (
            f"{_handler(report.number)}受理（模拟）"
            if language == "zh"
            else f"{_handler(report.number)} accepts it (simulated)"
        )
    )


def _handler(number: str) -> str:
    """Read anew: the words are those of the language that is set."""
    return get_report(actor=SYSTEM, number=number).handler_text


def _tell_where_it_went(actor: Actor, registered: Mapping[str, Any]) -> Text:
    report = get_report(actor=SYSTEM, number=registered["number"])
    text = f"您的报案{report.number}已由{report.handler_text}受理，回执号{report.receipt_number}。"
    inform_reporter(actor=actor, report_id=registered["report"], text=text)
    return Text("告知报案人去向", "the reporter is told where it went")


def _solve(actor: Actor, registered: Mapping[str, Any]) -> Text:
    note = "调取夜市西口监控，穿蓝马甲的人承认顺手拿走，平板当场找回。"
    solve_report(actor=actor, report_id=registered["report"], note=note)
    return Text(f"本所办结：{note}", "solved here: the man in the blue vest owns up, the tablet is found")


def _give_back(actor: Actor, registered: Mapping[str, Any]) -> Text:
    note = "收款平板一台，失主当面核对，签收发还清单。"
    return_property(actor=actor, report_id=registered["report"], receipt_note=note)
    return Text(f"发还财物：{note}", "property returned: one payment tablet, checked and signed for by its owner")


def _tell_the_end(actor: Actor, registered: Mapping[str, Any]) -> Text:
    inform_reporter(actor=actor, report_id=registered["report"], text="平板已找回发还，当事人已依法处理。")
    return Text("告知报案人结果", "the reporter is told the outcome")


def _close(actor: Actor, registered: Mapping[str, Any]) -> Text:
    report = close_report(actor=actor, report_id=registered["report"])
    return Text(f"{report.number}结案", f"{report.number} closed")


BURGLARY = (
    Plan(8, "urgent", _urgent),
    Plan(21, "transfer", _transfer),
    Plan(50, "accepted", _answer),
    Plan(58, "informed", _tell_where_it_went),
)
THEFT = (
    Plan(222, "solved", _solve),
    Plan(246, "returned", _give_back),
    Plan(252, "informed", _tell_the_end),
    Plan(258, "closed", _close),
)
PROPERTY = {"burglary_home": "金手镯一只、现金八千元", "theft_simple": "收款平板一台"}
