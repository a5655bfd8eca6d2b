"""What the forms of all rooms share."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms


def offer_choices(*, form: forms.Form, field: str, choices: Iterable[tuple[Any, Any]]) -> None:
    """This function will set what a field lets one choose from, known only when the form is made."""
    chosen = form.fields[field]
    if not isinstance(chosen, forms.ChoiceField):
        raise TypeError(f"{field} is not a field of choices")
    chosen.choices = list(choices)


def focus_first_error(*, form: forms.Form) -> None:
    """This function will put the cursor into the first field that is wrong, so that the page comes back to it."""
    wrong = [bound for bound in form.visible_fields() if bound.errors]
    if not wrong:
        return
    for field in form.fields.values():
        field.widget.attrs.pop("autofocus", None)
    wrong[0].field.widget.attrs["autofocus"] = True
