"""Words and tones of incidents for templates."""

from __future__ import annotations

from django import template
from django.http import QueryDict

from fengqiao.domains.incidents.contracts import IncidentState, IncidentSummary, UnitStatus
from fengqiao.domains.incidents.wording import (
    category_text,
    order_act_text,
    order_state_text,
    origin_text,
    result_text,
    route_text,
    stamp_text,
    state_text,
    transfer_text,
    unit_kind_text,
    unit_status_text,
)
from fengqiao.primitives.masking import mask_phone

register = template.Library()
SPOKEN_DIGITS = 4
TONES = {IncidentState.RECEIVED: "tag-warning", IncidentState.RETURNED: "tag-warning"}


@register.filter
def incident_state(state: str) -> str:
    return state_text(state=state)


@register.filter
def state_tone(summary: IncidentSummary) -> str:
    """This filter will name the tone of a state's tag: danger that nobody has reached yet is red, waiting is amber."""
    if summary.is_danger and summary.state in {IncidentState.RECEIVED, IncidentState.DISPATCHED}:
        return "tag-danger"
    return TONES.get(summary.state, "")


@register.filter
def incident_category(summary: IncidentSummary) -> str:
    return category_text(category=summary.category, subcategory=summary.subcategory)


@register.filter
def incident_origin(origin: str) -> str:
    return origin_text(origin=origin)


@register.filter
def incident_route(route: str) -> str:
    return route_text(route=route)


@register.filter
def feedback_result(result: str) -> str:
    return result_text(result=result)


@register.filter
def order_act(state: str) -> str:
    return order_act_text(state=state)


@register.filter
def order_state(state: str) -> str:
    return order_state_text(state=state)


@register.filter
def unit_status(status: str) -> str:
    return unit_status_text(status=status)


@register.filter
def unit_kind(kind: str) -> str:
    return unit_kind_text(kind=kind)


@register.filter
def unit_tone(status: str) -> str:
    return {UnitStatus.IDLE: "lamp-idle", UnitStatus.ON_SCENE: "lamp-warning"}.get(UnitStatus(status), "lamp-action")


@register.filter
def transfer_state(state: str) -> str:
    return transfer_text(state=state)


@register.filter
def stamp_name(stamp: str) -> str:
    return stamp_text(stamp=stamp)


@register.filter
def short_number(number: str) -> str:
    """This filter will show the running number of the day, which is what people say on the radio."""
    return number.rsplit("-", 1)[-1][-SPOKEN_DIGITS:]


@register.filter
def shown_number(number: str) -> str:
    """This filter will show the number that people know: of an imported call the one it had where it came from."""
    return number.partition(":")[2] or number


@register.filter
def masked(phone: str) -> str:
    return mask_phone(phone)


@register.simple_tag
def query_with(query: QueryDict, **changes: str) -> str:
    """This tag will write the address' query with some values changed (empty ones removed)."""
    copy = query.copy()
    for name, value in changes.items():
        copy.pop(name, None)
        if value:
            copy[name] = value
    return copy.urlencode()
