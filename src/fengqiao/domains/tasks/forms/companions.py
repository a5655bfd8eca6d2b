"""Who came along to work for several: whoever was planned is chosen already, a person decides."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fengqiao.domains.tasks.contracts import Evidence, TaskRecord

FIELD = "came_along"


class CompanionsForm(forms.Form):
    """One choice for work for two, boxes to tick for more; nothing at all for work of one."""

    def __init__(self, *args: Any, task: TaskRecord, colleagues: Iterable[tuple[int, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if task.officers_needed == 1:
            return
        choices = [(str(key), name) for key, name in colleagues]
        planned = [str(one) for one in task.companions]
        if task.officers_needed == 2:
            self.fields[FIELD] = forms.ChoiceField(
                label=_("Who came along"),
                choices=[*choices, ("", _("nobody"))],
                required=False,
                initial=planned[0] if planned else "",
            )
        else:
            self.fields[FIELD] = forms.MultipleChoiceField(
                label=_("Who came along"),
                choices=choices,
                required=False,
                initial=planned,
                widget=forms.CheckboxSelectMultiple,
            )

    @property
    def choices(self) -> list[tuple[str, Any, bool]]:
        """Value, name and whether it is chosen, for the buttons at the door; empty for work of one."""
        if FIELD not in self.fields:
            return []
        initial = self.fields[FIELD].initial
        chosen = initial if isinstance(initial, list) else [initial]
        field: Any = self.fields[FIELD]
        return [(value, name, value in chosen) for value, name in field.choices]

    def with_companions(self, *, evidence: Evidence) -> Evidence:
        """This function will put who came along into evidence; a page that did not ask leaves it as it was planned."""
        if FIELD not in self.fields:
            return evidence
        is_ticked = isinstance(self.fields[FIELD], forms.MultipleChoiceField)
        if FIELD not in self.data and not is_ticked:
            return evidence
        given = self.cleaned_data[FIELD]
        chosen = given if isinstance(given, list) else [given] if given else []
        return replace(evidence, companions=tuple(int(one) for one in chosen))
