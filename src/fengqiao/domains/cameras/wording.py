"""Scenes, places, verdicts and reasons in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext, gettext_lazy, ngettext, pgettext_lazy

from fengqiao.domains.cameras.contracts import PlaceType, RejectReason, Scene, WarningState
from fengqiao.primitives.reason import Reason

PLACE_WORDS = {
    PlaceType.STREET: pgettext_lazy("place", "street"),
    PlaceType.CROSSING: pgettext_lazy("place", "crossing"),
    PlaceType.CAR_PARK: pgettext_lazy("place", "car park"),
    PlaceType.BRIDGE: pgettext_lazy("place", "bridge"),
    PlaceType.GATE: pgettext_lazy("place", "gate"),
    PlaceType.PARK: pgettext_lazy("place", "park"),
    PlaceType.VILLAGE_ENTRANCE: pgettext_lazy("place", "village entrance"),
    PlaceType.STATION_FORECOURT: pgettext_lazy("place", "station forecourt"),
    PlaceType.PETITION_OFFICE: pgettext_lazy("place", "petition office"),
    PlaceType.COURT: pgettext_lazy("place", "court"),
    PlaceType.PLACE_OF_WORSHIP: pgettext_lazy("place", "place of worship"),
}
SCENE_WORDS = {
    Scene.ZONE_INTRUSION: gettext_lazy("zone intrusion"),
    Scene.CAR_DOOR_PULLING: gettext_lazy("pulling at car doors"),
    Scene.BRIDGE_FALL_PREVENTION: gettext_lazy("danger at a bridge railing"),
    Scene.CROWD_DENSITY: gettext_lazy("crowd density"),
    Scene.LOITERING: gettext_lazy("lingering"),
}
STATE_WORDS = {
    WarningState.PENDING: gettext_lazy("to be reviewed"),
    WarningState.SECOND_LOOK: gettext_lazy("second look asked for"),
    WarningState.CONFIRMED: pgettext_lazy("warning", "confirmed"),
    WarningState.REJECTED: pgettext_lazy("warning", "rejected"),
}
REJECT_WORDS = {
    RejectReason.EVERYDAY: gettext_lazy("An everyday act"),
    RejectReason.NOTHING_THERE: gettext_lazy("Nothing is there"),
    RejectReason.WRONG_ZONE: gettext_lazy("The zone is drawn wrongly"),
    RejectReason.DUPLICATE: gettext_lazy("The same as an earlier warning"),
}
HOLD_REFUSALS = {
    "hold_incomplete": gettext_lazy("Say the case number, the reason and the last day."),
    "hold_too_short": gettext_lazy("The clip is kept as long as that anyway. Choose a later day."),
    "hold_too_long": gettext_lazy("A hold lasts a year at most; hold it again when the case goes on."),
    "already_held": gettext_lazy("Somebody holds this clip already."),
    "not_held": gettext_lazy("Nobody holds this clip any more."),
    "clip_gone": gettext_lazy("The clip's retention has ended."),
}
PERSON = "person"


def place_words(place_type: str) -> str:
    """This function will name a place type."""
    return str(PLACE_WORDS[PlaceType(place_type)])


def scene_words(scene: str) -> str:
    """This function will name a scene."""
    return str(SCENE_WORDS[Scene(scene)])


def state_words(state: str) -> str:
    """This function will name the state of a warning."""
    return str(STATE_WORDS[WarningState(state)])


def hold_refusal_words(code: str) -> str:
    """This function will say why a clip was not held or let go."""
    return str(HOLD_REFUSALS.get(code, code))


def reject_words(reason: str) -> str:
    """This function will name the reason of a rejection; nothing for none."""
    return str(REJECT_WORDS[RejectReason(reason)]) if reason else ""


def reason_words(*, code: str, parameters: Mapping[str, Any]) -> str:
    """This function will say in one sentence why a warning was raised; an unknown code is shown as it came."""
    if code != "zone_intrusion.foot_point_inside":
        return gettext("The camera side gives the reason %(code)s, which this version does not know.") % {"code": code}
    count = int(parameters.get("objects") or 1)
    facts = {
        "count": count,
        "zone": parameters.get("zone", ""),
        "seconds": parameters.get("dwell_seconds", 0),
        "least": parameters.get("min_frames", 0),
        "window": parameters.get("window_frames", 0),
    }
    if parameters.get("label") == PERSON:
        sentence = ngettext(
            "%(count)d person stood in the zone “%(zone)s” for %(seconds)s s"
            " (in at least %(least)s of %(window)s pictures).",
            "%(count)d people stood in the zone “%(zone)s”, the longest for %(seconds)s s"
            " (in at least %(least)s of %(window)s pictures).",
            count,
        )
    else:
        sentence = gettext(
            "Something moving was in the zone “%(zone)s” for %(seconds)s s (in at least %(least)s of"
            " %(window)s pictures); this detector cannot tell whether it is a person."
        )
    text = sentence % facts
    if parameters.get("watched_from") and parameters.get("watched_to"):
        hours = {"begin": parameters["watched_from"], "end": parameters["watched_to"]}
        text += " " + gettext("The zone is watched from %(begin)s to %(end)s.") % hours
    return text


def signal_words(*, scene: str, place_type: str, camera_name: str, zone: str, note: str, reason: Reason) -> str:
    """This function will word what a confirmed warning says to the dispatcher, in the station's language.

    It says what was seen and where, never who anybody is thought to be. Where the reviewer wrote nothing it says what
    the warning itself says, and no more: a detector that cannot tell a person from a dog has seen no person.
    """
    with translation.override(settings.LANGUAGE_CODE):
        facts = {"place": place_words(place_type), "camera": camera_name, "zone": zone}
        if not note:
            seen = reason_words(code=reason.code, parameters=reason.parameters)
            return gettext("In the %(place)s (%(camera)s): %(seen)s") % {**facts, "seen": seen}
        if Scene(scene) is Scene.ZONE_INTRUSION:
            text = gettext("In the %(place)s (%(camera)s) somebody entered the watched zone “%(zone)s”.") % facts
        else:
            what = {"what": scene_words(scene), **facts}
            text = gettext("In the %(place)s (%(camera)s), zone “%(zone)s”: %(what)s.") % what
        return text + gettext("Seen by the reviewer: %(note)s") % {"note": note}


def access_words(*, code: str, reference: str) -> str:
    """This function will say why a clip was opened."""
    if code == "review":
        return gettext("To review the warning")
    if code == "incident":
        return gettext("For incident %(number)s") % {"number": reference}
    return gettext("To look at a verdict again")
