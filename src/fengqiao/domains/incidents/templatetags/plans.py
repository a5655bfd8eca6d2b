"""Words of contingency plans for templates."""

from __future__ import annotations

from django import template
from django.utils.translation import get_language, pgettext_lazy

from fengqiao.domains.incidents.contracts import PlanItem, PlanPart, PlanRecord
from fengqiao.domains.incidents.wording import category_text

register = template.Library()
PARTS = {
    PlanPart.TELL: pgettext_lazy("plan", "Who is told"),
    PlanPart.FIRST: pgettext_lazy("plan", "What comes first"),
    PlanPart.THEN: pgettext_lazy("plan", "Then"),
    PlanPart.VOLUNTEERS: pgettext_lazy("plan", "Which volunteers"),
}


@register.filter
def plan_part(part: str) -> str:
    return str(PARTS[PlanPart(part)])


@register.filter
def plan_title(plan: PlanRecord) -> str:
    """This filter will give the title in the reader's language, where it was written in it."""
    return plan.title_en if (get_language() or "").startswith("en") and plan.title_en else plan.title


@register.filter
def item_text(item: PlanItem) -> str:
    return item.text(language=get_language() or "")


@register.filter
def plan_kinds(plan: PlanRecord) -> list[str]:
    """This filter will name the kinds of incident for which the plan is."""
    pairs = (key.partition("/") for key in plan.categories)
    return [category_text(category=category, subcategory=sub) for category, _slash, sub in pairs]


@register.filter
def value_of(values: dict[str, object], name: str) -> object:
    return values.get(name, "")
