"""What people type on the pages of places."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fengqiao.domains.accounts.contracts import Purpose
from fengqiao.domains.places.contracts import PremisesKind
from fengqiao.domains.places.wording import premises_kind_text
from fengqiao.foundation.design.forms import offer_choices

PURPOSES = {
    Purpose.TASK: _("A task of mine"),
    Purpose.INCIDENT: _("An incident"),
    Purpose.CASE: _("A report or a case"),
    Purpose.SERVICE: _("A service that the person asked for"),
}


class ReasonForm(forms.Form):
    """Why a personal record is opened: a purpose and the number that goes with it."""

    purpose = forms.ChoiceField(
        label=_("What for"), choices=[("", _("Choose")), *((str(code), text) for code, text in PURPOSES.items())]
    )
    reference = forms.CharField(label=_("Number of the task, incident or report"), max_length=60)
    object_kind = forms.CharField(widget=forms.HiddenInput, max_length=40)
    object_id = forms.CharField(widget=forms.HiddenInput, max_length=80)
    next = forms.CharField(widget=forms.HiddenInput, required=False)


class PremisesFilter(forms.Form):
    """The query form over the list of premises."""

    q = forms.CharField(label=_("Name or address"), required=False, max_length=80)
    kind = forms.ChoiceField(label=_("Kind"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = [(kind.value, premises_kind_text(kind)) for kind in PremisesKind]
        offer_choices(form=self, field="kind", choices=[("", _("All")), *kinds])

    def kinds(self) -> list[PremisesKind] | None:
        """This function will return the kinds asked for, None for all."""
        kind = self.cleaned_data.get("kind")
        return [PremisesKind(kind)] if kind else None
