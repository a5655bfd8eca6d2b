"""Input of the task pages."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _

from fengqiao.domains.tasks.contracts import CompletionResult, Evidence
from fengqiao.foundation.design.forms import offer_choices

RESULTS = (
    (CompletionResult.DONE.value, _("done")),
    (CompletionResult.NOBODY_THERE.value, _("nobody there")),
    (CompletionResult.DECLINED.value, _("declined")),
)
ANSWER_PREFIX = "answer_"
FIRST_DAY, LAST_DAY = datetime.date(1990, 1, 1), datetime.date(2199, 12, 31)
"""Days about which lists can be asked: the midnights of years 1 and 9999 leave the calendar in some time zone."""


class DayForm(forms.Form):
    """Which day, and whose list or which station; all optional."""

    date = forms.DateField(required=False, validators=[MinValueValidator(FIRST_DAY), MaxValueValidator(LAST_DAY)])
    staff = forms.IntegerField(required=False)
    station = forms.CharField(required=False)


class EvidenceForm(forms.Form):
    """What came of it, and one field for each thing that the task's standard asks for; nothing else."""

    result = forms.ChoiceField(label=_("What came of it"), choices=RESULTS, initial=CompletionResult.DONE.value)
    note = forms.CharField(label=_("Note"), required=False, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args: Any, asked: Sequence[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.asked = tuple(asked)
        for number, question in enumerate(self.asked):
            self.fields[f"{ANSWER_PREFIX}{number}"] = forms.CharField(
                label=question, required=False, widget=forms.Textarea(attrs={"rows": 2})
            )
        self.order_fields(["result", *(f"{ANSWER_PREFIX}{number}" for number in range(len(self.asked))), "note"])

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if values.get("result") != CompletionResult.DONE:
            if not values.get("note", "").strip():
                self.add_error("note", _("Say in a few words how it was."))
            return values
        for number in range(len(self.asked)):
            name = f"{ANSWER_PREFIX}{number}"
            if not values.get(name, "").strip():
                self.add_error(name, _("The standard of this task asks for it. Nothing found is an answer too."))
        return values

    def evidence(self) -> Evidence:
        """This function will return what was given. The form must be valid."""
        values = self.cleaned_data
        answers = {question: values[f"{ANSWER_PREFIX}{number}"] for number, question in enumerate(self.asked)}
        return Evidence(CompletionResult(values["result"]), values["note"], answers)


class SendBackForm(forms.Form):
    reason = forms.CharField(label=_("Why it goes back"), widget=forms.Textarea(attrs={"rows": 2}))


class ReplanForm(forms.Form):
    station = forms.CharField(widget=forms.HiddenInput())
    note = forms.CharField(label=_("What has changed"), max_length=200)


class AssignForm(forms.Form):
    staff = forms.TypedChoiceField(label=_("Officer"), coerce=int)

    def __init__(self, *args: Any, officers: Iterable[tuple[int, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_choices(form=self, field="staff", choices=[("", _("Choose")), *officers])
