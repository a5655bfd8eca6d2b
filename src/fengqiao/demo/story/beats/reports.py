"""negative_list: a burglary goes, a theft stays, nobody is turned away."""

from __future__ import annotations

from dataclasses import dataclass

from fengqiao.demo.county.contracts import County
from fengqiao.demo.story.page_links import page_of
from fengqiao.demo.story.strands import Played
from fengqiao.demo.story.wording import in_both, length_en, length_zh
from fengqiao.domains.cases.contracts import ReportRecord
from fengqiao.domains.cases.public import get_report
from fengqiao.foundation.scoping.contracts import SYSTEM
from fengqiao.foundation.simulation.contracts import BeatTold, Text

BOTH = 2


@dataclass(frozen=True, slots=True)
class NegativeList:
    """Reads the two reports as they stand in the register."""

    county: County

    def tell(self, played: Played) -> BeatTold:
        """This function will tell both reports, each with the row that decided."""
        planted = self.county.planted
        burglary = played[f"{planted.burglary_signal_code}/register"]["number"]
        theft = played[f"{planted.theft_signal_code}/register"]["number"]
        return BeatTold(
            what=in_both(lambda language: f"{_gone(language, _read(burglary))}\n{_kept(language, _read(theft))}"),
            why=in_both(lambda language: f"{_read(burglary).reason_text}\n{_read(theft).reason_text}"),
            page=page_of("cases:report", burglary),
            records=2,
        )

    def so_far(self, played: Played) -> Text:
        """This function will say how far both are, and what is still awaited."""
        planted = self.county.planted
        known = [
            (write, played[f"{code}/register"]["number"])
            for write, code in ((_gone, planted.burglary_signal_code), (_kept, planted.theft_signal_code))
            if f"{code}/register" in played
        ]
        lines = in_both(lambda language: "\n".join(write(language, _read(number)) for write, number in known))
        if len(known) < BOTH:
            awaited = Text("还在等：第二起报案到窗口。", "Still awaited: the second report at the counter.")
        else:
            awaited = Text(
                "还在等：平板找回、发还、告知报案人，之后这一幕才算演完。",
                "Still awaited: the tablet found, given back and its owner told; then this beat is over.",
            )
        return Text(f"{lines.zh}\n{awaited.zh}".strip(), f"{lines.en}\n{awaited.en}".strip())


def _read(number: str) -> ReportRecord:
    return get_report(actor=SYSTEM, number=number)


def _gone(language: str, report: ReportRecord) -> str:
    took = (report.transferred_at - report.taken_at).total_seconds() / 60 if report.transferred_at is not None else 0
    state = report.state.value
    if language == "zh":
        return (
            f"入户盗窃：登记{report.number}，回执{report.receipt_number}，先做紧急处置，{length_zh(took)}后移送"
            f"{report.handler_text}" + ("，对方已受理（模拟）。" if report.answered_at else "，等待对方答复。")
        )
    return (
        f"A burglary: {report.number}, receipt {report.receipt_number}, urgent measures first, after {length_en(took)} "
        f"transferred to {report.handler_text}" + (", accepted (simulated)." if report.answered_at else f" ({state}).")
    )


def _kept(language: str, report: ReportRecord) -> str:
    if language == "zh":
        end = "当天办结，财物发还，报案人已告知。" if report.closed_at else "正在办理。"
        return f"水门夜市的平板：登记{report.number}，{report.handler_text}自己办，{end}"
    end = "solved the same day, the property is back, the reporter knows." if report.closed_at else "in hand."
    return f"The tablet of the night market: {report.number}, kept by {report.handler_text}, {end}"
