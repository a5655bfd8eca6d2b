"""What the pages of the organisation take."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from fengqiao.domains.accounts.contracts import Role
from fengqiao.domains.organisation.contracts import (
    AdviceDecision,
    BodyKind,
    DivisionRecord,
    KnownDay,
    MatterKind,
    Movement,
    NewMatter,
    NewSeat,
    StaffingStandard,
    TimeKind,
    UnitRecord,
)
from fengqiao.domains.organisation.wording import role_text
from fengqiao.domains.organisation.wording.names import BODIES, DECISIONS, MATTERS, MOVEMENTS, TIME_KINDS
from fengqiao.foundation.design.forms import offer_choices

MOST_OFFICERS = 2_000
STEP_MINUTES = 15


def date_field(**options: Any) -> forms.DateField:
    """This function will make a field with the browser's own calendar."""
    return forms.DateField(widget=forms.DateInput(attrs={"type": "date"}), **options)


class PostFilter(forms.Form):
    """The query form over the posts."""

    q = forms.CharField(label=_("Name or police number"), required=False, max_length=40)
    role = forms.ChoiceField(label=_("Post"), required=False)
    ended = forms.BooleanField(label=_("Ended ones too"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_choices(
            form=self, field="role", choices=[("", _("All")), *((role.value, role_text(role)) for role in Role)]
        )


class AppointForm(forms.Form):
    """Somebody gets a post."""

    number = forms.CharField(label=_("Police number"), max_length=20)
    role = forms.ChoiceField(label=_("Post"), help_text=_("The access of the post comes with it, and ends with it."))
    unit = forms.ChoiceField(label=_("Unit"))
    from_date = date_field(label=_("From"))

    def __init__(self, *args: Any, units: Sequence[UnitRecord], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_choices(form=self, field="role", choices=[(role.value, role_text(role)) for role in Role])
        offer_choices(form=self, field="unit", choices=[(unit.code, unit.name) for unit in units])


class EndForm(forms.Form):
    """The end of a post."""

    to_date = date_field(label=_("First day without it"), help_text=_("Today or earlier; the access ends now."))
    reason = forms.CharField(label=_("Why"), required=False, max_length=200)


class SeatForm(forms.Form):
    """Somebody takes a seat."""

    number = forms.CharField(label=_("Police number"), max_length=20)
    body_kind = forms.ChoiceField(label=_("Body"), choices=[(kind.value, text) for kind, text in BODIES.items()])
    division = forms.ChoiceField(label=_("Of which town, community or village"))
    title = forms.CharField(label=_("Called there"), required=False, max_length=40)
    from_date = date_field(label=_("From"))

    def __init__(self, *args: Any, divisions: Sequence[DivisionRecord], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_choices(form=self, field="division", choices=[(row.code, row.name) for row in divisions])

    def seat(self) -> NewSeat:
        """This function will return the seat that was written down."""
        data = self.cleaned_data
        return NewSeat(data["number"], BodyKind(data["body_kind"]), data["division"], data["from_date"], data["title"])


class MatterForm(forms.Form):
    """A matter brought to the body or taken home."""

    kind = forms.ChoiceField(label=_("Which way"), choices=[(kind.value, text) for kind, text in MATTERS.items()])
    text = forms.CharField(
        label=pgettext_lazy("seat", "What it is about"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )
    on_date = date_field(label=_("On"))
    due_date = date_field(label=_("Answer until"), required=False)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("due_date") and data.get("on_date") and data["due_date"] < data["on_date"]:
            self.add_error("due_date", _("An answer comes after the matter."))
        return data

    def matter(self) -> NewMatter:
        """This function will return the matter that was written down."""
        data = self.cleaned_data
        return NewMatter(MatterKind(data["kind"]), data["text"], data["on_date"], data["due_date"])


class FollowUpForm(forms.Form):
    """What was done about a matter."""

    text = forms.CharField(label=_("What was done"), max_length=2000, widget=forms.Textarea(attrs={"rows": 2}))
    is_answer = forms.BooleanField(label=_("This was the answer to the committee"), required=False)


class OwnTimeForm(forms.Form):
    """Where the rest of a day went: one kind for all of it, or minutes for each."""

    date = forms.DateField(widget=forms.HiddenInput)
    rest = forms.ChoiceField(label=_("Where did the rest go?"), required=False)

    def __init__(self, *args: Any, day: KnownDay, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.day = day
        offer_choices(form=self, field="rest", choices=[(kind.value, text) for kind, text in TIME_KINDS.items()])
        self.fields["rest"].required = day.open_minutes > 0
        for kind, text in TIME_KINDS.items():
            self.fields[f"minutes_{kind}"] = forms.IntegerField(
                label=str(text),
                required=False,
                min_value=0,
                max_value=1440,
                widget=forms.NumberInput(attrs={"step": STEP_MINUTES, "inputmode": "numeric"}),
            )

    def minutes_fields(self) -> list[forms.BoundField]:
        """This function will list the fields of minutes, for those who say it in parts."""
        return [self[f"minutes_{kind}"] for kind in TIME_KINDS]

    def entered(self) -> dict[TimeKind, int]:
        """This function will return the minutes by kind: what was said in parts, and the rest of the shift."""
        data = self.cleaned_data
        parts = {kind: data.get(f"minutes_{kind}") or 0 for kind in TIME_KINDS}
        left = self.day.open_minutes - sum(parts.values())
        if left > 0 and data.get("rest"):
            parts[TimeKind(data["rest"])] += left
        return {kind: minutes for kind, minutes in parts.items() if minutes}


class AdviceForm(forms.Form):
    """How many officers there are, and which way they go."""

    unit = forms.ChoiceField(label=_("For"))
    movement = forms.ChoiceField(label=_("Movement"), choices=[(one.value, text) for one, text in MOVEMENTS.items()])
    officers = forms.IntegerField(label=_("Officers to place"), min_value=1, max_value=MOST_OFFICERS)

    def __init__(self, *args: Any, units: Sequence[UnitRecord], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_choices(form=self, field="unit", choices=[(unit.code, unit.name) for unit in units])

    def wanted(self) -> tuple[Movement, int]:
        """This function will return the movement and the number asked for."""
        return Movement(self.cleaned_data["movement"]), self.cleaned_data["officers"]


class AdviceDecisionForm(forms.Form):
    """What a person decides about an advice; for a change, how many go to each unit."""

    decision = forms.ChoiceField(label=_("Decision"), choices=[(one.value, text) for one, text in DECISIONS.items()])
    reason = forms.CharField(label=_("Why"), max_length=1000, widget=forms.Textarea(attrs={"rows": 2}))

    def decided(self) -> AdviceDecision:
        """This function will return the decision."""
        return AdviceDecision(self.cleaned_data["decision"])


class StandardForm(forms.Form):
    """What is written down for a place."""

    community_hours_per_week = forms.IntegerField(
        label=_("Hours a week in the community, at least"), min_value=0, max_value=60
    )
    community_share_percent = forms.IntegerField(
        label=_("Share of community officers, at least (%)"), min_value=0, max_value=100
    )
    new_officer_years = forms.IntegerField(
        label=_("Years that a new officer stays at a station"), min_value=0, max_value=20
    )
    station_minimum = forms.IntegerField(label=_("Officers of a station, at least"), min_value=0, max_value=200)
    officer_hours_per_week = forms.IntegerField(
        label=_("Hours a week that an officer has for the beat"), min_value=1, max_value=60
    )
    minutes_per_call = forms.IntegerField(label=_("Minutes that a call takes"), min_value=0, max_value=600)
    near_metres = forms.IntegerField(
        label=_("Metres within which one officer can look after two beats"), min_value=0, max_value=100_000
    )
    from_date = date_field(label=_("In force from"))
    basis = forms.CharField(label=_("Where it is written"), max_length=200)

    def standard(self) -> StaffingStandard:
        """This function will return the standard that was written down."""
        return StaffingStandard(**self.cleaned_data)
