"""Names of roles, bodies, kinds of time, movements, and what is refused."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_noop, pgettext_lazy

from fengqiao.domains.organisation.contracts import AdviceDecision, BodyKind, MatterKind, Movement, TimeKind

ROLES: Final[Mapping[str, str]] = {
    "station_chief": gettext_noop("station chief"),
    "political_instructor": gettext_noop("political instructor"),
    "deputy_chief": gettext_noop("deputy chief"),
    "shift_leader": gettext_noop("shift leader"),
    "dispatcher": gettext_noop("dispatcher"),
    "analyst": gettext_noop("analyst"),
    "video_reviewer": gettext_noop("video reviewer"),
    "case_supervisor": gettext_noop("case supervisor"),
    "case_officer": gettext_noop("case officer"),
    "community_officer": gettext_noop("community officer"),
    "registry_officer": gettext_noop("registry officer"),
    "legal_reviewer": gettext_noop("legal reviewer"),
    "hall_clerk": gettext_noop("hall clerk"),
    "volunteer_coordinator": gettext_noop("volunteer coordinator"),
    "auxiliary": gettext_noop("auxiliary"),
    "volunteer": gettext_noop("volunteer"),
    "county_staff": gettext_noop("county staff"),
    "city_staff": gettext_noop("city staff"),
    "province_staff": gettext_noop("province staff"),
    "auditor": gettext_noop("auditor"),
    "security_admin": gettext_noop("security administrator"),
    "system_admin": gettext_noop("system administrator"),
}
BODIES: Final[Mapping[BodyKind, Promise]] = {
    BodyKind.TOWNSHIP_BODY: pgettext_lazy("seat", "Township body"),
    BodyKind.COMMUNITY_COMMITTEE: pgettext_lazy("seat", "Community committee"),
    BodyKind.VILLAGE_COMMITTEE: pgettext_lazy("seat", "Village committee"),
}
MATTERS: Final[Mapping[MatterKind, Promise]] = {
    MatterKind.BROUGHT: pgettext_lazy("seat", "Brought there"),
    MatterKind.TAKEN_HOME: pgettext_lazy("seat", "Taken home"),
}
TIME_KINDS: Final[Mapping[TimeKind, Promise]] = {
    TimeKind.IN_COMMUNITY: pgettext_lazy("duty time", "In the community"),
    TimeKind.AT_STATION: pgettext_lazy("duty time", "At the station"),
    TimeKind.DISPATCHED_OUTSIDE: pgettext_lazy("duty time", "Sent outside the own beat"),
    TimeKind.MEETING: pgettext_lazy("duty time", "Meetings"),
    TimeKind.TRAINING: pgettext_lazy("duty time", "Training"),
    TimeKind.PAPERWORK: pgettext_lazy("duty time", "Ledgers and forms"),
    TimeKind.GUARD_DUTY: pgettext_lazy("duty time", "Guard duty at events"),
    TimeKind.CASE_HELP: pgettext_lazy("duty time", "Help with cases"),
    TimeKind.SECONDMENT: pgettext_lazy("duty time", "Lent to others"),
    TimeKind.OTHER: pgettext_lazy("duty time", "Other"),
}
MOVEMENTS: Final[Mapping[Movement, Promise]] = {
    Movement.TO_STATIONS: pgettext_lazy("staffing", "New strength to the stations"),
    Movement.INTO_COMMUNITIES: pgettext_lazy("staffing", "From the stations into the communities"),
}
DECISIONS: Final[Mapping[AdviceDecision, Promise]] = {
    AdviceDecision.ACCEPTED: pgettext_lazy("staffing", "Accepted"),
    AdviceDecision.CHANGED: pgettext_lazy("staffing", "Changed"),
    AdviceDecision.REJECTED: pgettext_lazy("staffing", "Not followed"),
}
PREMISES: Final[Mapping[str, Promise]] = {
    "hotel": pgettext_lazy("premises of a beat", "hotels"),
    "entertainment": pgettext_lazy("premises of a beat", "entertainment"),
    "net_cafe": pgettext_lazy("premises of a beat", "net cafés"),
    "loose_petrol": pgettext_lazy("premises of a beat", "loose petrol"),
    "pawn": pgettext_lazy("premises of a beat", "pawn shops"),
    "scrap": pgettext_lazy("premises of a beat", "scrap dealers"),
    "parcel": pgettext_lazy("premises of a beat", "parcel points"),
    "rental_housing": pgettext_lazy("premises of a beat", "rental houses"),
    "school": pgettext_lazy("premises of a beat", "schools"),
    "kindergarten": pgettext_lazy("premises of a beat", "kindergartens"),
}
REFUSALS: Final[Mapping[str, str]] = {
    "roster_rules_invalid": gettext_noop("These rules cannot be used:"),
    "nobody_to_roster": gettext_noop("Nobody at this station has a role that the rules name."),
    "roster_closed": gettext_noop("That is no longer possible: it has been published, decided, or its day has come."),
    "roster_rule_broken": gettext_noop("That would break a rule of the roster."),
    "unknown_unit": gettext_noop("This unit is not known."),
    "unknown_staff": gettext_noop("This police number is not known."),
    "unknown_division": gettext_noop("This town, community or village is not known."),
    "not_appointed": gettext_noop("This person holds no post on that day."),
    "overlapping": gettext_noop("There is one at that time already. End it first, or choose a later day."),
    "conflicting_roles": gettext_noop("The three administrators are three different people."),
    "ends_later": gettext_noop("The day lies before the beginning or in the future. An end is noted on its day."),
    "already_ended": gettext_noop("This has ended already. Nothing was changed."),
    "wrong_body": gettext_noop(
        "A station's leader sits on the township body, a community officer on a committee of the beat."
    ),
    "seat_ended": gettext_noop("This seat has ended. What was done on it stays."),
    "matter_answered": gettext_noop("The committee has its answer. What follows is a new matter."),
    "no_community_post": gettext_noop("On that day you held no community officer's post."),
    "day_not_open": gettext_noop("A day can be written down on itself and in the week after."),
    "too_many_minutes": gettext_noop("A day has no more than 24 hours."),
    "nothing_to_advise": gettext_noop("There is no station and no beat below this place yet."),
    "unknown_advice_unit": gettext_noop("One of the units lies elsewhere."),
    "not_a_calendar_unit": gettext_noop("A station and a beat go by the calendar of their county."),
    "break_backwards": gettext_noop("The last day comes before the first one."),
    "break_too_long": gettext_noop("No school break lasts four months. Check the two days."),
    "break_overlaps": gettext_noop("A break of this unit has some of these days already. Withdraw it first."),
    "day_changed_already": gettext_noop("This unit has changed this day already. Withdraw that entry first."),
    "nothing_changes": gettext_noop("The day is that already. Nothing was entered."),
    "source_missing": gettext_noop("Say what it is for, and which notice says so."),
    "already_withdrawn": gettext_noop("This was withdrawn before. Nothing was changed."),
    "withdrawal_reason_missing": gettext_noop("Say why it is withdrawn."),
    "already_decided": gettext_noop("This was decided before. Nothing was changed."),
    "decision_reason_missing": gettext_noop("Say why; and for a change, how many go where instead."),
}


def role_text(role: str) -> str:
    """This function will name a role; one that is not known stays as it stands."""
    return gettext(ROLES[role]) if role in ROLES else role


def body_text(kind: BodyKind) -> str:
    """This function will name the kind of a body."""
    return str(BODIES[kind])


def matter_kind_text(kind: MatterKind) -> str:
    """This function will say which way a matter went."""
    return str(MATTERS[kind])


def time_kind_text(kind: TimeKind) -> str:
    """This function will name where duty time went."""
    return str(TIME_KINDS[kind])


def movement_text(movement: Movement) -> str:
    """This function will name a movement of strength."""
    return str(MOVEMENTS[movement])


def decision_text(decision: AdviceDecision) -> str:
    """This function will name what a person decided."""
    return str(DECISIONS[decision])


def premises_text(kind: str) -> str:
    """This function will name a kind of premises; one that has no name of its own counts as other."""
    return str(PREMISES.get(kind, pgettext_lazy("premises of a beat", "others")))


def refusal_text(code: str) -> str:
    """This function will word why an act was refused."""
    return gettext(REFUSALS[code]) if code in REFUSALS else code
