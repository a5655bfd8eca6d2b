"""Why an act on a draft was refused."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext, gettext_noop

from fengqiao.domains.duties.contracts import (
    DraftChangedError,
    DraftClosedError,
    ListInvalidError,
    NoteMissingError,
    OwnTextError,
    VersionTakenError,
)

REFUSALS: Mapping[str, str] = {
    DraftChangedError.code: gettext_noop("Somebody has changed the draft meanwhile. Look at it again."),
    DraftClosedError.code: gettext_noop("The draft's state does not allow this any more."),
    ListInvalidError.code: gettext_noop("The document has problems; solve them first."),
    NoteMissingError.code: gettext_noop("Say why the draft goes back."),
    OwnTextError.code: gettext_noop("You wrote a part of this text; a second person signs it."),
    VersionTakenError.code: gettext_noop("Another list takes effect there on the same day or has this number."),
}


def refusal_words(code: str) -> str:
    """This function will word a refusal. Raises KeyError for a code without words."""
    return gettext(REFUSALS[code])
