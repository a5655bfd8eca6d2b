"""What the pages of the figures take."""

from __future__ import annotations

import datetime

from django import forms

from fengqiao.domains.indicators.contracts import BulletinKind
from fengqiao.domains.indicators.queries.spans import last_ended

EARLIEST = datetime.date(2000, 1, 1)


class BulletinForm(forms.Form):
    """Which bulletin: its kind, and a date of its span."""

    kind = forms.ChoiceField(choices=[(one.value, one.value) for one in BulletinKind], required=False)
    on = forms.DateField(required=False)

    def chosen(self) -> tuple[BulletinKind, datetime.date]:
        """This function will return what was asked for; what cannot be read is the latest one that is over."""
        data = self.cleaned_data if self.is_bound and (self.is_valid() or self.cleaned_data) else {}
        kind = BulletinKind(data.get("kind") or BulletinKind.SHIFT)
        on = data.get("on")
        return kind, on if on and EARLIEST <= on <= datetime.date(9000, 1, 1) else last_ended(kind=kind)
