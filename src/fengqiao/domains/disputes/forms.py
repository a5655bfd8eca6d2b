"""What the pages of disputes take."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fengqiao.domains.disputes.contracts import DisputeState
from fengqiao.domains.disputes.wording import STATE_TEXTS
from fengqiao.foundation.design.forms import offer_choices


class DisputeFilter(forms.Form):
    """The query form over the disputes."""

    q = forms.CharField(label=_("Number or words"), required=False)
    state = forms.ChoiceField(label=_("Status"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(state.value, STATE_TEXTS[state]) for state in DisputeState]
        offer_choices(form=self, field="state", choices=[("", _("All")), *choices])

    def states(self) -> list[DisputeState] | None:
        """This function will return the states asked for, None for all."""
        wanted = self.cleaned_data.get("state")
        return [DisputeState(wanted)] if wanted else None


class DecisionForm(forms.Form):
    """Whether a promise was kept, and what was seen."""

    decision = forms.ChoiceField(choices=[("kept", "kept"), ("broken", "broken")])
    note = forms.CharField(required=False, max_length=2000)
