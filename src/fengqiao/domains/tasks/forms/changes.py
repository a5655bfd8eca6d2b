"""Input of the pages on which a day changes. Choices first; typing only where nothing fits."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fengqiao.domains.tasks.contracts import CompletionResult, Evidence, Hold, NewWork, Promise, Step
from fengqiao.domains.tasks.forms.tasks import ANSWER_PREFIX
from fengqiao.foundation.design.forms import offer_choices
from fengqiao.foundation.design.moments import duration_words

OTHER = "other"
POSTPONE_REASONS = (
    ("nobody", _("nobody is there today")),
    ("asked", _("they asked for another day")),
    ("time", _("no time today")),
    ("road", _("weather or road")),
    (OTHER, _("something else")),
)
HOLD_CAUSES = (
    ("incident", _("an incident")),
    ("case", _("work on a case")),
    ("called", _("called to the station")),
    (OTHER, _("something else")),
)
BASES = (
    ("residents", _("residents asked for it")),
    ("committee", _("the village or community committee asked for it")),
    ("leader", _("a leader asked for it")),
    ("seen", _("seen on the way")),
    (OTHER, _("something else")),
)
LENGTHS = (15, 30, 45, 60, 90, 120, 180)
TIME = {"type": "time"}


def new_client_id() -> str:
    """This function will name an act, so that a form sent twice is one act."""
    return uuid.uuid4().hex


class ActForm(forms.Form):
    """A form that is one act however often it arrives."""

    client_id = forms.CharField(widget=forms.HiddenInput(), initial=new_client_id, max_length=64)

    def chosen(self, field: str, choices: Iterable[tuple[str, Any]], text: str) -> str:
        """This function will return what was chosen in words, with what was written beside it."""
        code = self.cleaned_data[field]
        words = "" if code == OTHER else str(dict(choices)[code])
        return " · ".join(one for one in (words, self.cleaned_data[text].strip()) if one)

    def need_words(self, field: str, text: str) -> None:
        """This function will ask for words where nothing of the choice fits."""
        values = self.cleaned_data
        if values.get(field) == OTHER and not values.get(text, "").strip():
            self.add_error(text, _("Say in a few words what it is."))


class MoveForm(ActForm):
    step = forms.ChoiceField(choices=[(one.value, one.value) for one in Step])


class PostponeForm(ActForm):
    to_date = forms.DateField(
        label=_("To which day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    reason = forms.ChoiceField(label=_("Why"), choices=POSTPONE_REASONS, widget=forms.RadioSelect, initial="nobody")
    words = forms.CharField(label=_("In a few words"), required=False, max_length=200)
    time = forms.TimeField(
        label=_("Time told to them"), required=False, widget=forms.TimeInput(attrs=TIME),
        help_text=_("Only if somebody was told a time: that day's plan will keep it."),
    )  # fmt: skip
    to_whom = forms.CharField(label=_("Told to whom"), required=False, max_length=80)

    def __init__(self, *args: Any, last: datetime.date, first: datetime.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to_date"].widget.attrs.update({"min": first.isoformat(), "max": last.isoformat()})

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        self.need_words("reason", "words")
        if values.get("time") and not values.get("to_whom", "").strip():
            self.add_error("to_whom", _("Say who was told."))
        return values

    def reason_words(self) -> str:
        """This function will return why, in words."""
        return self.chosen("reason", POSTPONE_REASONS, "words")

    def promise(self) -> Promise | None:
        """This function will return the time told for the new day."""
        time = self.cleaned_data["time"]
        return None if time is None else Promise(minute=minutes_of(time), to_whom=self.cleaned_data["to_whom"])


class PromiseForm(ActForm):
    time = forms.TimeField(label=_("At what time"), widget=forms.TimeInput(attrs=TIME))
    to_whom = forms.CharField(label=_("Told to whom"), max_length=80)

    def promise(self) -> Promise:
        """This function will return what was promised."""
        return Promise(minute=minutes_of(self.cleaned_data["time"]), to_whom=self.cleaned_data["to_whom"])


class ReleaseForm(ActForm):
    note = forms.CharField(label=_("What was agreed with them"), max_length=200)


class HoldForm(ActForm):
    starts = forms.TimeField(label=_("From what time"), required=False, widget=forms.TimeInput(attrs=TIME))
    ends = forms.TimeField(label=_("Until what time"), required=False, widget=forms.TimeInput(attrs=TIME))
    cause = forms.ChoiceField(label=_("By what"), choices=HOLD_CAUSES, widget=forms.RadioSelect, initial="incident")
    incident_number = forms.CharField(label=_("Number of the incident"), required=False, max_length=40)
    words = forms.CharField(label=_("In a few words"), required=False, max_length=150)

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        self.need_words("cause", "words")
        starts, ends = values.get("starts"), values.get("ends")
        if bool(starts) != bool(ends) or (starts and ends and starts >= ends):
            self.add_error("ends" if starts else "starts", _("The end must be after the beginning."))
        return values

    def hold(self) -> Hold | None:
        """This function will return the hold-up; None when no times were given: the rest is only planned anew."""
        values = self.cleaned_data
        if not values["starts"]:
            return None
        return Hold(
            from_minute=minutes_of(values["starts"]),
            to_minute=minutes_of(values["ends"]),
            incident_number=values["incident_number"].strip(),
            note=self.chosen("cause", HOLD_CAUSES, "words"),
        )


class TeamHoldForm(HoldForm):
    """A leader's: one officer may be held up, and in any case something has changed."""

    client_id = forms.CharField(widget=forms.HiddenInput(), required=False)
    cause = forms.ChoiceField(
        label=_("By what"), choices=HOLD_CAUSES, widget=forms.RadioSelect, initial="incident", required=False
    )
    station = forms.CharField(widget=forms.HiddenInput())
    note = forms.CharField(label=_("What has changed"), max_length=200)
    staff = forms.TypedChoiceField(label=_("Officer held up"), coerce=int, required=False, empty_value=None)
    field_order = ("station", "client_id", "note", "staff", "starts", "ends", "cause", "incident_number", "words")

    def __init__(self, *args: Any, officers: Iterable[tuple[int, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_choices(form=self, field="staff", choices=[("", _("nobody")), *officers])

    def clean(self) -> dict[str, Any]:
        values = super().clean()
        values["cause"] = values.get("cause") or OTHER
        if values.get("staff") and not values.get("starts"):
            self.add_error("starts", _("Say from when to when."))
        return values


def length_choices() -> list[tuple[int, str]]:
    """This function will offer lengths of work, said with their unit."""
    return [(one, duration_words(minutes=one)) for one in LENGTHS]


class WorkForm(ActForm):
    title = forms.CharField(label=_("What"), max_length=200)
    minutes = forms.TypedChoiceField(label=_("How long"), coerce=int, initial=30, choices=length_choices)
    basis = forms.ChoiceField(label=_("Why it is ours to do"), choices=BASES, widget=forms.RadioSelect)
    words = forms.CharField(label=_("In a few words"), required=False, max_length=150)
    address = forms.CharField(
        label=_("Where"), required=False, max_length=100, help_text=_("A street and number; empty: at the station.")
    )

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        self.need_words("basis", "words")
        return values

    def work(self, *, address_code: str, is_peoples_report: bool = False) -> NewWork:
        """This function will return the piece of work."""
        values = self.cleaned_data
        return NewWork(
            title=values["title"],
            minutes=values["minutes"],
            basis=self.chosen("basis", BASES, "words"),
            address_code=address_code,
            is_peoples_report=is_peoples_report,
        )


class DoorForm(ActForm):
    """One tap at the door: the button says what came of it, the usual words are there already and may be changed."""

    result = forms.ChoiceField(choices=[(one.value, one.value) for one in CompletionResult])
    note = forms.CharField(required=False)
    nobody = forms.CharField(required=False)
    declined = forms.CharField(required=False)

    def __init__(self, *args: Any, asked: Iterable[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.asked = tuple(asked)
        for number, _question in enumerate(self.asked):
            self.fields[f"{ANSWER_PREFIX}{number}"] = forms.CharField(required=False)

    def evidence(self) -> Evidence:
        """This function will return what was given; the words of the other buttons do not count."""
        values = self.cleaned_data
        result = CompletionResult(values["result"])
        notes = {
            CompletionResult.DONE: values["note"],
            CompletionResult.NOBODY_THERE: values["nobody"],
            CompletionResult.DECLINED: values["declined"],
        }
        answers = {question: values[f"{ANSWER_PREFIX}{number}"] for number, question in enumerate(self.asked)}
        return Evidence(result, notes[result], answers if result is CompletionResult.DONE else {})


class DecisionForm(ActForm):
    decision = forms.ChoiceField(choices=[("agree", "agree"), ("refuse", "refuse")])
    answer = forms.CharField(required=False, max_length=200)


def minutes_of(time: datetime.time) -> int:
    """This function will return the minute of the day."""
    return time.hour * 60 + time.minute
