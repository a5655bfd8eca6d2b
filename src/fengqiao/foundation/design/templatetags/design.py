"""Icons, moments and lengths for every template."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from django import template
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext

from fengqiao.foundation.design import menus, moments
from fengqiao.foundation.design.bundles import version_of_bundles
from fengqiao.foundation.design.menus import MenuLine
from fengqiao.foundation.scoping.contracts import Actor
from fengqiao.foundation.scoping.permissions import paths_for

register = template.Library()

THEMES = ("light", "dark", "contrast")
SIZES = ("normal", "large")


@register.simple_tag
def bundle(name: str) -> str:
    """This function will return the address of a built bundle, with the mark of its version."""
    return f"{static(f'design/dist/{name}')}?v={version_of_bundles()}"


@register.filter
def may(actor: Actor | None, permission: str) -> bool:
    """This function will tell whether somebody holds a right anywhere, so that no page offers what it would refuse."""
    return actor is not None and bool(paths_for(actor, permission))


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """This function will draw a Lucide icon; without a label it is decoration beside a word."""
    return _drawn(name, label)


@lru_cache(maxsize=512)
def _drawn(name: str, label: str) -> SafeString:
    """A page has some fifty icons, and each is the same everywhere."""
    address = f"{bundle('icons.svg')}#{name}"
    if label:
        return format_html('<svg class="icon" role="img" aria-label="{}"><use href="{}"></use></svg>', label, address)
    return format_html('<svg class="icon" aria-hidden="true"><use href="{}"></use></svg>', address)


@register.simple_tag(takes_context=True)
def page_attributes(context: template.Context) -> SafeString:
    """This function will write the attributes of <html>: language, the remembered theme and size, the wall."""
    request = context.get("request")
    cookies: Mapping[str, str] = request.COOKIES if request else {}
    is_wall = request is not None and request.GET.get("wall") == "1"
    theme = cookies.get("fengqiao_theme", "")
    size = cookies.get("fengqiao_size", "")
    return format_html(
        'lang="{}" data-theme="{}" data-size="{}"{}',
        "zh-Hans" if (get_language() or "").startswith("zh") else "en",
        "dark" if is_wall else (theme if theme in THEMES else THEMES[0]),
        size if size in SIZES else SIZES[0],
        SafeString(' data-wall="1"') if is_wall else "",
    )


@register.simple_tag
def page_words() -> str:
    """This function will give the scripts the few words that they show, in the reader's language, as JSON."""
    words = {
        "incident": gettext("Incident"),
        "unit": gettext("Unit"),
        "warning": gettext("Warning"),
        "stop": gettext("Stop"),
        "premises": gettext("Premises"),
        "map": gettext("Map"),
        "map_mark": gettext("Mark on the map"),
        "map_sources": gettext("Sources of the map"),
        "zoom_in": gettext("Zoom in"),
        "zoom_out": gettext("Zoom out"),
        "no_map": gettext("The map cannot be drawn on this machine; the list stays usable."),
        "loading_map": gettext("Loading the map"),
        "empty_map": gettext("Nothing to show on the map now"),
    }
    return json.dumps(words, ensure_ascii=False)


@register.simple_tag
def draw_menu(lines: Sequence[MenuLine]) -> SafeString:
    return menus.draw_menu(lines=lines)


@register.simple_tag
def draw_bottom_entries(lines: Sequence[MenuLine]) -> SafeString:
    return menus.draw_bottom_entries(lines=lines)


@register.filter
def shortened(text: str, length: int) -> str:
    """This filter will cut a text to so many characters; `truncatechars` does it too, at fifty times the price."""
    return text if len(text) <= length else f"{text[: length - 1]}…"


@register.filter
def clock(moment: datetime.datetime | datetime.time | None) -> str:
    return moments.clock_words(moment=moment) if moment else ""


@register.filter
def day(moment: moments.Moment | None) -> str:
    return moments.day_words(moment=moment) if moment else ""


@register.filter
def day_clock(moment: datetime.datetime | None) -> str:
    return moments.day_clock_words(moment=moment) if moment else ""


@register.filter
def weekday_day(moment: moments.Moment | None) -> str:
    return moments.weekday_words(moment=moment) if moment else ""


@register.filter
def duration(length: float | datetime.timedelta | str | None) -> str:
    """This function will say minutes (or a timedelta) as a length."""
    if length is None or isinstance(length, str):
        return ""
    minutes = length.total_seconds() / 60 if isinstance(length, datetime.timedelta) else float(length)
    return moments.duration_words(minutes=minutes)


@register.filter
def minute_clock(minute: float | str | None) -> str:
    return "" if minute is None or isinstance(minute, str) else moments.minute_clock_words(minute=float(minute))


@register.filter
def ago(since: float | datetime.datetime | str | None) -> str:
    """This function will say seconds (or a moment) as "5 min ago"."""
    return "" if since is None or isinstance(since, str) else moments.ago_words(since=since)


@register.filter
def pairs(facts: Mapping[str, Any] | Iterable[Any]) -> list[tuple[str, Any]]:
    """This function will turn a mapping, pairs or plain sentences into (name, value) pairs."""
    if isinstance(facts, Mapping):
        return [(str(name), value) for name, value in facts.items()]
    return [(fact[0], fact[1]) if isinstance(fact, (tuple, list)) and len(fact) == 2 else ("", fact) for fact in facts]
