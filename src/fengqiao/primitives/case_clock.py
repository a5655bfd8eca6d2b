"""The clock of a public-order case (治安案件): base period, extensions, days not counted, restart.

Old rule: 公安机关办理行政案件程序规定 art. 165. New rule: the revised 治安管理处罚法, for cases filed on or
after 2026-01-01.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from fengqiao.primitives.holiday_calendar import HolidayCalendar
from fengqiao.primitives.legal_clock import REVISED_PUBLIC_ORDER_LAW_DATE, LegalBasis
from fengqiao.primitives.legal_period import (
    ExcludedSpan,
    PeriodEnd,
    end_of_counted_days,
    last_date_without,
)


class CaseClockStart(StrEnum):
    """The event that starts the clock of a case."""

    ACCEPTANCE = "acceptance"
    FILING = "filing"


class ExclusionReason(StrEnum):
    """Why days of a case are not counted."""

    FORENSIC_EXAMINATION = "forensic_examination"
    HEARING = "hearing"


@dataclass(frozen=True, slots=True)
class CaseClockRule:
    """How long a public-order case may take."""

    starts_with: CaseClockStart
    base_days: int
    extension_days: int
    extensions_allowed: int
    exclusion_reasons: frozenset[ExclusionReason]
    basis: LegalBasis
    article: str = ""


RULE_BEFORE_2026: Final = CaseClockRule(
    starts_with=CaseClockStart.ACCEPTANCE,
    base_days=30,
    extension_days=30,
    extensions_allowed=1,
    exclusion_reasons=frozenset({ExclusionReason.FORENSIC_EXAMINATION}),
    basis=LegalBasis.ADMINISTRATIVE_PROCEDURE,
    article="165",
)
RULE_FROM_2026: Final = CaseClockRule(
    starts_with=CaseClockStart.FILING,
    base_days=30,
    extension_days=30,
    extensions_allowed=2,
    exclusion_reasons=frozenset({ExclusionReason.FORENSIC_EXAMINATION, ExclusionReason.HEARING}),
    basis=LegalBasis.PUBLIC_ORDER_LAW_2025,
)


@dataclass(frozen=True, slots=True)
class Exclusion:
    """Days on which the clock of a case stands still."""

    reason: ExclusionReason
    span: ExcludedSpan


@dataclass(frozen=True, slots=True)
class CaseDates:
    """What the clock of a public-order case is computed from.

    `mediation_failed_date` is the day on which mediation failed or an agreement was not performed: the
    clock starts anew then (程序规定 art. 185), and only extensions granted since then count.
    """

    accepted_date: date
    filed_date: date
    extensions: int = 0
    exclusions: Sequence[Exclusion] = ()
    mediation_failed_date: date | None = None

    def __post_init__(self) -> None:
        if self.filed_date < self.accepted_date:
            raise ValueError(f"filed {self.filed_date}, before its acceptance {self.accepted_date}")


@dataclass(frozen=True, slots=True)
class CaseDeadline:
    """The end of a case's clock; `end` is None while an examination or hearing without end stops it."""

    rule: CaseClockRule
    start_date: date
    end: PeriodEnd | None


class ExtensionRefusal(StrEnum):
    """Why an extension may not be granted."""

    TOO_MANY_EXTENSIONS = "too_many_extensions"
    APPROVER_IS_NOT_THE_PARENT_ORGAN = "approver_is_not_the_parent_organ"
    ALREADY_OVERDUE = "already_overdue"


class TooManyExtensionsError(ValueError):
    """A case carries more extensions than its rule allows."""

    code = "too_many_extensions"


def case_clock_rule(*, filed_date: date) -> CaseClockRule:
    """Return the rule under which a case filed on that day runs to its end."""
    return RULE_FROM_2026 if filed_date >= REVISED_PUBLIC_ORDER_LAW_DATE else RULE_BEFORE_2026


def case_deadline(*, dates: CaseDates, calendar: HolidayCalendar) -> CaseDeadline:
    """Return the day by which a public-order case must be decided.

    Extensions follow each other without a gap: only the last day of all rolls over holidays. Spans whose
    reason the rule does not know are counted like any other day.
    """
    rule = case_clock_rule(filed_date=dates.filed_date)
    if dates.extensions > rule.extensions_allowed:
        raise TooManyExtensionsError(f"{dates.extensions} of {rule.extensions_allowed}")
    start_date = _start_date(rule=rule, dates=dates)
    last_date = last_date_without(
        start_date=start_date,
        days=rule.base_days + rule.extension_days * dates.extensions,
        excluded=(item.span for item in dates.exclusions if item.reason in rule.exclusion_reasons),
    )
    if last_date is None:
        return CaseDeadline(rule=rule, start_date=start_date, end=None)
    end = end_of_counted_days(last_date=last_date, rolls=True, start_date=start_date, calendar=calendar)
    return CaseDeadline(rule=rule, start_date=start_date, end=end)


def find_extension_refusal(
    *,
    dates: CaseDates,
    approving_organ_code: str,
    parent_organ_code: str,
    approved_date: date,
    calendar: HolidayCalendar,
) -> ExtensionRefusal | None:
    """Return why one more extension may not be granted, or None.

    The station's parent organ approves, so nobody at the station does, whatever the rank.
    """
    if dates.extensions >= case_clock_rule(filed_date=dates.filed_date).extensions_allowed:
        return ExtensionRefusal.TOO_MANY_EXTENSIONS
    if approving_organ_code != parent_organ_code:
        return ExtensionRefusal.APPROVER_IS_NOT_THE_PARENT_ORGAN
    end = case_deadline(dates=dates, calendar=calendar).end
    if end is not None and approved_date > end.due_date:
        return ExtensionRefusal.ALREADY_OVERDUE
    return None


def _start_date(*, rule: CaseClockRule, dates: CaseDates) -> date:
    if dates.mediation_failed_date is not None:
        return dates.mediation_failed_date
    return dates.filed_date if rule.starts_with is CaseClockStart.FILING else dates.accepted_date
