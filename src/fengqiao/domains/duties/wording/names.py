"""Names of roles, subjects, events, facts and values. A code without a name is shown as it stands."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext, gettext_noop

from fengqiao.domains.duties.contracts import Boundary, ChangeKind, ListKind, ListState, Outcome

ROLES: Mapping[str, str] = {
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
}
SUBJECT_KINDS: Mapping[str, str] = {
    "key_venue": gettext_noop("key venue"),
    "protected_unit": gettext_noop("protected unit"),
    "school": gettext_noop("school"),
    "rental_housing": gettext_noop("rental house"),
    "household": gettext_noop("household"),
    "resident": gettext_noop("resident in need"),
    "trouble_spot": gettext_noop("trouble spot"),
    "address": gettext_noop("address"),
    "beat": gettext_noop("beat"),
    "station": gettext_noop("station"),
    "linked_village": gettext_noop("linked village"),
    "obligation": gettext_noop("promise"),
}
EVENT_KINDS: Mapping[str, str] = {
    "quarrel": gettext_noop("quarrel"),
    "incident_closed": gettext_noop("incident closed"),
    "dispute_settled": gettext_noop("dispute settled"),
    "dispute_registered": gettext_noop("dispute registered"),
    "obligation_due": gettext_noop("promise due"),
    "obligation_broken": gettext_noop("promise broken"),
    "domestic_violence": gettext_noop("domestic violence"),
    "fraud_warning": gettext_noop("fraud warning"),
    "trouble_spot_reported": gettext_noop("trouble spot reported"),
    "task_completed": gettext_noop("task completed"),
}
FACTS: Mapping[str, str] = {
    "kind": gettext_noop("kind"),
    "capacity": gettext_noop("capacity"),
    "tier": gettext_noop("tier"),
    "is_renting": gettext_noop("is renting"),
    "kinds": gettext_noop("kinds"),
    "has_car_park": gettext_noop("has a car park"),
    "officer_number": gettext_noop("officer"),
    "category": gettext_noop("category"),
    "subcategory": gettext_noop("subcategory"),
    "state": gettext_noop("state"),
    "list_code": gettext_noop("list"),
    "row_number": gettext_noop("row"),
    "priority": gettext_noop("priority"),
    "result": gettext_noop("result"),
}
VALUES: Mapping[str, str] = {
    "monthly": gettext_noop("monthly"),
    "quarterly": gettext_noop("quarterly"),
    "half_yearly": gettext_noop("half-yearly"),
    "pending": gettext_noop("pending"),
    "broken": gettext_noop("broken"),
    "hotel": gettext_noop("hotel"),
    "entertainment": gettext_noop("entertainment venue"),
    "net_cafe": gettext_noop("net café"),
    "loose_petrol": gettext_noop("loose petrol"),
    "pawn": gettext_noop("pawn shop"),
    "scrap": gettext_noop("scrap trade"),
    "parcel": gettext_noop("parcel service"),
    "school": gettext_noop("school"),
    "kindergarten": gettext_noop("kindergarten"),
    "hospital": gettext_noop("hospital"),
    "bank": gettext_noop("bank"),
    "protected_unit": gettext_noop("protected unit"),
    "elderly_alone": gettext_noop("elderly, living alone"),
    "severe_disability": gettext_noop("severe disability"),
    "left_behind_child": gettext_noop("left-behind child"),
    "true": gettext_noop("yes"),
    "false": gettext_noop("no"),
}
CEL_TYPES: Mapping[str, str] = {
    "string": gettext_noop("a text"),
    "int": gettext_noop("a whole number"),
    "uint": gettext_noop("a number of another kind"),
    "double": gettext_noop("a number with a fraction"),
    "bool": gettext_noop("true or false"),
    "list": gettext_noop("several values"),
    "null_type": gettext_noop("nothing"),
}
FACT_FORMS: Mapping[str, str] = {
    "choice": gettext_noop("one of"),
    "flag": gettext_noop("true or false"),
    "number": gettext_noop("a whole number"),
    "text": gettext_noop("a text"),
    "set": gettext_noop("several of"),
}
LIST_KINDS: Mapping[str, str] = {
    ListKind.PREVENTION_DUTY_LIST: gettext_noop("Main-prevention duty list"),
    ListKind.COMMUNITY_DUTY_LIST: gettext_noop("Community policing duty list"),
    ListKind.NEGATIVE_LIST: gettext_noop("Negative list for criminal cases"),
    ListKind.CAMPAIGN: gettext_noop("Campaign"),
}
LIST_STATES: Mapping[str, str] = {
    ListState.DRAFT: gettext_noop("draft"),
    ListState.REVIEWED: gettext_noop("signed, not yet published"),
    ListState.PUBLISHED: gettext_noop("published"),
    ListState.SUPERSEDED: gettext_noop("superseded"),
    ListState.WITHDRAWN: gettext_noop("withdrawn"),
}
BOUNDARIES: Mapping[str, str] = {
    Boundary.OURS: gettext_noop("Ours"),
    Boundary.HANDED_OVER: gettext_noop("Handed to others"),
    Boundary.NEVER_OURS: gettext_noop("Never ours"),
}
OUTCOMES: Mapping[str, str] = {
    Outcome.KEEP: gettext_noop("the station keeps it"),
    Outcome.HAND_OVER: gettext_noop("handed over"),
    Outcome.NEEDS_REVIEW: gettext_noop("a person decides"),
}
CHANGES: Mapping[str, str] = {
    ChangeKind.ADDED: gettext_noop("added"),
    ChangeKind.REMOVED: gettext_noop("removed"),
    ChangeKind.CHANGED: gettext_noop("changed"),
}


def name_of(code: str, names: Mapping[str, str]) -> str:
    """This function will name a code in the active language; an unknown code stays as it is."""
    return gettext(names[code]) if code in names else code
