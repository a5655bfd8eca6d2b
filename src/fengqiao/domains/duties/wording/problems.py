"""What is wrong in a document, and what to do about it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext, gettext_noop

from fengqiao.domains.duties.contracts import ListProblem
from fengqiao.domains.duties.wording.condition_problems import CONDITION_PROBLEMS
from fengqiao.domains.duties.wording.trigger_problems import TRIGGER_PROBLEMS
from fengqiao.domains.duties.wording.yaml_problems import yaml_words

_NAME_IT = gettext_noop("Add it.")
PROBLEMS: Mapping[str, tuple[str, str]] = {
    **CONDITION_PROBLEMS,
    **TRIGGER_PROBLEMS,
    "syntax": (
        gettext_noop("This is not readable YAML: %(detail)s."),
        gettext_noop("Check indentation, colons and quotes here and on the line before."),
    ),
    "too_large": (
        gettext_noop("The document has more than %(limit)d characters."),
        gettext_noop("A list of duties is far shorter; check that this is the right file."),
    ),
    "alias": (
        gettext_noop("The document refers to another place of itself (“*%(name)s”)."),
        gettext_noop("Write the value out: a published list must read the same line by line."),
    ),
    "too_deep": (
        gettext_noop("The document is nested more than %(limit)d levels deep."),
        gettext_noop("No list needs that; check the brackets and the indentation."),
    ),
    "empty": (gettext_noop("The document is empty."), gettext_noop("Start from one of the shipped lists.")),
    "not_a_mapping": (
        gettext_noop("Fields were expected here, %(found)s was found."),
        gettext_noop("Write “name: value”, one per line."),
    ),
    "not_a_list": (
        gettext_noop("Several entries were expected here, %(found)s was found."),
        gettext_noop("Begin each entry with “- ”."),
    ),
    "no_entries": (gettext_noop("There is no entry here."), gettext_noop("Give at least one.")),
    "not_text": (
        gettext_noop("A text was expected here, %(found)s was found."),
        gettext_noop("Write words; put them in quotes when they hold a colon or begin with a sign."),
    ),
    "not_a_number": (
        gettext_noop("“%(value)s” is not a whole number."),
        gettext_noop("Write digits only, without quotes."),
    ),
    "out_of_range": (
        gettext_noop("%(value)s is not between %(lowest)s and %(highest)s."),
        gettext_noop("Choose a number in this range."),
    ),
    "not_a_flag": (gettext_noop("“%(value)s” is neither true nor false."), gettext_noop("Write true or false.")),
    "not_a_date": (gettext_noop("“%(value)s” is not a date."), gettext_noop("Write it as 2026-09-16.")),
    "not_a_time": (gettext_noop("“%(value)s” is not a time of day."), gettext_noop('Write it as "08:30".')),
    "not_a_code": (
        gettext_noop("“%(value)s” cannot be a code."),
        gettext_noop("Use lower-case letters, digits and underscores, beginning with a letter."),
    ),
    "missing": (gettext_noop("“%(field)s” is missing."), _NAME_IT),
    "gate": (
        gettext_noop("“%(field)s” is missing: the admission gate refuses a duty without it."),
        gettext_noop("Every duty has an owner, a basis, an estimate of minutes and a sunset date."),
    ),
    "unknown_field": (gettext_noop("“%(field)s” is not a field here."), gettext_noop("Known fields: %(known)s.")),
    "misspelt_field": (
        gettext_noop("“%(field)s” is not a field here."),
        gettext_noop("Did you mean “%(near)s”?"),
    ),
    "duplicate_field": (
        gettext_noop("“%(field)s” stands twice."),
        gettext_noop("Keep one; the other would be lost silently."),
    ),
    "unknown_word": (gettext_noop("“%(value)s” is not known here."), gettext_noop("Use one of: %(known)s.")),
    "misspelt_word": (gettext_noop("“%(value)s” is not known here."), gettext_noop("Did you mean “%(near)s”?")),
    "duplicate_number": (
        gettext_noop("The number %(number)d stands on line %(first)d already."),
        gettext_noop("Give each row its own number, and never reuse the number of a removed row."),
    ),
    "duplicate_entry": (gettext_noop("“%(value)s” stands here twice."), gettext_noop("Remove one.")),
    "sunset_before_effective": (
        gettext_noop("The duty ends on %(sunset)s, before the list takes effect on %(effective)s."),
        gettext_noop("Set a later sunset date, or leave the row out."),
    ),
    "since_after_sunset": (
        gettext_noop("The duty begins on %(since)s, after its end on %(sunset)s."),
        gettext_noop("Check both dates."),
    ),
    "one_trigger": (
        gettext_noop("A row has exactly one of every, after, when, calendar and campaign; this one has: %(found)s."),
        gettext_noop("Keep one; write a second row for a second occasion."),
    ),
    "one_comparison": (
        gettext_noop("A condition has exactly one comparison; this one has: %(found)s."),
        gettext_noop("Use one of: %(known)s."),
    ),
    "window_order": (
        gettext_noop("The window closes at %(closes)s, not after it opens at %(opens)s."),
        gettext_noop("A window lies within one day."),
    ),
    "window_too_short": (
        gettext_noop("The window has %(window)d minutes, the task needs %(minutes)d."),
        gettext_noop("Widen the window or lower the minutes."),
    ),
    "owner_cannot_answer": (
        gettext_noop("“%(value)s” cannot own a duty."),
        gettext_noop("An owner answers for the duty: name an officer's role; auxiliaries and volunteers assist."),
    ),
    "personal_fact": (
        gettext_noop("A condition looks at facts about a single person."),
        gettext_noop("Give the number of the impact assessment that opens it (impact_assessment: …)."),
    ),
    "party_kind": (
        gettext_noop("“party_kind” goes with “same: parties”, and only with it."),
        gettext_noop("Give both or neither."),
    ),
    "weekday": (
        gettext_noop("A weekday was expected."),
        gettext_noop("Write “calendar: {weekday: monday}”."),
    ),
    "repeated_days": (gettext_noop("A number of days stands twice."), gettext_noop("Each follow-up has its own day.")),
    "choices_missing": (
        gettext_noop("A choice needs its choices, and only a choice has them."),
        gettext_noop("Give “choices:” with code and words, or another kind."),
    ),
    "operator_does_not_fit": (
        gettext_noop("“%(operator)s” does not fit “%(fact)s”, which is %(kind)s."),
        gettext_noop("Use one of: %(known)s."),
    ),
    "value_does_not_fit": (
        gettext_noop("“%(value)s” is not a value of “%(fact)s”."),
        gettext_noop("Use one of: %(known)s."),
    ),
    "transfer_due_missing": (
        gettext_noop("A transfer needs “transfer_due_hours”."),
        gettext_noop("The law gives 24 hours at most for what is not ours."),
    ),
    "transfer_due_without": (
        gettext_noop("“transfer_due_hours” stands on a row that keeps the case."),
        gettext_noop("Remove it, or hand the case over."),
    ),
    "contradictory_row": (
        gettext_noop("Row %(number)d can never match: its own conditions exclude each other."),
        gettext_noop("Check the conditions on each fact."),
    ),
    "unreachable_row": (
        gettext_noop("Row %(number)d can never decide: row %(earlier)s takes every case of it first."),
        gettext_noop("Move it up, narrow the earlier row, or remove it."),
    ),
    "overlapping_rows": (
        gettext_noop("Rows %(earlier)s and %(number)d both match, and disagree, when: %(example)s."),
        gettext_noop("Narrow one of them, so that the order of rows decides nothing."),
    ),
    "no_such_day": (
        gettext_noop("Row %(number)d can never fire: its weekday does not come between its first and last day."),
        gettext_noop("Set a later sunset date, or another weekday."),
    ),
    "shadowed": (
        gettext_noop("Row %(number)d adds nothing: row %(earlier)s asks for it already, e.g. when: %(example)s."),
        gettext_noop("Remove it, or change what it asks for, when, or of whom."),
    ),
    "event_elsewhere": (
        gettext_noop("Row %(number)d can never fire: “%(event)s” does not happen to a %(subject)s."),
        gettext_noop("It happens to: %(known)s. Change subject_kind or the event."),
    ),
    "resolved_elsewhere": (
        gettext_noop("Row %(number)d is never settled so: “%(event)s” does not happen to a %(subject)s."),
        gettext_noop("It happens to: %(known)s. Change or remove resolved_when."),
    ),
    "version_order": (
        gettext_noop("Version %(version)d from %(effective)s is out of order with version %(other)d from %(since)s."),
        gettext_noop("A higher version takes effect later than a lower one."),
    ),
    "effective_in_the_past": (
        gettext_noop("The list would take effect on %(effective)s, a day that is past."),
        gettext_noop("Choose %(earliest)s or later: what was in force on a past day does not change any more."),
    ),
    "version_taken": (
        gettext_noop("Version %(version)d of this list is published already, with another text."),
        gettext_noop("Raise “version”: a published list is never changed."),
    ),
    "day_taken": (
        gettext_noop("Version %(other)d of this list takes effect on the same day."),
        gettext_noop("Choose another day in “effective_from”."),
    ),
}
FOUND = {
    "mapping": gettext_noop("a group of fields"),
    "list": gettext_noop("a list"),
    "text": gettext_noop("a text"),
    "nothing": gettext_noop("nothing"),
}


def list_problem(*, line: int, place: str, code: str, parameters: Mapping[str, Any], column: int = 0) -> ListProblem:
    """This function will word a problem in the active language. Raises KeyError for a code without words."""
    what, advice = PROBLEMS[code]
    if code == "syntax":
        parameters = {"detail": yaml_words(str(parameters["detail"]))}
    return ListProblem(line, place, gettext(what) % parameters, gettext(advice) % parameters, column)


def found_words(found: str) -> str:
    """This function will name what stood in the place of something else."""
    return gettext(FOUND[found])
