"""What the pages of disputes take."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.forms import BaseFormSet, formset_factory
from django.utils.translation import gettext_lazy as _

from fengqiao.domains.disputes.contracts import DisputeState, NewPromise
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


class HouseholdsForm(forms.Form):
    """Which households the sides are, among those at the addresses that were asked for."""

    households = forms.MultipleChoiceField(
        label=_("Households of the sides"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, choices: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_choices(form=self, field="households", choices=choices)


class AgreementForm(forms.Form):
    """What both sides agreed on."""

    agreement = forms.CharField(
        label=_("What both sides agreed on"),
        max_length=8000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Facts and issues, who does what, and how; as both sides would sign it."),
    )


class PromiseForm(forms.Form):
    """A row of the agreement; a row without a word is left out."""

    promisor_name = forms.CharField(label=_("Who promises"), max_length=80)
    text = forms.CharField(label=_("What is promised"), max_length=2000)
    due_date = forms.DateField(label=_("Until"), widget=forms.DateInput(attrs={"type": "date"}))


PROMISE_ROWS = 4
"""Rows offered: two for each side."""
PromiseRows = formset_factory(PromiseForm, extra=PROMISE_ROWS, max_num=PROMISE_ROWS, validate_max=True)


def read_promises(*, rows: BaseFormSet[PromiseForm]) -> list[NewPromise]:
    """This function will return the promises of the rows that were filled in."""
    return [NewPromise(**row.cleaned_data) for row in rows if row.has_changed()]
