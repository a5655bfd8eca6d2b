"""The preview of a list says on which days its rows of the calendar ask, by the calendar of the unit."""

from __future__ import annotations

import datetime

from tests.stage import COUNTY, DAY, Stage

from fengqiao.domains.duties.contracts import ListPreview
from fengqiao.domains.duties.public import shipped_documents
from fengqiao.domains.duties.queries.preview import preview_document
from fengqiao.domains.organisation.contracts.calendar import NewSchoolBreak
from fengqiao.domains.organisation.public import enter_school_break
from fengqiao.foundation.calendar.contracts import BreakKind
from fengqiao.foundation.scoping.contracts import SYSTEM
from fengqiao.primitives.date_span import DateSpan

PREVENTION = shipped_documents(effective_from=DAY)["prevention_duty_list"]
GATE_ROWS = (4, 5)
FIRST, LAST = DAY, DAY + datetime.timedelta(days=40)


def preview(stage: Stage, document: str = PREVENTION) -> ListPreview:
    return preview_document(actor=stage.actor("county_staff"), document=document, unit_code=COUNTY)


def test_a_row_of_school_days_asks_in_summer_too_until_a_break_is_entered_and_the_preview_says_so(stage: Stage) -> None:
    before = {one.row.number: one for one in preview(stage).calendar_rows}
    assert all(before[number].are_breaks_missing for number in GATE_ROWS)
    assert before[4].next_days[0] == DAY
    entry = NewSchoolBreak(COUNTY, BreakKind.OTHER, FIRST, LAST, "校历")
    enter_school_break(actor=SYSTEM, entry=entry)
    after = {one.row.number: one for one in preview(stage).calendar_rows}
    assert not any(after[number].are_breaks_missing for number in GATE_ROWS)
    assert after[4].next_days[0] == LAST + datetime.timedelta(days=1)
    assert after[4].breaks == (DateSpan(FIRST, LAST),)
    assert 20 < before[4].count - after[4].count <= 29


def test_a_row_that_ends_soon_asks_no_longer_than_it_lives(stage: Stage) -> None:
    document = PREVENTION.replace("sunset: 2027-12-31", "sunset: 2026-09-18")
    rows = {one.row.number: one for one in preview(stage, document).calendar_rows}
    assert (rows[4].count, rows[4].to_date) == (3, datetime.date(2026, 9, 18))


def test_a_list_without_rows_of_the_calendar_says_nothing_of_it(stage: Stage) -> None:
    document = shipped_documents(effective_from=DAY)["negative_list"]
    assert preview(stage, document).calendar_rows == ()
