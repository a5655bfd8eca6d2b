"""What the pages of rosters take."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from fengqiao.domains.organisation.contracts import UnitRecord
from fengqiao.domains.organisation.contracts.rosters import RosterPerson, RosterRecord
from fengqiao.domains.organisation.forms import date_field
from fengqiao.foundation.design.forms import offer_choices

FORTNIGHT, FOUR_WEEKS = 14, 28
LONGEST_RULES = 20_000


class RosterForm(forms.Form):
    """Which station, from which day, for how long."""

    unit = forms.ChoiceField(label=pgettext_lazy("organisation", "Unit"))
    first_date = date_field(label=_("First day"))
    days = forms.TypedChoiceField(
        label=_("For how long"), coerce=int, choices=[(FORTNIGHT, _("two weeks")), (FOUR_WEEKS, _("four weeks"))]
    )

    def __init__(self, *args: Any, units: Sequence[UnitRecord], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_choices(form=self, field="unit", choices=[(unit.code, unit.name) for unit in units])


class CellForm(forms.Form):
    """Another shift for somebody on a day; empty: a free day."""

    person = forms.CharField(max_length=20)
    day = forms.IntegerField(min_value=0, max_value=60)
    shift = forms.CharField(max_length=20, required=False)


class RulesForm(forms.Form):
    """The text of a station's rules."""

    document = forms.CharField(
        label=_("Rules"),
        max_length=LONGEST_RULES,
        widget=forms.Textarea(attrs={"rows": 26, "class": "mono", "spellcheck": "false"}),
    )


class SwapForm(forms.Form):
    """The own day, the colleague and the colleague's day."""

    own_day = forms.TypedChoiceField(label=_("I give away"), coerce=int)
    colleague = forms.ChoiceField(label=_("Colleague"))
    colleague_day = forms.TypedChoiceField(label=_("I take over"), coerce=int)

    def __init__(self, *args: Any, roster: RosterRecord, own: RosterPerson, days: Sequence[tuple[int, str]], **kw: Any):
        super().__init__(*args, **kw)
        others = [(one.number, one.name) for one in roster.people if one.number != own.number]
        offer_choices(form=self, field="own_day", choices=days)
        offer_choices(form=self, field="colleague", choices=others)
        offer_choices(form=self, field="colleague_day", choices=days)
