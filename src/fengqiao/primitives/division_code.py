"""Six-digit codes of administrative divisions (GB/T 2260): what can be told from the digits alone."""

import re
from typing import Final

# First two digits of GB/T 2260; 83 is used in residence permits for people from Taiwan.
# fmt: off
PROVINCE_CODES: Final = frozenset((
    "11", "12", "13", "14", "15",
    "21", "22", "23",
    "31", "32", "33", "34", "35", "36", "37",
    "41", "42", "43", "44", "45", "46",
    "50", "51", "52", "53", "54",
    "61", "62", "63", "64", "65",
    "71", "81", "82", "83",
))
# fmt: on

# Counties of Shaanxi that were renamed or became districts. Cards issued before stay valid for life
# (610121 Chang'an, 610125 Hu, 610126 Gaoling, ...).
# fmt: off
RETIRED_DIVISION_CODES: Final = frozenset((
    "610121", "610125", "610126", "610322", "610427", "610521",
    "610623", "610624", "610721", "610821", "610823", "610928",
))
# fmt: on

_SIX_DIGITS: Final = re.compile(r"[0-9]{6}")


def is_division_code(code: str) -> bool:
    """Tell whether the code has six digits and begins with a province; the county is not looked up."""
    return _SIX_DIGITS.fullmatch(code) is not None and code[:2] in PROVINCE_CODES
