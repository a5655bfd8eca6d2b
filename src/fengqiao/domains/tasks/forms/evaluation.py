"""Input of the evaluation pages."""

from __future__ import annotations

import datetime
from dataclasses import replace
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _

from fengqiao.domains.tasks.contracts import Evidence
from fengqiao.domains.tasks.contracts.verifying import AnswerKind, CallOutcome
from fengqiao.domains.tasks.forms.tasks import FIRST_DAY, LAST_DAY
from fengqiao.domains.tasks.wording import answer_text, outcome_text
from fengqiao.foundation.clock.clock import local_now, local_zone

LARGEST_SEED = 2**31 - 1
NO_NOTE_NEEDED = (CallOutcome.CONFIRMED, CallOutcome.NOT_REACHED)


class PlaceAndMonthForm(forms.Form):
    """Which part of the tree and which month; both optional. A month is written as 2026-09."""

    unit = forms.CharField(required=False, max_length=36)
    month = forms.DateField(
        required=False,
        input_formats=["%Y-%m"],
        validators=[MinValueValidator(FIRST_DAY), MaxValueValidator(LAST_DAY)],
    )

    def asked(self) -> tuple[str, datetime.date | None]:
        """This function will return place and month; what is unreadable counts as not given."""
        self.is_valid()
        return self.cleaned_data.get("unit") or "", self.cleaned_data.get("month")


class DrawForm(forms.Form):
    """A drawing; with a seed of one's own it can be repeated by anybody."""

    station = forms.CharField(widget=forms.HiddenInput())
    seed = forms.IntegerField(
        label=_("Seed"),
        required=False,
        min_value=0,
        max_value=LARGEST_SEED,
        help_text=_("Left empty, it is drawn and stored. The same seed over the same visits draws the same ones."),
    )


class CallForm(forms.Form):
    """What the call brought."""

    outcome = forms.ChoiceField(label=_("What the call brought"), widget=forms.RadioSelect)
    note = forms.CharField(
        label=_("In their words"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Ask openly: was somebody from the station there, about when, and what about? Do not lead."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["outcome"].choices = [(one.value, outcome_text(one)) for one in CallOutcome]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        outcome = values.get("outcome")
        if outcome and CallOutcome(outcome) not in NO_NOTE_NEEDED and not values.get("note", "").strip():
            self.add_error("note", _("Say in a few words what was heard."))
        return values


class DoneEarlierForm(forms.Form):
    """When it was done, where it is entered later (no network): all empty for now; the day defaults to today."""

    done_on = forms.DateField(
        label=_("On the day"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    done_from = forms.TimeField(label=_("Began at"), required=False, widget=forms.TimeInput(attrs={"type": "time"}))
    done_to = forms.TimeField(label=_("Ended at"), required=False, widget=forms.TimeInput(attrs={"type": "time"}))

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        given = [name for name in ("done_on", "done_from", "done_to") if values.get(name)]
        if not given or self.errors:
            return values
        for name in ("done_from", "done_to"):
            if not values.get(name):
                self.add_error(name, _("From when to when was it?"))
        if not self.errors:
            began, ended = self._moments(values)
            if not began < ended <= local_now():
                self.add_error("done_to", _("Work ends after it began, and not in the future."))
        return values

    def with_times(self, *, evidence: Evidence) -> Evidence:
        """This function will add start and end to evidence; it stays as it is when none was given."""
        if not self.cleaned_data.get("done_from"):
            return evidence
        began, ended = self._moments(self.cleaned_data)
        return replace(evidence, started_at=began, done_at=ended)

    def _moments(self, values: dict[str, Any]) -> tuple[datetime.datetime, datetime.datetime]:
        day = values.get("done_on") or local_now().date()
        began, ended = (datetime.datetime.combine(day, values[name], local_zone()) for name in ("done_from", "done_to"))
        return began, ended


class OwnSideForm(forms.Form):
    note = forms.CharField(label=_("Your own side"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))


class CloseTalkForm(forms.Form):
    """What came out of a talk."""

    is_explained = forms.TypedChoiceField(
        label=_("What came out of the talk"),
        choices=[("yes", _("The visit took place; the difference is explained")), ("no", _("It stays unexplained"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    note = forms.CharField(label=_("Note"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))


class AnswerForm(forms.Form):
    """One answer for the questions of a day."""

    questions = forms.TypedMultipleChoiceField(coerce=int, widget=forms.MultipleHiddenInput)
    answer = forms.ChoiceField(label=_("How it was"))
    note = forms.CharField(label=_("In your words"), required=False, max_length=1000)

    def __init__(self, *args: Any, questions: list[int] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        given = questions if questions is not None else self._given()
        self.fields["questions"].choices = [(one, one) for one in given]  # type: ignore[attr-defined]
        self.initial.setdefault("questions", given)
        self.fields["answer"].choices = [("", _("Choose")), *((one.value, answer_text(one)) for one in AnswerKind)]  # type: ignore[attr-defined]

    def _given(self) -> list[int]:
        """Whose questions they are, the action decides."""
        return [int(one) for one in self.data.getlist("questions") if one.isdecimal()]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if values.get("answer") == AnswerKind.OTHER and not values.get("note", "").strip():
            self.add_error("note", _("Say in a few words how it was."))
        return values


class CloseQuestionForm(forms.Form):
    note = forms.CharField(label=_("How it is settled"), max_length=500)


class RulesForm(forms.Form):
    unit = forms.CharField(widget=forms.HiddenInput(), required=False)
    document = forms.CharField(
        label=_("Rules"),
        max_length=20_000,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 34, "class": "mono", "spellcheck": "false"}),
    )
