"""How identity numbers are shown where the full number is not needed."""

from typing import Final

_SHOWN_FIRST: Final = 6
_SHOWN_LAST: Final = 4
_MASK: Final = "*"


def mask_id_number(number: str) -> str:
    """Return the number with only the first six and last four characters left; a short one is hidden whole.

    A number is short when less would be hidden than is shown.
    """
    hidden = len(number) - _SHOWN_FIRST - _SHOWN_LAST
    if hidden < _SHOWN_LAST:
        return _MASK * len(number)
    return number[:_SHOWN_FIRST] + _MASK * hidden + number[-_SHOWN_LAST:]


_PHONE_SHOWN_FIRST: Final = 3
_PHONE_SHOWN_LAST: Final = 4


def mask_phone(number: str) -> str:
    """Return the number with only the first three and last four characters left; a short one is hidden whole."""
    hidden = len(number) - _PHONE_SHOWN_FIRST - _PHONE_SHOWN_LAST
    if hidden < 1:
        return _MASK * len(number)
    return number[:_PHONE_SHOWN_FIRST] + _MASK * hidden + number[-_PHONE_SHOWN_LAST:]
