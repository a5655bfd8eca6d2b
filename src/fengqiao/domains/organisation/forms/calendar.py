"""What the pages of the calendar take."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from fengqiao.domains.organisation.contracts import UnitRecord
from fengqiao.domains.organisation.contracts.calendar import NewChangedDay, NewSchoolBreak
from fengqiao.domains.organisation.forms import date_field
from fengqiao.domains.organisation.wording.calendar import BREAKS
from fengqiao.foundation.calendar.contracts import BreakKind
from fengqiao.foundation.design.forms import offer_choices

OFF, WORKED = "off", "worked"
MONTH_FORMAT = "%Y-%m"
SHOWN_YEARS = range(2000, 2200)


class _EntryForm(forms.Form):
    """For which unit, on whose word."""

    unit = forms.ChoiceField(
        label=pgettext_lazy("organisation", "Unit"),
        help_text=_("It holds for everything below, unless a nearer unit says otherwise."),
    )
    source = forms.CharField(
        label=pgettext_lazy("calendar", "According to"),
        max_length=200,
        help_text=_("The notice that says so, with its number."),
    )

    def __init__(self, *args: Any, units: Sequence[UnitRecord], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_choices(form=self, field="unit", choices=[(unit.code, unit.name) for unit in units])


class SchoolBreakForm(_EntryForm):
    """A break of the schools."""

    kind = forms.ChoiceField(
        label=pgettext_lazy("calendar", "Break"), choices=[(kind.value, text) for kind, text in BREAKS.items()]
    )
    first_date = date_field(label=_("First day without school"))
    last_date = date_field(label=_("Last day without school"))
    field_order = ("unit", "kind", "first_date", "last_date", "source")

    def entry(self) -> NewSchoolBreak:
        """This function will return the break that was written down."""
        data = self.cleaned_data
        return NewSchoolBreak(
            data["unit"], BreakKind(data["kind"]), data["first_date"], data["last_date"], data["source"]
        )


class ChangedDayForm(_EntryForm):
    """A day off, or a moved working day."""

    date = date_field(label=_("Day"))
    state = forms.ChoiceField(
        label=_("On this day"),
        choices=[(OFF, _("no work and no school")), (WORKED, _("work and school, as on a working day"))],
        widget=forms.RadioSelect,
    )
    name = forms.CharField(
        label=pgettext_lazy("calendar", "What for"),
        max_length=60,
        help_text=_("For example: local festival, moved from Friday."),
    )
    moves_periods = forms.BooleanField(
        label=_("A public holiday or its make-up day: periods of law go by it too"), required=False
    )
    field_order = ("unit", "date", "state", "name", "moves_periods", "source")

    def entry(self) -> NewChangedDay:
        """This function will return the day that was written down."""
        data = self.cleaned_data
        return NewChangedDay(
            unit_code=data["unit"],
            date=data["date"],
            is_working_day=data["state"] == WORKED,
            name=data["name"],
            source=data["source"],
            moves_periods=data["moves_periods"],
        )


class WithdrawForm(forms.Form):
    """Why an entry is withdrawn."""

    reason = forms.CharField(label=_("Why"), max_length=200)


def month_of_text(text: str) -> datetime.date | None:
    """This function will read a month as it stands in an address (2026-09); None for none of these times."""
    try:
        month = datetime.datetime.strptime(text, MONTH_FORMAT).replace(tzinfo=datetime.UTC).date()
    except ValueError:
        return None
    return month if month.year in SHOWN_YEARS else None
