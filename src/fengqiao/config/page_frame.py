"""What every page shows around its content: menu in the trade's own words, station, person, time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.core.cache import cache
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext, gettext_noop

from fengqiao.config.notices import hears_notices, notices_for
from fengqiao.domains.organisation.public import get_unit_at
from fengqiao.foundation.clock.clock import local_now, read_clock
from fengqiao.foundation.design.menus import MenuLine
from fengqiao.foundation.scoping.contracts import Actor
from fengqiao.foundation.scoping.permissions import paths_for

NAME_SECONDS = 60


@dataclass(frozen=True, slots=True)
class MenuEntry:
    """One line of the menu. Without `permission` everybody sees it; a part that is not built yet has no url."""

    label: str
    icon: str
    url_name: str = ""
    permission: str = ""


MENU = (
    MenuEntry(gettext_noop("Today at a glance"), "sun", "first_page"),
    MenuEntry(gettext_noop("Today's list"), "list-checks", "tasks:today", "tasks.view_own"),
    MenuEntry(gettext_noop("Command room"), "radio", "incidents:command_room", "incidents.view"),
    MenuEntry(gettext_noop("Camera warnings"), "cctv", "cameras:warnings", "cameras.view_warnings"),
    MenuEntry(gettext_noop("Reception hall"), "armchair"),
    MenuEntry(gettext_noop("Reports and cases"), "file-text", "cases:reports", "cases.view"),
    MenuEntry(gettext_noop("Disputes"), "handshake", "disputes:disputes", "disputes.view"),
    MenuEntry(gettext_noop("Doorstep policing"), "backpack"),
    MenuEntry(gettext_noop("Community watch"), "users"),
    MenuEntry(gettext_noop("Trouble spots"), "map-pin", "places:trouble_spots", "places.view"),
    MenuEntry(gettext_noop("Traffic policing"), "traffic-cone"),
    MenuEntry(gettext_noop("Responsibility lists"), "scroll-text", "duties:lists", "duties.view"),
    MenuEntry(gettext_noop("My duty time"), "timer", "organisation:own_time", "organisation.record_own_time"),
    MenuEntry(gettext_noop("Duty rosters"), "calendar-days", "organisation:rosters", "organisation.swap_own_shifts"),
    MenuEntry(
        gettext_noop("Strength to the front line"), "users-round", "organisation:staffing", "organisation.view_posts"
    ),
    MenuEntry(gettext_noop("Station upgrades"), "award"),
    MenuEntry(gettext_noop("Business support"), "store"),
    MenuEntry(gettext_noop("Figures and analysis"), "chart-line", "indicators:chief", "indicators.view"),
    MenuEntry(gettext_noop("Province"), "map", "indicators:province", "indicators.view_tree"),
    MenuEntry(gettext_noop("Audit"), "shield-check", "audit_log", "audit.view"),
)


def _menu_of(actor: Actor, path: str) -> tuple[MenuLine, ...]:
    seen = [one for one in MENU if not one.permission or _holds_anywhere(actor, one.permission)]
    active = _active_url([_url_of(one.url_name) for one in seen], path)
    return tuple(
        MenuLine(gettext(one.label), one.icon, url, bool(url) and url == active)
        for one in seen
        for url in (_url_of(one.url_name),)
    )


@lru_cache
def _url_of(name: str) -> str:
    """The address of a part; none while it is not built yet."""
    try:
        return reverse(name) if name else ""
    except NoReverseMatch:
        return ""


def _active_url(urls: Sequence[str], path: str) -> str:
    """The address that the page's begins with; of several, the longest: /figures/province/ is not /figures/."""
    fitting = (url for url in urls if url and (path == url or (url != "/" and path.startswith(url))))
    return max(fitting, key=len, default="")


def _holds_anywhere(actor: Actor, permission: str) -> bool:
    try:
        return bool(paths_for(actor, permission))
    except KeyError:
        return False


def _place_of(actor: Actor) -> str:
    paths = [grant.scope_path for grant in actor.grants if grant.scope_path]
    return _name_of(max(paths, key=len)) if paths else ""


def _name_of(path: str) -> str:
    """The name of a unit, remembered for a minute: every page shows it, and it hardly ever changes."""
    name = cache.get_or_set(f"page_frame.name.{path}", lambda: get_unit_at(path=path).name, NAME_SECONDS)
    return str(name)


def page_frame(request: HttpRequest) -> dict[str, Any]:
    """This function will return the frame's context, worked out where a page shows it; empty for nobody signed in."""
    actor: Actor | None = getattr(request, "actor", None)
    if actor is None or actor.user_id is None:
        return {"page_now": local_now(), "is_simulated": read_clock().is_simulated}
    return {
        "actor": actor,
        "menu": SimpleLazyObject(lambda: _menu_of(actor, request.path)),
        "station_name": SimpleLazyObject(lambda: _place_of(actor)),
        "page_now": local_now(),
        "is_simulated": read_clock().is_simulated,
        "clock_rate": read_clock().rate,
        "hears_notices": hears_notices(actor=actor),
        "notices": SimpleLazyObject(lambda: notices_for(actor=actor)),
    }
