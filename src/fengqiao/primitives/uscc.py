"""Unified social credit codes of organisations (GB 32100)."""

import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

_LENGTH: Final = 18
# GB 32100 leaves out I, O, S, V and Z, which are mistaken for digits.
_ALPHABET: Final = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_VALUES: Final = {character: value for value, character in enumerate(_ALPHABET)}
_MODULUS: Final = 31
_WEIGHTS: Final = tuple(pow(3, position, _MODULUS) for position in range(_LENGTH - 1))


class UsccFault(StrEnum):
    """Why a text is not a unified social credit code; the first fault found, in this order."""

    WRONG_LENGTH = "wrong_length"
    WRONG_CHARACTERS = "wrong_characters"
    WRONG_CHECK_CHARACTER = "wrong_check_character"


class InvalidUsccError(ValueError):
    """The text is not a unified social credit code; `fault` says why."""

    code = "invalid_uscc"

    def __init__(self, *, fault: UsccFault) -> None:
        super().__init__(fault.value)
        self.fault = fault


@dataclass(frozen=True, slots=True)
class Uscc:
    """A valid code in normal form; an invalid one cannot be built. Build it with `parse_uscc`."""

    number: str

    def __post_init__(self) -> None:
        fault = _fault_in_normal_form(self.number)
        if fault is not None:
            raise InvalidUsccError(fault=fault)


def normalise_uscc(text: str) -> str:
    """Return the text without spaces around it, full-width characters narrowed and letters raised."""
    return unicodedata.normalize("NFKC", text).strip().upper()


def parse_uscc(text: str) -> Uscc:
    """Return the code in the text, or raise `InvalidUsccError` with its first fault."""
    return Uscc(normalise_uscc(text))


def find_uscc_fault(text: str) -> UsccFault | None:
    """Return the first fault of the text, or None if it is a valid code."""
    return _fault_in_normal_form(normalise_uscc(text))


def uscc_check_character(first_seventeen: str) -> str:
    """Return the 18th character that belongs to seventeen characters of the alphabet."""
    total = sum(weight * _VALUES[c] for weight, c in zip(_WEIGHTS, first_seventeen, strict=True))
    return _ALPHABET[(_MODULUS - total % _MODULUS) % _MODULUS]


def _fault_in_normal_form(number: str) -> UsccFault | None:
    if len(number) != _LENGTH:
        return UsccFault.WRONG_LENGTH
    if any(character not in _VALUES for character in number):
        return UsccFault.WRONG_CHARACTERS
    if uscc_check_character(number[:-1]) != number[-1]:
        return UsccFault.WRONG_CHECK_CHARACTER
    return None
