"""What the pages of reports take."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from fengqiao.domains.cases.contracts import NewReport, ReportState
from fengqiao.domains.cases.queries import RegisterForm
from fengqiao.domains.cases.wording import STATE_TEXTS
from fengqiao.domains.duties.contracts import FactKind, FactRecord
from fengqiao.foundation.design.forms import offer_choices

FACT_PREFIX = "fact_"
FLAG_VALUES: Mapping[str, bool] = {"yes": True, "no": False}


class ReportFilter(forms.Form):
    """The query form over the register."""

    q = forms.CharField(label=_("Number, words or address"), required=False)
    state = forms.ChoiceField(label=_("Status"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_choices(
            form=self,
            field="state",
            choices=[("", _("All")), *((state.value, STATE_TEXTS[state]) for state in ReportState)],
        )

    def states(self) -> list[ReportState] | None:
        """This function will return the states asked for, None for all."""
        wanted = self.cleaned_data.get("state")
        return [ReportState(wanted)] if wanted else None


class NewReportForm(forms.Form):
    """A report as it is told. What nobody knows stays open: it is registered all the same."""

    reporter_name = forms.CharField(label=_("Name of the reporter"), required=False, max_length=80)
    reporter_phone = forms.CharField(label=_("Telephone of the reporter"), required=False, max_length=30)
    is_anonymous = forms.BooleanField(label=_("The reporter wants no name shown"), required=False)
    text = forms.CharField(label=pgettext_lazy("report", "What happened"), widget=forms.Textarea(attrs={"rows": 4}))
    scope_path = forms.ChoiceField(label=_("Beat"))
    address_text = forms.CharField(label=_("Where it happened"), required=False, max_length=200)
    property_taken = forms.CharField(label=_("What was taken"), required=False, max_length=400)
    urgent_measures = forms.CharField(
        label=_("What was done at once"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Scene secured, injured helped, payment stopped … needed before a transfer."),
    )
    incident_number = forms.CharField(label=_("Number of the incident, if there is one"), required=False, max_length=40)

    def __init__(self, *args: Any, offer: RegisterForm, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_choices(form=self, field="scope_path", choices=offer.places)
        self._facts = offer.facts
        for fact in offer.facts:
            self.fields[FACT_PREFIX + fact.name] = _field_of(fact)

    def fact_fields(self) -> list[forms.BoundField]:
        """This function will return the fields that the negative list asks for."""
        return [self[FACT_PREFIX + fact.name] for fact in self._facts]

    def own_fields(self) -> list[forms.BoundField]:
        """This function will return the other fields."""
        return [field for field in self if not field.name.startswith(FACT_PREFIX)]

    def report(self) -> NewReport:
        """This function will turn the valid form into a report; unknown facts are absent."""
        data = self.cleaned_data
        return NewReport(
            incident_number=data["incident_number"],
            reporter_name=data["reporter_name"],
            reporter_phone=data["reporter_phone"],
            text=data["text"],
            facts=self._known_facts(),
            scope_path=data["scope_path"],
            address_text=data["address_text"],
            property_taken=data["property_taken"],
            urgent_measures=data["urgent_measures"],
            is_anonymous=data["is_anonymous"],
        )

    def _known_facts(self) -> dict[str, str | int | bool]:
        known: dict[str, str | int | bool] = {}
        for fact in self._facts:
            value = self.cleaned_data[FACT_PREFIX + fact.name]
            if value not in {None, ""}:
                known[fact.name] = FLAG_VALUES[value] if fact.kind is FactKind.FLAG else value
        return known


class ActForm(forms.Form):
    """The words that go with an act, and for a review who handles the report."""

    text = forms.CharField(required=False, strip=True, max_length=4000)
    handler = forms.CharField(required=False, strip=True, max_length=80)


def _field_of(fact: FactRecord) -> forms.Field:
    language = get_language() or ""
    label = fact.title.in_language(language)
    unknown = ("", pgettext_lazy("fact", "not known"))
    if fact.kind is FactKind.CHOICE:
        choices = [unknown, *((code, text.in_language(language)) for code, text in fact.choices)]
        return forms.ChoiceField(label=label, required=False, choices=choices)
    if fact.kind is FactKind.FLAG:
        flags = [unknown, ("yes", pgettext_lazy("fact", "yes")), ("no", pgettext_lazy("fact", "no"))]
        return forms.ChoiceField(label=label, required=False, choices=flags)
    return forms.IntegerField(
        label=label,
        required=False,
        min_value=fact.lowest,
        max_value=fact.highest,
        widget=forms.NumberInput(attrs={"placeholder": pgettext_lazy("fact", "not known")}),
    )
