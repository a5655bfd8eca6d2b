"""The admission gate: what a sound document still may not ask for, and what it asks for a second time.

It guards drafts and installations only. A list that was published before a rule of the gate existed is still read.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from fengqiao.domains.duties.contracts import DuplicateRow, DutyListInForce, ListProblem, RowRecord
from fengqiao.domains.duties.wording.conditions import case_words, condition_words
from fengqiao.domains.duties.wording.fields import name_of_fact
from fengqiao.domains.duties.wording.names import EVENT_KINDS, SUBJECT_KINDS, name_of
from fengqiao.domains.duties.workflow.documents import ParsedList
from fengqiao.domains.duties.workflow.problem_list import ProblemList
from fengqiao.domains.duties.workflow.vocabulary import EVENT_SUBJECTS, EVENT_TYPES, SUBJECT_TYPES
from fengqiao.engines.duties.admission import (
    AdmissionFinding,
    alike,
    alike_within,
    check_rows,
    find_contradiction,
)
from fengqiao.engines.duties.cases import TooEntangledError
from fengqiao.engines.duties.conditions import FactValue, Requirement
from fengqiao.engines.duties.contracts import DutyRow
from fengqiao.engines.duties.triggers import After, Campaign, When

Requirements = Sequence[Requirement]


def admission_problems(parsed: ParsedList) -> tuple[ListProblem, ...]:
    """This function will note each row that can never fire, is shadowed, or is settled by what never happens."""
    problems = ProblemList()
    if parsed.duty_list is None or parsed.remarks:
        return parsed.remarks
    for finding in check_rows(rows=parsed.duty_list.rows, types=SUBJECT_TYPES, effective_from=parsed.effective_from):
        _note_finding(problems, parsed, finding)
    for row in parsed.duty_list.rows:
        _note_events(problems, parsed, row)
    return problems.in_order()


def duplicates_of(parsed: ParsedList, *, beside: Sequence[DutyListInForce]) -> tuple[DuplicateRow, ...]:
    """This function will show each row that resembles another of its list, or of the lists in force beside it."""
    if parsed.duty_list is None:
        return ()
    rows = {row.number: row for row in parsed.rows}
    found = [
        DuplicateRow(rows[one.row_number], parsed.title, parsed.version, rows[one.other_number], one.evidence)
        for one in alike_within(rows=parsed.duty_list.rows, types=SUBJECT_TYPES)
    ]
    for other in beside:
        if other.record.code != parsed.code:
            found.extend(_alike_in(parsed, rows, other))
    return tuple(found)


def _alike_in(parsed: ParsedList, rows: dict[int, RowRecord], other: DutyListInForce) -> Iterator[DuplicateRow]:
    assert parsed.duty_list is not None
    for one in alike(rows=parsed.duty_list.rows, others=other.duty_list.rows, types=SUBJECT_TYPES):
        yield DuplicateRow(
            rows[one.row_number], other.record.title, other.record.version, other.row(one.other_number), one.evidence
        )


def _note_events(problems: ProblemList, parsed: ParsedList, row: DutyRow) -> None:
    if isinstance(row.trigger, After | When):
        _note_trigger(problems, parsed, row, row.trigger)
    if isinstance(row.trigger, Campaign) and row.trigger.first_date < parsed.effective_from:
        dates = {"first": row.trigger.first_date, "effective": parsed.effective_from}
        _note(problems, parsed, row.number, "starts_before_effective", **dates)
    resolved = row.resolved_when
    if resolved is not None:
        kind = resolved.event_kind
        _note_event(problems, parsed, row.number, "resolved_elsewhere", event=kind, subject_kind=row.subject_kind)
        _note_conditions(
            problems, parsed, row.number, event=kind, requirements=resolved.event_conditions, code="settles_never"
        )


def _note_trigger(problems: ProblemList, parsed: ParsedList, row: DutyRow, trigger: After | When) -> None:
    kind = trigger.event_kind
    parties = trigger.party_kind if isinstance(trigger, When) else ""
    for subject_kind in dict.fromkeys((row.subject_kind, parties or row.subject_kind)):
        _note_event(problems, parsed, row.number, "event_elsewhere", event=kind, subject_kind=subject_kind)
    _note_conditions(problems, parsed, row.number, event=kind, requirements=trigger.event_conditions, code="never_true")


def _note_event(
    problems: ProblemList, parsed: ParsedList, number: int, code: str, *, event: str, subject_kind: str
) -> None:
    known = EVENT_SUBJECTS[event]
    if subject_kind not in known:
        _note(
            problems,
            parsed,
            number,
            code,
            event=name_of(event, EVENT_KINDS),
            subject=name_of(subject_kind, SUBJECT_KINDS),
            known=", ".join(name_of(one, SUBJECT_KINDS) for one in sorted(known)),
        )


def _note_conditions(
    problems: ProblemList, parsed: ParsedList, number: int, *, event: str, requirements: Requirements, code: str
) -> None:
    """Note the conditions of an event that no such event can meet."""
    try:
        found = find_contradiction(requirements=requirements, types=EVENT_TYPES.get(event, {}))
    except TooEntangledError:
        _note(problems, parsed, number, "too_entangled")
        return
    if found is not None:
        words = _contradiction_words(found.fact, found.case, found.failing)
        _note(problems, parsed, number, code if found.fact else f"{code}_together", **words)


def _note(problems: ProblemList, parsed: ParsedList, number: int, code: str, /, **parameters: object) -> None:
    problems.add(parsed.row_lines[number], f"rows (number {number})", code, number=number, **parameters)


def _note_finding(problems: ProblemList, parsed: ParsedList, finding: AdmissionFinding) -> None:
    code, number = finding.fault.value, finding.row_number
    if finding.failing is not None:
        words = _contradiction_words(finding.fact, finding.example or {}, finding.failing)
        _note(problems, parsed, number, code if finding.fact else f"{code}_together", **words)
    else:
        _note(problems, parsed, number, code, earlier=finding.earlier, example=_case_words(finding.example or {}))


def _contradiction_words(fact: str, case: Mapping[str, FactValue], failing: Requirement) -> dict[str, object]:
    return {"fact": name_of_fact(fact), "example": _case_words(case), "failing": condition_words([failing])}


def _case_words(case: Mapping[str, FactValue]) -> str:
    return case_words(case) or "–"
