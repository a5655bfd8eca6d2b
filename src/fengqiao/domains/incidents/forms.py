"""What the pages of incidents take."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from fengqiao.domains.incidents.contracts import IncidentFilter, IncidentState, NewSignal, Origin
from fengqiao.domains.incidents.contracts.what_if import WhatIfPolicy, WhatIfPosts, WhatIfWish
from fengqiao.domains.incidents.wording import category_tree, origin_text, state_text
from fengqiao.domains.incidents.wording.what_if import POLICIES as WHAT_IF_POLICIES
from fengqiao.domains.incidents.wording.what_if import POSTS as WHAT_IF_POSTS
from fengqiao.domains.organisation.contracts import UnitRecord
from fengqiao.foundation.clock.clock import local_zone
from fengqiao.foundation.design.forms import offer_choices
from fengqiao.primitives.position import Position

PHONE = RegexValidator(
    r"^\s*\+?[0-9(][0-9 ()\-/*#]{1,28}\s*$",
    _("A telephone number has digits only, e.g. 13900000000 or 0913-1234567. Leave it empty when it is not known."),
)
"""Every number that can be dialled, with the signs people write between the digits."""
TAKEN_BY_HAND = (Origin.CALL_110, Origin.WALK_IN, Origin.OFFICER, Origin.VOLUNTEER, Origin.TRANSFERRED_IN)


def category_choices() -> list[tuple[str, Any]]:
    """This function will list categories with their subcategories as grouped choices, "category/subcategory"."""
    groups: list[tuple[str, Any]] = [("", _("As the words say"))]
    for node in category_tree():
        groups.append((node.label, [(f"{node.code}/{code}", label) for code, label in node.children]))
    return groups


class SignalForm(forms.Form):
    """A call as the dispatcher writes it down."""

    text = forms.CharField(
        label=_("What happened"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4, "autofocus": True}),
    )
    q = forms.CharField(label=_("Where"), required=False, max_length=200)
    address_code = forms.CharField(required=False, max_length=60)
    address_code_for = forms.CharField(required=False, max_length=200)
    longitude = forms.FloatField(required=False, min_value=-180, max_value=180, widget=forms.HiddenInput)
    latitude = forms.FloatField(required=False, min_value=-90, max_value=90, widget=forms.HiddenInput)
    caller_name = forms.CharField(label=_("Caller"), required=False, max_length=60)
    caller_phone = forms.CharField(
        label=_("Telephone"),
        required=False,
        max_length=30,
        validators=[PHONE],
        widget=forms.TextInput(attrs={"type": "tel", "inputmode": "tel"}),
    )
    category = forms.ChoiceField(label=_("Category"), required=False)
    origin = forms.ChoiceField(label=_("How it came in"))
    client_key = forms.CharField(max_length=64, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_choices(form=self, field="category", choices=category_choices())
        offer_choices(
            form=self, field="origin", choices=[(one.value, origin_text(origin=one)) for one in TAKEN_BY_HAND]
        )

    @property
    def was_door_chosen(self) -> bool:
        """Whether doors were offered for these very words, so that a person has chosen one, or none."""
        offered_for = self.data.get("address_code_for")
        return "address_code" in self.data and offered_for in (None, self.data.get("q", "").strip())

    def signal(self, *, door: str = "") -> NewSignal:
        """This function will return the signal of a valid form; `door` stands where the person had no choice yet."""
        data = self.cleaned_data
        category, _slash, subcategory = data["category"].partition("/")
        has_position = data["longitude"] is not None and data["latitude"] is not None
        return NewSignal(
            origin=Origin(data["origin"]),
            text=data["text"],
            caller_name=data["caller_name"],
            caller_phone=data["caller_phone"],
            category=category,
            subcategory=subcategory,
            address_code=data["address_code"] if self.was_door_chosen else door,
            place_text=data["q"],
            position=Position(data["longitude"], data["latitude"]) if has_position else None,
            client_key=data["client_key"],
        )


class ListForm(forms.Form):
    """The query form of the list page; the address of the page holds its state."""

    text = forms.CharField(label=_("Words, place, number"), required=False, max_length=100)
    state = forms.ChoiceField(label=_("State"), required=False)
    category = forms.ChoiceField(label=_("Category"), required=False)
    origin = forms.ChoiceField(label=_("How it came in"), required=False)

    def __init__(self, data: QueryDict) -> None:
        super().__init__(data)
        empty = [("", _("All"))]
        offer_choices(
            form=self, field="state", choices=empty + [(one.value, state_text(state=one)) for one in IncidentState]
        )
        offer_choices(
            form=self, field="category", choices=empty + [(node.code, node.label) for node in category_tree()]
        )
        offer_choices(
            form=self, field="origin", choices=empty + [(one.value, origin_text(origin=one)) for one in Origin]
        )

    def query(self) -> IncidentFilter:
        """This function will return the filter; what cannot be read is left out."""
        self.is_valid()
        data: Mapping[str, Any] = self.cleaned_data
        return IncidentFilter(
            text=data.get("text", ""),
            states=(data["state"],) if data.get("state") else (),
            category=data.get("category", ""),
            subcategory=self.data.get("subcategory", "")[:40],
            origin=data.get("origin", ""),
            from_at=_moment(self.data.get("from", "")),
            to_at=_moment(self.data.get("to", "")),
            under=self.data.get("under", "")[:36],
        )


def _moment(text: str) -> datetime.datetime | None:
    try:
        moment = datetime.datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=local_zone())


class WhatIfForm(forms.Form):
    """What a chief wants to see tried."""

    unit_code = forms.ChoiceField(label=_("Station or county"))
    units_today = forms.IntegerField(label=_("Units on duty today"), min_value=1, max_value=200)
    units = forms.IntegerField(label=_("Units to try"), min_value=1, max_value=200)
    posts = forms.ChoiceField(label=_("Where units wait"), choices=list(WHAT_IF_POSTS.items()))
    policy = forms.ChoiceField(label=_("Policy"), choices=list(WHAT_IF_POLICIES.items()))
    weeks = forms.TypedChoiceField(
        label=_("Recorded calls of"),
        coerce=int,
        choices=[
            (4, _("the last 4 weeks")),
            (8, _("the last 8 weeks")),
            (26, _("the last half year")),
            (52, _("the last year")),
        ],
        initial=8,
    )
    late_after_minutes = forms.IntegerField(label=_("Late after (minutes)"), min_value=1, max_value=120, initial=8)

    def __init__(self, *args: Any, places: Sequence[UnitRecord], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_choices(form=self, field="unit_code", choices=[(one.code, one.name) for one in places])

    def wish(self) -> WhatIfWish:
        """This function will return what was asked for."""
        given = dict(self.cleaned_data)
        posts, policy = WhatIfPosts(given.pop("posts")), WhatIfPolicy(given.pop("policy"))
        return WhatIfWish(**given, posts=posts, policy=policy)
