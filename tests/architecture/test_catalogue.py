"""Every text has its Chinese, and the parts of the catalogue agree."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.extract import extract
from django.conf import settings
from django.utils.translation.template import templatize

from fengqiao.foundation.design.catalogue import CatalogueError, parts_of, read_catalogue
from tests.architecture.source_tree import PACKAGE, source_files

KEYWORDS = {
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "_": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
}
LOCALE_DIR = Path(settings.LOCALE_PATHS[0])


Text = tuple[str | None, str]
"""Context and words: the same words may mean two things."""


def texts_of(source: str) -> Iterator[Text]:
    for _, message, _, context in extract("python", io.BytesIO(source.encode()), keywords=KEYWORDS):
        for text in message if isinstance(message, tuple) else (message,):
            if text:
                yield context, text


def all_texts() -> Iterator[tuple[str, Text]]:
    for path in source_files():
        for text in texts_of(path.read_text()):
            yield str(path.relative_to(PACKAGE)), text
    for path in sorted(PACKAGE.rglob("templates/**/*.html")):
        # A template's indentation means nothing, and Python's tokenizer would stumble over it.
        for text in texts_of(re.sub(r"(?m)^[ \t]+", "", templatize(path.read_text(), origin=str(path)))):
            yield str(path.relative_to(PACKAGE)), text


def known_texts() -> set[Text]:
    known: set[Text] = set()
    for message in read_catalogue(LOCALE_DIR):
        ids = message.id if isinstance(message.id, tuple | list) else (message.id,)
        if message.string:
            known.update((message.context, text) for text in ids)
    return known


def test_every_text_has_its_chinese() -> None:
    known = known_texts()
    missing = {(place, text) for place, text in all_texts() if text not in known}
    assert not missing


def test_translations_keep_the_placeholders() -> None:
    pattern = re.compile(r"%\(\w+\)[sd]|\{\w*\}")
    wrong = []
    for message in read_catalogue(LOCALE_DIR):
        ids = message.id if isinstance(message.id, tuple | list) else (message.id,)
        strings = message.string if isinstance(message.string, tuple | list) else (message.string,)
        wanted = set().union(*(pattern.findall(text) for text in ids))
        if any(set(pattern.findall(text)) - wanted for text in strings) or not set(
            pattern.findall(ids[0])
        ) <= set().union(*(pattern.findall(text) for text in strings)):
            wrong.append(message.id)
    assert not wrong


def test_two_parts_that_disagree_are_refused(tmp_path: Path) -> None:
    folder = tmp_path / "zh_Hans"
    folder.mkdir()
    head = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\n'
    (folder / "a.po").write_text(head + 'msgid "Save"\nmsgstr "保存"\n')
    (folder / "b.po").write_text(head + 'msgid "Save"\nmsgstr "存"\n')
    with pytest.raises(CatalogueError, match=r"b.po: 'Save' is '存' here, '保存' elsewhere"):
        read_catalogue(tmp_path)


def test_parts_are_named_after_rooms() -> None:
    assert parts_of(LOCALE_DIR)
