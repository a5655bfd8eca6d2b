"""Input of the pages of the queue."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fengqiao.domains.tasks.forms.changes import ActForm
from fengqiao.foundation.design.forms import offer_choices

LONGEST_KEY = 200


class TakeForm(ActForm):
    """One waiting piece of work, taken once however often it arrives."""

    key = forms.CharField(max_length=LONGEST_KEY)


class GiveForm(forms.Form):
    """One waiting piece of work for an officer of the station."""

    key = forms.CharField(max_length=LONGEST_KEY)
    station = forms.CharField()
    staff = forms.TypedChoiceField(label=_("Officer"), coerce=int)

    def __init__(self, *args: Any, officers: Iterable[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_choices(form=self, field="staff", choices=[("", _("Choose")), *officers])
