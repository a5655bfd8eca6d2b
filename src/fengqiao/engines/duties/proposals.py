"""The morning's work: which tasks a duty list asks for today, and why."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta, timezone, tzinfo
from typing import Final

from fengqiao.engines.duties.conditions import all_hold, facts_used
from fengqiao.engines.duties.contracts import (
    Completion,
    DutyList,
    DutyListNotInForceError,
    DutyRow,
    Event,
    Subject,
    SubjectKey,
    TaskProposal,
    WorkingDays,
    task_uid,
)
from fengqiao.engines.duties.history import History
from fengqiao.engines.duties.openings import (
    Opening,
    Situation,
    open_after_event,
    open_by_cycle,
    open_on_calendar,
    open_when_repeated,
)
from fengqiao.engines.duties.standing import open_campaign, open_when_true
from fengqiao.engines.duties.triggers import After, BecomesTrue, Campaign, Every, Grouping, OnCalendar, When
from fengqiao.primitives.date_span import DateSpan

CHINA_TIME: Final = timezone(timedelta(hours=8), "UTC+8")


def propose_tasks(
    *,
    duty_list: DutyList,
    subjects: Sequence[Subject],
    events: Sequence[Event],
    completions: Sequence[Completion],
    today: date,
    calendar: WorkingDays,
    school_breaks: Sequence[DateSpan] = (),
    zone: tzinfo = CHINA_TIME,
) -> list[TaskProposal]:
    """Return every task that is open today under the list, each with row, version, facts and reason.

    The answer depends on nothing but the arguments, and its order only on row, subject and identity.
    A task keeps its `uid` on every day on which it is proposed, so that storing it twice is impossible.
    A row whose sunset has passed asks for nothing. A condition over a fact that is not known does not
    hold. Events need to reach back as far as the longest `within_days` and follow-up of the list.

    Raises DutyListNotInForceError before the list's first day, InvalidIdentityError on an unusable id.
    """
    if today < duty_list.effective_from:
        raise DutyListNotInForceError(f"{duty_list.code} takes effect on {duty_list.effective_from}")
    by_kind: dict[str, dict[SubjectKey, Subject]] = defaultdict(dict)
    for subject in subjects:
        by_kind[subject.kind][subject.key] = subject
    history = History(events=events, completions=completions, zone=zone)
    proposals: list[TaskProposal] = []
    for row in duty_list.rows:
        if row.sunset_date < today:
            continue
        situation = Situation(
            row=row,
            subjects=_meeting_conditions(row, by_kind.get(row.subject_kind, {})),
            history=history,
            row_history=history.row_history(row),
            today=today,
            in_force_from=row.since_date or duty_list.effective_from,
            calendar=calendar,
            school_breaks=school_breaks,
        )
        proposals.extend(_proposals_of_row(duty_list, situation))
    return sorted(proposals, key=lambda task: (task.row_number, task.subject.key, task.uid))


def _meeting_conditions(row: DutyRow, subjects: Mapping[SubjectKey, Subject]) -> Mapping[SubjectKey, Subject]:
    if not row.conditions:
        return subjects
    return {key: subject for key, subject in subjects.items() if all_hold(row.conditions, subject.facts)}


def _openings(situation: Situation) -> Iterator[Opening]:
    trigger = situation.row.trigger
    match trigger:
        case Every():
            return open_by_cycle(situation, trigger)
        case After():
            return open_after_event(situation, trigger)
        case When():
            return open_when_repeated(situation, trigger)
        case OnCalendar():
            return open_on_calendar(situation, trigger)
        case BecomesTrue():
            return open_when_true(situation, trigger)
        case Campaign():
            return open_campaign(situation, trigger)


def _proposals_of_row(duty_list: DutyList, situation: Situation) -> Iterator[TaskProposal]:
    for opening in _openings(situation):
        if _is_open(opening, situation):
            uid = task_uid(
                subject=opening.subject.key,
                event=opening.event,
                list_code=duty_list.code,
                row_number=situation.row.number,
            )
            if not situation.history.is_done(uid):
                yield _proposal(uid, duty_list, situation.row, opening)


def _is_open(opening: Opening, situation: Situation) -> bool:
    today = situation.today
    if opening.opens_date > today or (opening.closes_date is not None and opening.closes_date < today):
        return False
    trigger = situation.row.trigger
    if isinstance(trigger, When) and trigger.grouping is Grouping.PARTIES:
        return True  # each pair is answered for itself: the opening has looked
    done = situation.row_history.done_since(opening.subject.key, since=opening.opens_date, until=today)
    return not done


def _proposal(uid: str, duty_list: DutyList, row: DutyRow, opening: Opening) -> TaskProposal:
    return TaskProposal(
        uid=uid,
        list_code=duty_list.code,
        list_version=duty_list.version,
        row_number=row.number,
        subject=opening.subject,
        kind=row.task_kind,
        owner_role=row.owner_role,
        opens_date=opening.opens_date,
        due_date=opening.due_date,
        closes_date=opening.closes_date,
        opens_minute=row.window.opens_minute,
        closes_minute=row.window.closes_minute,
        minutes=row.template.minutes,
        officers_needed=row.template.officers_needed,
        priority=row.priority,
        mandatory=row.mandatory,
        reason=opening.reason,
        facts_used=facts_used(row.requirements, opening.subject.facts),
    )
