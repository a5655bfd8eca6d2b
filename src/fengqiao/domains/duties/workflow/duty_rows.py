"""Rows of a duty list: the admission gate in small, and the row as the engine and as people read it."""

from __future__ import annotations

import datetime
from typing import Final

import yaml

from fengqiao.domains.accounts.contracts import Role
from fengqiao.domains.duties.contracts import RowRecord, Text
from fengqiao.domains.duties.wording.conditions import condition_words
from fengqiao.domains.duties.wording.languages import in_both
from fengqiao.domains.duties.wording.triggers import clock_of, resolved_words, trigger_words, window_words
from fengqiao.domains.duties.workflow.expressions import EXPRESSION, expression_text, read_requirements
from fengqiao.domains.duties.workflow.problem_list import ProblemList
from fengqiao.domains.duties.workflow.sections import Section
from fengqiao.domains.duties.workflow.triggers import TRIGGERS, note_what_does_not_fit, read_trigger
from fengqiao.domains.duties.workflow.vocabulary import EVENT_TYPES, OWNERS, RESIDENT, SUBJECT_TYPES
from fengqiao.engines.duties.conditions import Requirement
from fengqiao.engines.duties.contracts import (
    HIGHEST_PRIORITY,
    LOWEST_PRIORITY,
    MINUTES_PER_DAY,
    DutyRow,
    ResolvedWhen,
    TaskTemplate,
    Window,
)
from fengqiao.engines.duties.triggers import BecomesTrue, Trigger

ROW_FIELDS: Final = (
    *("number", "duty", "clause", "basis", "owner_role", "subject_kind", *TRIGGERS, EXPRESSION, "conditions"),
    *("impact_assessment", "window", "template", "priority", "mandatory", "resolved_when", "since", "sunset"),
)
GATE: Final = ("owner_role", "basis", "sunset")
MOST_ROWS: Final = 999
MOST_OFFICERS: Final = 20
LONGEST_WINDOW_DAYS: Final = 366
USUAL_PRIORITY: Final = 3


def read_duty_row(
    *,
    node: yaml.Node,
    place: str,
    problems: ProblemList,
    effective_from: datetime.date | None,
    is_campaign: bool = False,
) -> tuple[DutyRow, RowRecord] | None:
    """This function will read one row; with any problem in it there is no row."""
    known = len(problems)
    section = Section(node=node, place=place, problems=problems, known=ROW_FIELDS)
    section.require("number", "duty", "clause", "subject_kind", "template")
    section.require(*GATE, code="gate")
    number = section.whole("number", lowest=1, highest=MOST_ROWS)
    duty, clause = section.both("duty"), section.text("clause")
    template = _read_template(section)
    window = _read_window(section, template)
    owner, subject_kind = _read_owner(section), section.word("subject_kind", SUBJECT_TYPES)
    trigger = read_trigger(section, subject_kind, is_campaign=is_campaign)
    conditions = _read_row_conditions(section, subject_kind, trigger)
    resolved = _read_resolved(section)
    priority = section.whole("priority", lowest=HIGHEST_PRIORITY, highest=LOWEST_PRIORITY, default=USUAL_PRIORITY)
    dates = _read_dates(section, effective_from)
    note_what_does_not_fit(section, trigger, window, dates[1])
    basis, is_mandatory = section.text("basis"), section.flag("mandatory")
    if len(problems) > known or number is None or template is None or trigger is None or dates[1] is None:
        return None
    row = DutyRow(
        number=number,
        duty=duty.zh,
        basis=basis,
        owner_role=owner,
        subject_kind=subject_kind,
        trigger=trigger,
        template=template,
        sunset_date=dates[1],
        conditions=conditions,
        window=window,
        priority=priority or USUAL_PRIORITY,
        mandatory=is_mandatory,
        resolved_when=resolved,
        since_date=dates[0],
    )
    expression = expression_text(section, conditions)
    return row, _for_people(row, duty, clause, section.text("impact_assessment"), expression)


def _read_owner(section: Section) -> str:
    owner = section.text("owner_role")
    if owner and owner not in OWNERS and owner in set(Role):
        section.note("owner_role", "owner_cannot_answer", value=owner)
        return ""
    return section.word("owner_role", OWNERS)


def _read_template(section: Section) -> TaskTemplate | None:
    template = section.section("template", ("steps", "evidence", "minutes", "officers", "skills"))
    if template is None:
        return None
    template.require("steps", "evidence")
    template.require("minutes", code="gate")
    steps, evidence = template.texts("steps"), template.texts("evidence")
    minutes = template.whole("minutes", lowest=1, highest=MINUTES_PER_DAY)
    officers = template.whole("officers", lowest=1, highest=MOST_OFFICERS, default=1)
    if not steps or not evidence or minutes is None or officers is None:
        return None
    return TaskTemplate(steps, evidence, minutes, officers, template.texts("skills"))


def _read_window(row: Section, template: TaskTemplate | None) -> Window:
    section = row.section("window", ("opens", "closes", "due_days", "lapse_days"))
    if section is None:
        return Window()
    opens, closes = section.minute("opens", 0), section.minute("closes", MINUTES_PER_DAY)
    due = section.whole("due_days", lowest=0, highest=LONGEST_WINDOW_DAYS, default=0)
    lapse = section.whole("lapse_days", lowest=0, highest=LONGEST_WINDOW_DAYS)
    if closes <= opens:
        section.note("closes", "window_order", opens=clock_of(opens), closes=clock_of(closes))
        return Window()
    if template is not None and closes - opens < template.minutes:
        section.note("closes", "window_too_short", window=closes - opens, minutes=template.minutes)
    return Window(opens, closes, due or 0, lapse)


def _read_row_conditions(section: Section, subject_kind: str, trigger: Trigger | None) -> tuple[Requirement, ...]:
    conditions = read_requirements(section, "conditions", types=SUBJECT_TYPES.get(subject_kind, {}))
    assessment = section.text("impact_assessment")
    becomes = isinstance(trigger, BecomesTrue)
    if subject_kind == RESIDENT and (conditions or becomes) and not assessment:
        field = EXPRESSION if EXPRESSION in section else "conditions"
        section.note(field if conditions else "when", "personal_fact")
    return conditions


def _read_resolved(row: Section) -> ResolvedWhen | None:
    section = row.section("resolved_when", ("event", EXPRESSION, "conditions"))
    if section is None:
        return None
    section.require("event")
    event = section.word("event", EVENT_TYPES)
    conditions = read_requirements(section, "conditions", types=EVENT_TYPES.get(event, {}))
    return ResolvedWhen(event, conditions) if event else None


def _read_dates(
    section: Section, effective_from: datetime.date | None
) -> tuple[datetime.date | None, datetime.date | None]:
    since, sunset = section.day("since"), section.day("sunset")
    if sunset and effective_from and sunset < effective_from:
        section.note("sunset", "sunset_before_effective", sunset=sunset, effective=effective_from)
    if since and sunset and since > sunset:
        section.note("since", "since_after_sunset", since=since, sunset=sunset)
    return since, sunset


def _for_people(row: DutyRow, duty: Text, clause: str, impact_assessment: str, expression: str) -> RowRecord:
    return RowRecord(
        number=row.number,
        duty=duty,
        clause=clause,
        basis=row.basis,
        owner_role=row.owner_role,
        subject_kind=row.subject_kind,
        trigger=in_both(lambda: trigger_words(row.trigger, subject_kind=row.subject_kind)),
        minutes=row.template.minutes,
        officers_needed=row.template.officers_needed,
        skills=row.template.skills,
        steps=row.template.steps,
        evidence=row.template.evidence,
        priority=row.priority,
        mandatory=row.mandatory,
        sunset_date=row.sunset_date,
        since_date=row.since_date,
        conditions=in_both(lambda: condition_words(row.conditions)),
        window=in_both(lambda: window_words(row.window, row.trigger)),
        resolved_when=in_both(lambda: resolved_words(row.resolved_when)),
        impact_assessment=impact_assessment,
        expression=expression,
    )
