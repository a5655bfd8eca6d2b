"""Words of evaluation for templates."""

from __future__ import annotations

from typing import Any

from django import template

from fengqiao.domains.tasks.contracts.evaluation import PairedFigures
from fengqiao.domains.tasks.contracts.verifying import VisitQuestionRecord
from fengqiao.domains.tasks.wording import (
    answer_text,
    counted_text,
    days_text,
    in_language,
    interval_text,
    left_out_text,
    measure_text,
    measured_text,
    question_state_text,
    question_text,
    share_text,
    verification_state_text,
)

register = template.Library()
register.filter("measure_text", measure_text)
register.filter("counted_text", counted_text)
register.filter("share_text", share_text)
register.filter("interval_text", interval_text)
register.filter("days_text", days_text)
register.filter("question_text", question_text)
register.filter("question_state_text", question_state_text)
register.filter("verification_state_text", verification_state_text)
register.filter("answer_text", answer_text)
register.filter("left_out_text", left_out_text)


@register.filter
def basis(pair: PairedFigures) -> str:
    """This filter will say in the reader's language why the two belong together."""
    return in_language(pair.basis_zh, pair.basis_en)


@register.filter
def measured(question: VisitQuestionRecord) -> str:
    """This filter will say why a visit is asked about."""
    return measured_text(question.kind, question.measured)


@register.filter
def hours(minutes: Any) -> str:
    """This filter will write minutes of a month in whole hours; minutes where there are few."""
    value = float(minutes or 0)
    return f"{value / 60:,.0f}" if value >= 600 else f"{value / 60:.1f}"


@register.filter
def whole(number: float) -> str:
    """This filter will write a large number with its thousands."""
    return f"{number:,.0f}"
