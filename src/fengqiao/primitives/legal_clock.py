"""The legal clocks of a police station: a dated table of rules, and the arithmetic over it.

A rule is found by the day on which the case was filed (or the act that starts the clock was done), so that
an old case keeps its old rule. The clock of a public-order case itself is in `case_clock`.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Final

from fengqiao.primitives.holiday_calendar import HolidayCalendar
from fengqiao.primitives.legal_period import (
    CHINA_TIME,
    LegalPeriod,
    PeriodEnd,
    PeriodUnit,
    end_of_period,
    last_counted_date,
)

# First day of the revised 治安管理处罚法 (adopted 2025-06-27).
REVISED_PUBLIC_ORDER_LAW_DATE: Final = date(2026, 1, 1)


class ClockCode(StrEnum):
    """The clocks, each with the event that starts it."""

    ACCEPTANCE_REVIEW = "acceptance_review"  # from the report
    ACCEPTANCE_REVIEW_COMPLEX = "acceptance_review_complex"
    CRIMINAL_FILING_REVIEW = "criminal_filing_review"  # from acceptance
    CRIMINAL_FILING_REVIEW_VERIFYING = "criminal_filing_review_verifying"
    CRIMINAL_FILING_REVIEW_APPROVED = "criminal_filing_review_approved"
    NO_FILING_NOTICE = "no_filing_notice"  # from the decision not to file
    TRANSFER = "transfer"  # from the finding that the matter is not ours
    EXPEDITED_DECISION = "expedited_decision"  # from the person's arrival
    INQUIRY = "inquiry"  # from the person's arrival
    INQUIRY_MANY_OR_UNKNOWN = "inquiry_many_or_unknown"
    INQUIRY_DETENTION_POSSIBLE = "inquiry_detention_possible"
    RECUSAL_DECISION = "recusal_decision"  # from the application
    SECOND_MEDIATION = "second_mediation"  # from the first mediation
    PENALTY_SERVICE = "penalty_service"  # from the decision, when the person is absent
    ON_THE_SPOT_REPORT = "on_the_spot_report"  # from the decision on the spot
    FINE_PAYMENT = "fine_payment"  # from the receipt of the decision
    COLLECTED_FINE_HANDOVER = "collected_fine_handover"  # from the collection on the spot
    TIME_BAR = "time_bar"  # from the act, or its end if it continued
    JUDICIAL_CONFIRMATION = "judicial_confirmation"  # from the agreement's taking effect


class LegalBasis(StrEnum):
    """The instruments that the rules stand on."""

    ADMINISTRATIVE_PROCEDURE = "公安机关办理行政案件程序规定"
    CRIMINAL_PROCEDURE = "公安机关办理刑事案件程序规定"
    ACCEPTANCE_REFORM = "公安部关于改革完善受案立案制度的意见"
    ADMINISTRATIVE_PENALTY_LAW = "行政处罚法"
    PUBLIC_ORDER_LAW_2012 = "治安管理处罚法（2012年修正）"
    PUBLIC_ORDER_LAW_2025 = "治安管理处罚法（2025年修订）"
    PEOPLES_MEDIATION_LAW = "人民调解法"


@dataclass(frozen=True, slots=True)
class ClockRule:
    """One row of the table: the period of a clock for cases filed from one day up to another.

    `article` is empty where the instrument has not been read article by article.
    """

    code: ClockCode
    period: LegalPeriod
    basis: LegalBasis
    article: str = ""
    filed_from_date: date | None = None
    filed_before_date: date | None = None

    def applies_on(self, day: date) -> bool:
        """Tell whether a case filed on that day runs under this rule."""
        if self.filed_from_date is not None and day < self.filed_from_date:
            return False
        return self.filed_before_date is None or day < self.filed_before_date


class NoClockRuleError(LookupError):
    """No rule, or more than one, is laid down for the clock on that day."""

    code = "no_clock_rule"


def _hours(length: int) -> LegalPeriod:
    # Urgent limits run by the clock, holidays or not.
    return LegalPeriod(length=length, unit=PeriodUnit.HOURS, rolls=False)


def _days(length: int) -> LegalPeriod:
    return LegalPeriod(length=length, unit=PeriodUnit.DAYS)


def _working_days(length: int) -> LegalPeriod:
    return LegalPeriod(length=length, unit=PeriodUnit.WORKING_DAYS)


_ADMINISTRATIVE: Final = LegalBasis.ADMINISTRATIVE_PROCEDURE
_CRIMINAL: Final = LegalBasis.CRIMINAL_PROCEDURE
_REFORM: Final = LegalBasis.ACCEPTANCE_REFORM

CLOCK_RULES: Final[tuple[ClockRule, ...]] = (
    ClockRule(ClockCode.ACCEPTANCE_REVIEW, _hours(24), _REFORM),
    ClockRule(ClockCode.ACCEPTANCE_REVIEW_COMPLEX, _days(3), _REFORM),
    ClockRule(ClockCode.CRIMINAL_FILING_REVIEW, _days(3), _REFORM),
    ClockRule(ClockCode.CRIMINAL_FILING_REVIEW_VERIFYING, _days(7), _REFORM),
    ClockRule(ClockCode.CRIMINAL_FILING_REVIEW_APPROVED, _days(30), _REFORM),
    ClockRule(ClockCode.NO_FILING_NOTICE, _days(3), _CRIMINAL, "178"),
    ClockRule(ClockCode.TRANSFER, _hours(24), _ADMINISTRATIVE, "61"),
    ClockRule(ClockCode.EXPEDITED_DECISION, _hours(48), _ADMINISTRATIVE, "47"),
    ClockRule(ClockCode.INQUIRY, _hours(8), _ADMINISTRATIVE, "69"),
    ClockRule(
        ClockCode.INQUIRY_MANY_OR_UNKNOWN,
        _hours(12),
        LegalBasis.PUBLIC_ORDER_LAW_2025,
        filed_from_date=REVISED_PUBLIC_ORDER_LAW_DATE,
    ),
    ClockRule(ClockCode.INQUIRY_DETENTION_POSSIBLE, _hours(24), _ADMINISTRATIVE, "69"),
    # Periods of two, three, five and seven days of penalty law are working days (行政处罚法 art. 85).
    ClockRule(ClockCode.RECUSAL_DECISION, _working_days(2), _ADMINISTRATIVE, "21"),
    ClockRule(ClockCode.SECOND_MEDIATION, _working_days(7), _ADMINISTRATIVE, "183"),
    ClockRule(ClockCode.PENALTY_SERVICE, _working_days(2), _ADMINISTRATIVE, "36"),
    ClockRule(ClockCode.ON_THE_SPOT_REPORT, _hours(24), _ADMINISTRATIVE, "39"),
    ClockRule(ClockCode.FINE_PAYMENT, _days(15), _ADMINISTRATIVE, "214"),
    ClockRule(ClockCode.COLLECTED_FINE_HANDOVER, _working_days(2), _ADMINISTRATIVE, "216"),
    # The bar protects the person; it is no period for an act of the police, so a holiday does not move it.
    ClockRule(
        ClockCode.TIME_BAR,
        LegalPeriod(length=6, unit=PeriodUnit.MONTHS, rolls=False),
        _ADMINISTRATIVE,
        "154",
    ),
    ClockRule(ClockCode.JUDICIAL_CONFIRMATION, _days(30), LegalBasis.PEOPLES_MEDIATION_LAW, "33"),
)


@dataclass(frozen=True, slots=True)
class Deadline:
    """The end of a clock together with the rule that it follows."""

    rule: ClockRule
    end: PeriodEnd

    @property
    def due_at(self) -> datetime:
        """The moment before which to act."""
        return self.end.due_at

    @property
    def due_date(self) -> date:
        """The last day on which to act."""
        return self.end.due_date


def find_clock_rule(*, code: ClockCode, filed_date: date, rules: Iterable[ClockRule] = CLOCK_RULES) -> ClockRule:
    """Return the rule of a clock for a case filed on that day, or raise `NoClockRuleError`."""
    found = [rule for rule in rules if rule.code is code and rule.applies_on(filed_date)]
    if len(found) != 1:
        raise NoClockRuleError(f"{len(found)} rules for {code} on {filed_date.isoformat()}")
    return found[0]


def deadline_of(
    *,
    code: ClockCode,
    starts_at: datetime,
    calendar: HolidayCalendar,
    filed_date: date | None = None,
    rules: Iterable[ClockRule] = CLOCK_RULES,
) -> Deadline:
    """Return when a clock that starts at an aware moment runs out.

    `filed_date` chooses the rule; without a filing the day of the start does.
    """
    if filed_date is None:
        filed_date = starts_at.astimezone(CHINA_TIME).date()
    rule = find_clock_rule(code=code, filed_date=filed_date, rules=rules)
    return Deadline(rule=rule, end=end_of_period(period=rule.period, starts_at=starts_at, calendar=calendar))


def is_time_barred(*, act_ended_date: date, discovered_date: date, calendar: HolidayCalendar) -> bool:
    """Tell whether an act came to the notice of the police too late to be punished."""
    rule = find_clock_rule(code=ClockCode.TIME_BAR, filed_date=discovered_date)
    last_date = last_counted_date(period=rule.period, start_date=act_ended_date, calendar=calendar)
    return discovered_date > last_date
