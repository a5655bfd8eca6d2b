"""What sign-in and password pages take."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fengqiao.domains.accounts.models import User


class NewPasswordForm(forms.Form):
    """A new password, and the present one from whoever does not come straight from a first sign-in.

    A session left open must not be enough to take an account over.
    """

    current = forms.CharField(
        label=_("Present password"),
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    password = forms.CharField(
        label=_("New password"),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        min_length=10,
    )
    again = forms.CharField(
        label=_("Once more"),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        min_length=10,
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._user = user
        if user.must_change_password:
            del self.fields["current"]

    def clean_current(self) -> str:
        current: str = self.cleaned_data["current"]
        if not self._user.check_password(current):
            raise forms.ValidationError(_("That is not your present password."))
        return current

    def clean(self) -> dict[str, str]:
        cleaned = super().clean() or {}
        if cleaned.get("password") != cleaned.get("again"):
            self.add_error("again", _("The two entries differ."))
        return cleaned
