"""A report of ours as the letter that goes to the body which handles it, and that body's answer as ours."""

from __future__ import annotations

import datetime
import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum

from fengqiao.domains.cases.contracts import ReportRecord

LANGUAGE_OF_LETTERS = "zh-hans"
"""In which bodies write to each other, whatever language the process was in."""


@dataclass(frozen=True, slots=True)
class TransferLetter:
    """What the other body gets: what it needs to take over, and no telephone number nor anything of the register."""

    report_number: str
    receipt_number: str
    body: str
    body_name: str
    text: str
    address_text: str
    property_taken: str
    urgent_measures: str
    reason: str
    transferred_at: datetime.datetime

    @property
    def digest(self) -> str:
        """The letter's SHA-256: what was sent can be shown later to be this and nothing else."""
        content = json.dumps(asdict(self), default=str, ensure_ascii=False, sort_keys=True)
        return hashlib.sha256(content.encode()).hexdigest()


class LetterRefusedError(Exception):
    """The other body does not take a letter in which something is missing."""

    code = "letter_refused"

    def __init__(self, missing: Sequence[str]) -> None:
        super().__init__(f"the letter lacks {', '.join(missing)}")
        self.missing = tuple(missing)


class Verdict(StrEnum):
    """The other body's own words for what it decided."""

    TAKEN = "受理"
    SENT_BACK = "退回"


IS_ACCEPTED: Mapping[Verdict, bool] = {Verdict.TAKEN: True, Verdict.SENT_BACK: False}


@dataclass(frozen=True, slots=True)
class BodyAnswer:
    """`from_whom` names who answered, as the timeline will show it."""

    verdict: Verdict
    from_whom: str
    reason: str = ""


def letter_of(*, report: ReportRecord, transferred_at: datetime.datetime) -> TransferLetter:
    """This function will write the letter in the language of the record: read it in LANGUAGE_OF_LETTERS."""
    return TransferLetter(
        report_number=report.number,
        receipt_number=report.receipt_number,
        body=report.handler,
        body_name=report.handler_text or report.handler,
        text=report.text,
        address_text=report.address_text,
        property_taken=report.property_taken,
        urgent_measures=report.urgent_measures,
        reason=report.reason_text,
        transferred_at=transferred_at,
    )
