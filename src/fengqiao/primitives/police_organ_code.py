"""Codes of police organs: twelve digits, the first six a division. There is no check digit."""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from fengqiao.primitives.division_code import is_division_code

_LENGTH: Final = 12
_DIGITS: Final = re.compile(r"[0-9]+")


class PoliceOrganCodeFault(StrEnum):
    """Why a text is not the code of a police organ; the first fault found, in this order."""

    WRONG_LENGTH = "wrong_length"
    WRONG_CHARACTERS = "wrong_characters"
    UNKNOWN_DIVISION = "unknown_division"
    OTHER_DIVISION = "other_division"


class InvalidPoliceOrganCodeError(ValueError):
    """The text is not the code of a police organ; `fault` says why."""

    code = "invalid_police_organ_code"

    def __init__(self, *, fault: PoliceOrganCodeFault) -> None:
        super().__init__(fault.value)
        self.fault = fault


@dataclass(frozen=True, slots=True)
class PoliceOrganCode:
    """A well-formed code; a malformed one cannot be built."""

    number: str

    def __post_init__(self) -> None:
        fault = find_police_organ_code_fault(self.number)
        if fault is not None:
            raise InvalidPoliceOrganCodeError(fault=fault)

    @property
    def division_code(self) -> str:
        """The division in the first six digits; the police tree may cut across divisions."""
        return self.number[:6]


def find_police_organ_code_fault(text: str, *, division_code: str | None = None) -> PoliceOrganCodeFault | None:
    """Return the first fault of the text, or None; with `division_code` it must begin with that code."""
    if len(text) != _LENGTH:
        return PoliceOrganCodeFault.WRONG_LENGTH
    if _DIGITS.fullmatch(text) is None:
        return PoliceOrganCodeFault.WRONG_CHARACTERS
    if not is_division_code(text[:6]):
        return PoliceOrganCodeFault.UNKNOWN_DIVISION
    if division_code is not None and not text.startswith(division_code):
        return PoliceOrganCodeFault.OTHER_DIVISION
    return None
