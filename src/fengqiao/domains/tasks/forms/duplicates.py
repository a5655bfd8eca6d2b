"""Which task is kept when two ask for the same work."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fengqiao.foundation.design.forms import offer_choices


class DuplicateForm(forms.Form):
    kept = forms.TypedChoiceField(label=_("The task that is kept"), coerce=int)

    def __init__(self, *args: Any, originals: Iterable[tuple[int, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_choices(form=self, field="kept", choices=[("", _("Choose")), *originals])
