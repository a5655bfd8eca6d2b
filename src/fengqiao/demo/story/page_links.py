"""Where the story points to."""

from __future__ import annotations

from django.urls import NoReverseMatch, reverse


def page_of(name: str, *arguments: str, query: str = "") -> str:
    """This function will return the address of a page, "" where this version has no such page."""
    try:
        address = reverse(name, args=arguments)
    except NoReverseMatch:
        return ""
    return f"{address}?{query}" if query else address
