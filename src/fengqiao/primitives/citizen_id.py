"""Citizen identity numbers (GB 11643): checking, and what the digits say."""

import re
import unicodedata
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from fengqiao.primitives.division_code import RETIRED_DIVISION_CODES, is_division_code
from fengqiao.primitives.masking import mask_id_number

_LENGTH: Final = 18
_SHAPE: Final = re.compile(r"[0-9]{17}[0-9X]")
# GB 11643 / ISO 7064 MOD 11-2: weights of the 17 digits and the check character of each remainder.
_WEIGHTS: Final = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK_CHARACTERS: Final = "10X98765432"
# Nobody with an older birth date was ever given a number; the system began in 1984.
_FIRST_BIRTH_YEAR: Final = 1800


class CitizenIdFault(StrEnum):
    """Why a text is not a citizen identity number; the first fault found, in this order."""

    WRONG_LENGTH = "wrong_length"
    WRONG_CHARACTERS = "wrong_characters"
    UNKNOWN_DIVISION = "unknown_division"
    IMPOSSIBLE_BIRTH_DATE = "impossible_birth_date"
    WRONG_CHECK_DIGIT = "wrong_check_digit"


class Sex(StrEnum):
    """The sex coded in the 17th digit."""

    FEMALE = "female"
    MALE = "male"


class InvalidCitizenIdError(ValueError):
    """The text is not a citizen identity number; `fault` says why. The number itself is not repeated."""

    code = "invalid_citizen_id"

    def __init__(self, *, fault: CitizenIdFault) -> None:
        super().__init__(fault.value)
        self.fault = fault


@dataclass(frozen=True, slots=True)
class CitizenId:
    """A valid number in normal form; an invalid one cannot be built. Build it with `parse_citizen_id`."""

    number: str

    def __post_init__(self) -> None:
        fault = _fault_in_normal_form(self.number)
        if fault is not None:
            raise InvalidCitizenIdError(fault=fault)

    def __repr__(self) -> str:
        # Values land in logs and tracebacks, where a full number has no business.
        return f"CitizenId({self.masked})"

    @property
    def division_code(self) -> str:
        """The county in which the number was first given; it may be retired today."""
        return self.number[:6]

    @property
    def birth_date(self) -> date:
        """The birth date coded in digits 7 to 14."""
        return date.fromisoformat(f"{self.number[6:10]}-{self.number[10:12]}-{self.number[12:14]}")

    @property
    def sex(self) -> Sex:
        """The sex coded in the 17th digit: odd is male."""
        return Sex.MALE if int(self.number[16]) % 2 else Sex.FEMALE

    @property
    def masked(self) -> str:
        """The number as it may be shown: six first and four last characters."""
        return mask_id_number(self.number)


def normalise_citizen_id(text: str) -> str:
    """Return the text without spaces around it, full-width digits narrowed and x raised."""
    return unicodedata.normalize("NFKC", text).strip().upper()


def parse_citizen_id(text: str) -> CitizenId:
    """Return the number in the text, or raise `InvalidCitizenIdError` with its first fault."""
    return CitizenId(normalise_citizen_id(text))


def find_citizen_id_fault(text: str, *, known_division_codes: AbstractSet[str] | None = None) -> CitizenIdFault | None:
    """Return the first fault of the text, or None if it is a valid number.

    With `known_division_codes` the county is looked up too; retired counties stay valid in any case.
    """
    number = normalise_citizen_id(text)
    fault = _fault_in_normal_form(number)
    if fault is not None or known_division_codes is None:
        return fault
    if number[:6] in known_division_codes or number[:6] in RETIRED_DIVISION_CODES:
        return None
    return CitizenIdFault.UNKNOWN_DIVISION


def citizen_id_check_character(first_seventeen: str) -> str:
    """Return the 18th character that belongs to seventeen digits."""
    total = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, first_seventeen, strict=True))
    return _CHECK_CHARACTERS[total % 11]


def _fault_in_normal_form(number: str) -> CitizenIdFault | None:
    if len(number) != _LENGTH:
        return CitizenIdFault.WRONG_LENGTH
    if _SHAPE.fullmatch(number) is None:
        return CitizenIdFault.WRONG_CHARACTERS
    if not is_division_code(number[:6]):
        return CitizenIdFault.UNKNOWN_DIVISION
    if not _is_birth_date(number[6:14]):
        return CitizenIdFault.IMPOSSIBLE_BIRTH_DATE
    if citizen_id_check_character(number[:17]) != number[17]:
        return CitizenIdFault.WRONG_CHECK_DIGIT
    return None


def _is_birth_date(digits: str) -> bool:
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:])).year >= _FIRST_BIRTH_YEAR
    except ValueError:
        return False
