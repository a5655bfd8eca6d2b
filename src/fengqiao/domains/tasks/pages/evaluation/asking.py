"""Which place and month a page is about."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any

from django.urls import NoReverseMatch, reverse

from fengqiao.domains.duties.public import duty_lists_in_force
from fengqiao.domains.tasks.forms.evaluation import PlaceAndMonthForm
from fengqiao.domains.tasks.public import list_titles, month_of, visible_units
from fengqiao.foundation.clock.clock import today
from fengqiao.foundation.scoping.contracts import Actor
from fengqiao.foundation.scoping.permissions import require_somewhere
from fengqiao.foundation.scoping.requests import FengqiaoRequest


@dataclass(frozen=True, slots=True)
class Asked:
    """A place that the actor may look at (the widest own one if none was asked for) and a month."""

    path: str
    month: datetime.date


def asked_place(request: FengqiaoRequest, *, permission: str = "tasks.evaluate") -> Asked:
    """This function will read place and month of an address. Raises NotAllowedError; the query refuses the rest."""
    scopes = require_somewhere(request.actor, permission)
    path, month = PlaceAndMonthForm(request.GET or request.POST).asked()
    return Asked(path or min(scopes, key=len), month_of(month or today()))


def frame_of(*, actor: Actor, asked: Asked, months: tuple[datetime.date, ...]) -> dict[str, Any]:
    """This function will return what stands around every sheet: the way down the tree, the months."""
    return {
        "path": asked.path,
        "month": asked.month,
        "months": months,
        "way": visible_units(actor=actor, path=asked.path),
        "is_running": asked.month == month_of(today()),
    }


class RowLinks:
    """The address of each row in the list in force at a place; lists are looked up once for a page.

    Above the units that keep lists of their own, the latest version that is known leads there.
    """

    def __init__(self, path: str) -> None:
        self._versions = dict(sorted(list_titles()))
        lists = duty_lists_in_force(on=today(), path=path)
        self._versions.update({one.record.code: one.record.version for one in lists})

    def url(self, list_code: str, row_number: int) -> str:
        """This function will return the address, empty where the list is not in force here."""
        version = self._versions.get(list_code)
        if version is None:
            return ""
        try:
            return f"{reverse('duties:list', args=[list_code, version])}#row-{row_number}"
        except NoReverseMatch:
            return ""
