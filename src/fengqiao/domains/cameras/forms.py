"""The verdict as it is posted."""

from __future__ import annotations

from django import forms

from fengqiao.domains.cameras.contracts import WarningState

DECISIONS = (WarningState.CONFIRMED, WarningState.REJECTED, WarningState.SECOND_LOOK)


class HoldForm(forms.Form):
    """Why a clip is kept longer, and through which day."""

    case_number = forms.CharField(max_length=60)
    reason = forms.CharField(max_length=500)
    until_date = forms.DateField()


class ReleaseForm(forms.Form):
    reason = forms.CharField(max_length=500)


class VerdictForm(forms.Form):
    """`decision` is the button that was pressed; a rejection's button carries its reason as `rejected:REASON`."""

    decision = forms.CharField(max_length=40)
    note = forms.CharField(max_length=500, required=False)

    def clean_decision(self) -> tuple[WarningState, str]:
        state, _, reason = self.cleaned_data["decision"].partition(":")
        if state not in DECISIONS:
            raise forms.ValidationError("unknown decision")
        return WarningState(state), reason
