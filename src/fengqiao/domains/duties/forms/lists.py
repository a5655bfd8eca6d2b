"""The forms that take a list's document and a reviewer's words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy

from fengqiao.domains.duties.wording.names import ROLES, name_of
from fengqiao.domains.duties.workflow.vocabulary import OWNERS
from fengqiao.domains.organisation.contracts import UnitRecord

LARGEST_UPLOAD = 1_000_000


def plain_line_ends(text: str) -> str:
    """This function will undo what browsers do to line ends: a text goes out and comes back as the same bytes."""
    return text.replace("\r\n", "\n")


class ListDocumentForm(forms.Form):
    unit_code = forms.ChoiceField(label=gettext_lazy("Unit that it applies to, with all below"))
    file = forms.FileField(label=gettext_lazy("YAML file"), required=False)
    document = forms.CharField(
        label=gettext_lazy("or the text itself"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 22, "class": "mono", "spellcheck": "false"}),
    )

    def __init__(self, *args: Any, units: Sequence[UnitRecord], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["unit_code"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(unit.code, unit.name) for unit in units]

    def clean_file(self) -> str:
        """This function will read the file as UTF-8 text."""
        file: UploadedFile | None = self.cleaned_data.get("file")
        if file is None:
            return ""
        if (file.size or 0) > LARGEST_UPLOAD:
            raise forms.ValidationError(gettext_lazy("The file is too large for a list."))
        try:
            return file.read().decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise forms.ValidationError(gettext_lazy("The file is not UTF-8 text. Save it again as UTF-8.")) from error

    def clean(self) -> dict[str, Any]:
        """This function will take the file before the text, with plain line ends (browsers send others)."""
        data = super().clean() or {}
        text = data.get("file") or data.get("document") or ""
        data["document"] = plain_line_ends(text)
        if not data["document"].strip() and not self.errors:
            self.add_error("document", gettext_lazy("Choose a file or paste the text."))
        return data


class DayForm(forms.Form):
    on = forms.DateField(
        label=gettext_lazy("What was in force on"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d"],
    )


class DraftActForm(forms.Form):
    """An act on a draft: the digest of the text that was looked at, the text when it is saved, words when returned."""

    seen_digest = forms.CharField(max_length=64)
    document = forms.CharField(required=False, strip=False, max_length=LARGEST_UPLOAD)
    note = forms.CharField(required=False, max_length=2000)
    backtest_waiver = forms.CharField(required=False, max_length=500)

    def clean_document(self) -> str:
        return plain_line_ends(self.cleaned_data["document"])


CONDITION_HINT = gettext_lazy('For example: tier == "monthly" && capacity >= 50. Empty: every subject of the kind.')


class RowForm(forms.Form):
    """The values of one row that a form can change; only those that the row has are asked for."""

    seen_digest = forms.CharField(max_length=64, widget=forms.HiddenInput)

    LABELS: ClassVar[Mapping[str, Any]] = {
        "duty": gettext_lazy("Duty"),
        "clause": gettext_lazy("Clause"),
        "basis": gettext_lazy("Basis"),
        "owner_role": gettext_lazy("Owner"),
        "condition": gettext_lazy("Condition in CEL"),
        "opens": gettext_lazy("Opens at"),
        "closes": gettext_lazy("Closes at"),
        "due_days": gettext_lazy("Days open before it is due"),
        "minutes": gettext_lazy("Minutes"),
        "priority": gettext_lazy("Priority"),
        "since": gettext_lazy("In force since"),
        "sunset": gettext_lazy("Sunset"),
    }

    def __init__(self, *args: Any, values: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in self.LABELS:
            if name in values:
                self.fields[name] = self._field(name, values[name])

    def _field(self, name: str, value: str) -> forms.Field:
        if name == "owner_role":
            owners = sorted({*OWNERS, value})
            choices = [(owner, name_of(owner, ROLES)) for owner in owners]
            return forms.ChoiceField(label=self.LABELS[name], initial=value, choices=choices)
        return forms.CharField(
            label=self.LABELS[name],
            initial=value,
            max_length=2000,
            strip=True,
            required=name != "condition",
            widget=self._widget(name),
            help_text=CONDITION_HINT if name == "condition" else "",
        )

    @staticmethod
    def _widget(name: str) -> forms.Widget:
        if name == "condition":
            return forms.Textarea(attrs={"rows": 3, "class": "mono", "spellcheck": "false"})
        return forms.Textarea(attrs={"rows": 3}) if name == "clause" else forms.TextInput()

    @property
    def values(self) -> dict[str, str]:
        """What was changed; a value that nobody touched stays as it is written, double spaces too."""
        changed = [name for name in self.LABELS if name in self.changed_data]
        return {name: self._one_line(name) for name in changed}

    def _one_line(self, name: str) -> str:
        """A value on one line; in a condition, spaces within quotation marks mean something and stay."""
        text = str(self.cleaned_data[name])
        return " ".join(text.splitlines()) if name == "condition" else " ".join(text.split())
