"""Forms of backtests, of the boundary and of the registry."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext, gettext_lazy

from fengqiao.domains.duties.contracts import GiverKind, ModelKind, NewModel, NewOutsideTask, Text
from fengqiao.domains.duties.forms.lists import plain_line_ends
from fengqiao.domains.duties.wording.registry import GIVERS, MODEL_KINDS
from fengqiao.domains.organisation.contracts import UnitRecord

MOST_MINUTES = 43_200


class BacktestForm(forms.Form):
    weeks = forms.IntegerField(min_value=1, max_value=52)
    share_percent = forms.IntegerField(min_value=10, max_value=100)


class OutsideTaskForm(forms.Form):
    """Three fields; what else may be said is folded away."""

    giver = forms.CharField(
        label=gettext_lazy("Who asks (unit or office)"),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
    )
    what = forms.CharField(
        label=gettext_lazy("What is asked"), max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )
    minutes = forms.IntegerField(
        label=gettext_lazy("How many minutes it takes"),
        min_value=1,
        max_value=MOST_MINUTES,
        widget=forms.NumberInput(attrs={"inputmode": "numeric", "list": "usual-minutes"}),
    )

    def task(self) -> NewOutsideTask:
        """This function will return what was reported."""
        data = self.cleaned_data
        return NewOutsideTask(data["giver"], data["what"], data["minutes"], **self._more())

    def _more(self) -> dict[str, Any]:
        more = MoreOfOutsideTaskForm(self.data)
        if not more.is_valid():
            return {}
        kind, at = more.cleaned_data["giver_kind"], more.cleaned_data["asked_at"]
        return {"giver_kind": GiverKind(kind) if kind else None, "asked_at": at}


class MoreOfOutsideTaskForm(forms.Form):
    giver_kind = forms.ChoiceField(label=gettext_lazy("What kind of office"), required=False)
    asked_at = forms.DateTimeField(
        label=gettext_lazy("When it was asked, if not just now"),
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        input_formats=["%Y-%m-%dT%H:%M"],
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["giver_kind"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [
            ("", gettext("read from the name")),
            *((kind.value, gettext(words)) for kind, words in ((GiverKind(k), w) for k, w in GIVERS.items())),
        ]


class ContestForm(forms.Form):
    reason = forms.CharField(label=gettext_lazy("Why the clause does not fit"), max_length=500)


class DecisionForm(forms.Form):
    answer = forms.ChoiceField(choices=[("refuse", "refuse"), ("take_on", "take_on")])
    reason = forms.CharField(label=gettext_lazy("Reason"), max_length=500)


class ReasonForm(forms.Form):
    reason = forms.CharField(label=gettext_lazy("Reason"), max_length=500, required=False)


class UnitForm(forms.Form):
    unit_code = forms.CharField(max_length=12)


class ModelForm(forms.Form):
    """A model: a rule's row in YAML, or a scene's code."""

    unit_code = forms.ChoiceField(label=gettext_lazy("Of which unit"))
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), widget=forms.RadioSelect)
    code = forms.RegexField(
        r"^[a-z][a-z0-9_]{2,59}$",
        label=gettext_lazy("Code"),
        help_text=gettext_lazy("Lower-case letters, digits and underscores; it stays the same over versions."),
    )
    title_zh = forms.CharField(label=gettext_lazy("Name"), max_length=120)
    title_en = forms.CharField(label=gettext_lazy("Name in English"), max_length=120, required=False)
    purpose_zh = forms.CharField(
        label=gettext_lazy("What it is for"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )
    expires_on = forms.DateField(
        label=gettext_lazy("Last day"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=gettext_lazy("Two years at most; then it stops by itself."),
    )
    impact_number = forms.CharField(
        label=gettext_lazy("Number of the impact assessment"),
        max_length=60,
        required=False,
        help_text=gettext_lazy("Needed for camera scenes and for facts about single persons."),
    )
    rule_text = forms.CharField(
        label=gettext_lazy("The rule, as one row of a list (YAML)"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 18, "class": "mono", "spellcheck": "false"}),
    )
    scene = forms.ChoiceField(label=gettext_lazy("Scene"), required=False)

    def __init__(
        self, *args: Any, units: Sequence[UnitRecord], scenes: Sequence[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        choices = {
            "unit_code": [(unit.code, unit.name) for unit in units],
            "kind": [(kind, gettext(words)) for kind, words in MODEL_KINDS.items()],
            "scene": [("", "–"), *scenes],
        }
        for name, offered in choices.items():
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = offered

    def model(self) -> NewModel:
        """This function will return what was written; a rule has no scene, and a scene no rule."""
        data = self.cleaned_data
        kind = ModelKind(data["kind"])
        return NewModel(
            code=data["code"],
            kind=kind,
            title=Text(data["title_zh"], data["title_en"]),
            purpose=Text(data["purpose_zh"]),
            expires_on=data["expires_on"],
            rule_text=plain_line_ends(data["rule_text"]) if kind is ModelKind.RULE else "",
            scene=data["scene"] if kind is ModelKind.SCENE else "",
            impact_number=data["impact_number"],
        )
