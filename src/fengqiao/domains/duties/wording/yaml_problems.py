"""What the reader of YAML complains of, in words of ours: its own are English, and about signs instead of texts."""

from __future__ import annotations

import re
from collections.abc import Sequence

from django.utils.translation import gettext, gettext_noop

COMPLAINTS: Sequence[tuple[str, str]] = (
    (r"mapping values are not allowed", gettext_noop("a colon stands where none can be")),
    (r"expected ',' or '\]'", gettext_noop("a bracket “[” is not closed")),
    (r"expected ',' or '\}'", gettext_noop("a bracket “{” is not closed")),
    (r"unexpected end of stream", gettext_noop("a quotation mark is not closed")),
    (r"character '\\t'", gettext_noop("a tab stands where only spaces can be")),
    (r"character '(?P<sign>.)' that cannot start", gettext_noop("a value that begins with “%(sign)s” needs quotes")),
    (r"expected <block end>", gettext_noop("the indentation does not fit the lines above")),
    (r"could not find expected ':'", gettext_noop("a name has no colon behind it")),
    (r"another document", gettext_noop("a second document begins here (“---”)")),
)
OTHERWISE = gettext_noop("the text breaks off here, or a sign stands where none can be")


def yaml_words(detail: str) -> str:
    """This function will say in the active language what the reader of YAML found."""
    for pattern, words in COMPLAINTS:
        if found := re.search(pattern, detail):
            return gettext(words) % found.groupdict()
    return gettext(OTHERWISE)
