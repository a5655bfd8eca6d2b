"""The one catalogue of words, kept in parts by room (locale/zh_Hans/*.po) and compiled into one file by Babel.

Texts in code and templates are English; a part gives the Chinese. The compiled file is made anew when a part changed.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

LANGUAGE = "zh_Hans"


class CatalogueError(ValueError):
    """Two parts translate one text differently."""

    code = "catalogue"


def parts_of(locale_dir: Path) -> list[Path]:
    """This function will list the parts of the catalogue, by name."""
    return sorted((locale_dir / LANGUAGE).glob("*.po"))


def read_catalogue(locale_dir: Path) -> Catalog:
    """This function will join the parts. Raises CatalogueError where two of them disagree."""
    whole = Catalog(locale=LANGUAGE, charset="utf-8")
    for part in parts_of(locale_dir):
        for message in _messages(part):
            known = whole.get(message.id, context=message.context)
            if known is not None and known.string != message.string:
                raise CatalogueError(
                    f"{part.name}: {message.id!r} is {message.string!r} here, {known.string!r} elsewhere"
                )
            whole.add(message.id, message.string, context=message.context)
    return whole


def compile_catalogue(locale_dir: Path) -> None:
    """This function will write the compiled catalogue when a part is newer."""
    target = locale_dir / LANGUAGE / "LC_MESSAGES" / "django.mo"
    parts = parts_of(locale_dir)
    if target.exists() and all(part.stat().st_mtime <= target.stat().st_mtime for part in parts):
        return
    catalogue = read_catalogue(locale_dir)
    target.parent.mkdir(parents=True, exist_ok=True)
    partial = target.with_name(f"{target.name}.{os.getpid()}.part")
    with partial.open("wb") as file:
        write_mo(file, catalogue)
    partial.replace(target)


def _messages(part: Path) -> Iterator[Message]:
    with part.open("rb") as file:
        for message in read_po(file, locale=LANGUAGE):
            if message.id:
                yield message
