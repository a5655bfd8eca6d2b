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

from fengqiao.foundation.design import moments
from fengqiao.foundation.design.bundles import version_of_bundles

register = template.Library()

THEMES = ("light", "dark", "contrast")
SIZES = ("normal", "large")
BOTTOM_ENTRIES = 3


@register.simple_tag
def bundle(name: str) -> str:
    """This function will return the address of a built bundle, with the mark of its version."""
    return f"{static(f'design/dist/{name}')}?v={version_of_bundles()}"


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
        "no_map": gettext("The map cannot be drawn on this machine; the list stays usable."),
        "loading_map": gettext("Loading the map"),
        "empty_map": gettext("Nothing to show on the map now"),
    }
    return json.dumps(words, ensure_ascii=False)


@register.filter
def bottom_entries(menu: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """This function will pick the entries of a phone's bottom bar: the first ones that lead somewhere."""
    return [entry for entry in menu if entry["url"]][:BOTTOM_ENTRIES]


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
def weekday(moment: moments.Moment | None) -> str:
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
