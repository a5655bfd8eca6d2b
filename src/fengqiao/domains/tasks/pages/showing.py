"""How a task is shown: its why, the link to its row, its lamp."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.contrib import messages
from django.urls import NoReverseMatch, reverse
from django.utils.formats import date_format
from django.utils.translation import gettext, ngettext

from fengqiao.domains.duties.contracts import RowRecord
from fengqiao.domains.tasks.contracts import OPEN_STATES, DayItem, TaskRecord, TaskState
from fengqiao.domains.tasks.forms import DayForm, new_client_id
from fengqiao.domains.tasks.public import list_titles, row_of
from fengqiao.domains.tasks.wording import fact_pair, kind_text, outside_facts, state_text
from fengqiao.foundation.clock.clock import today
from fengqiao.foundation.design.moments import day_words, minute_clock_words
from fengqiao.foundation.scoping.requests import FengqiaoRequest

DAYS_OF_WEEK = 7
WHOLE_DAY = (0, 24 * 60)
NAVIGATION = "geo:{latitude},{longitude}?q={latitude},{longitude}"
"""Opens whatever map application the phone has; nothing is loaded from outside."""


@dataclass(frozen=True, slots=True)
class ShownTask:
    """A task with what a template needs beside it."""

    task: TaskRecord
    item: DayItem | None = None
    left_out_reason: str = ""
    row: RowRecord | None = None
    list_title: str = ""
    broken: str = ""
    """In words, what its place in the day breaks."""
    carried: int = 0
    """On how many days before it was left out."""
    of_staff: int | None = None
    """Whose day it is shown in; None outside of a day."""

    @property
    def is_along(self) -> bool:
        """Whether whoever's day this is comes along to somebody else's work."""
        return self.of_staff is not None and self.of_staff != self.task.staff_id

    @property
    def together(self) -> str:
        """Who goes there together: whom one accompanies, or who comes along."""
        if self.task.officers_needed == 1:
            return ""
        if self.is_along:
            words = gettext("came along with %(who)s") if self.is_done else gettext("along with %(who)s, who leads")
            return words % {"who": self.task.staff_name}
        if not self.task.companion_names:
            return gettext("two officers") if self.of_staff is None or not self.item else gettext("alone")
        names = "、".join(self.task.companion_names)
        words = gettext("with %(who)s") if self.is_done else gettext("%(who)s comes along")
        return words % {"who": names}

    @property
    def act_id(self) -> str:
        """A name for the next act on it, so that a form sent twice is one act."""
        return new_client_id()

    @property
    def hours(self) -> str:
        """The window, not only the due day: from when to when, and until which day."""
        first, last = self.task.opens_minute, self.task.closes_minute
        if (first, last) == WHOLE_DAY:
            return gettext("any hour")
        return f"{minute_clock_words(minute=first)}–{minute_clock_words(minute=last)}"

    @property
    def until(self) -> str:
        """The last day in words: today, Friday, 30 Sep."""
        last = self.task.closes_date or max(self.task.due_date, today())
        days = (last - today()).days
        if days <= 0:
            return gettext("until today") if days == 0 else gettext("until %(day)s") % {"day": day_words(moment=last)}
        named = date_format(last, "l") if days < DAYS_OF_WEEK else day_words(moment=last)
        return gettext("until %(day)s") % {"day": named}

    @property
    def carried_words(self) -> str:
        """How long it has been left out."""
        return ngettext("left out on %(days)d day before", "left out on %(days)d days before", self.carried) % {
            "days": self.carried
        }

    @property
    def is_open(self) -> bool:
        return self.task.state in OPEN_STATES

    @property
    def is_done(self) -> bool:
        return self.task.state is TaskState.COMPLETED

    @property
    def state(self) -> str:
        return state_text(self.task.state)

    @property
    def kind(self) -> str:
        return kind_text(self.task.kind)

    @property
    def place(self) -> str:
        label, address = self.task.subject_label, self.task.address_text
        return f"{label} · {address}" if address and address not in label else label

    @property
    def list_url(self) -> str:
        try:
            page = reverse("duties:list", args=[self.task.list_code, self.task.list_version])
        except NoReverseMatch:
            return ""
        return f"{page}#row-{self.task.row_number}"

    @property
    def navigation_url(self) -> str:
        at = self.task.position
        return NAVIGATION.format(latitude=at.latitude, longitude=at.longitude) if at else ""

    @property
    def facts(self) -> list[tuple[str, str]]:
        """The row, its version and the facts that its conditions looked at; of own work the basis."""
        if self.task.is_own_initiative:
            return [(gettext("Basis"), self.task.basis)]
        if self.task.reason.code == "taken_on":
            return outside_facts(self.task.reason.parameters)
        lines = [
            (
                gettext("Row of the list"),
                gettext("%(list)s, version %(version)d, row %(row)d")
                % {
                    "list": self.list_title or self.task.list_code,
                    "version": self.task.list_version,
                    "row": self.task.row_number,
                },
            )
        ]
        ids = self.task.reason.parameters.get("event_ids")
        if isinstance(ids, list | tuple):
            lines.append((gettext("Events"), "、".join(str(one) for one in ids)))
        lines.extend(fact_pair(name, value) for name, value in self.task.facts_used.items())
        if self.task.attempt > 1:
            lines.append((gettext("Attempt"), str(self.task.attempt)))
        return lines

    @property
    def due_lamp(self) -> tuple[str, str]:
        """Tone and words: amber once the day has passed. Red is kept for danger and for the clocks of the law."""
        days = (self.task.due_date - today()).days
        if not self.is_open:
            return "idle", self.state
        if days < 0:
            return "warning", ngettext("%(days)d day overdue", "%(days)d days overdue", -days) % {"days": -days}
        if days == 0:
            return "idle", gettext("due today")
        return "idle", ngettext("due in %(days)d day", "due in %(days)d days", days) % {"days": days}


class Shelf:
    """Puts tasks beside the rows that they follow from; each row is read once for a page."""

    def __init__(self) -> None:
        self._rows: dict[tuple[str, int, int, str], RowRecord | None] = {}
        self._titles = list_titles()

    def shown(
        self,
        task: TaskRecord,
        *,
        item: DayItem | None = None,
        left_out_reason: str = "",
        broken: str = "",
        carried: int = 0,
        of_staff: int | None = None,
    ) -> ShownTask:
        """This function will return a task as pages show it."""
        key = (task.list_code, task.list_version, task.row_number, task.station_path)
        if key not in self._rows:
            self._rows[key] = row_of(list_code=key[0], list_version=key[1], row_number=key[2], scope_path=key[3])
        title = self._titles.get((task.list_code, task.list_version), "")
        return ShownTask(task, item, left_out_reason, self._rows[key], title, broken, carried, of_staff)


def say_if_no_date(request: FengqiaoRequest) -> None:
    """This function will say that the date of an address is none, so that nobody takes today for it."""
    form = DayForm(request.GET)
    if "date" in form.errors:
        words = gettext("“%(date)s” is no date of the calendar; today is shown. Write it as %(example)s.")
        messages.warning(request, words % {"date": form.data["date"][:20], "example": today().isoformat()})


def asked_day(request: FengqiaoRequest) -> tuple[datetime.date, int | None, str]:
    """This function will read date, officer and station of an address; what is unreadable counts as not given."""
    form = DayForm(request.GET or request.POST)
    form.is_valid()
    values = form.cleaned_data
    return values.get("date") or today(), values.get("staff"), values.get("station") or ""
