"""The responsibility lists that a new station starts from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ShippedList:
    """A shipped list that has just come into force for a unit."""

    code: str
    unit_code: str
    unit_name: str


def publish_shipped_lists() -> Sequence[ShippedList]:
    """This function will publish each shipped list for each topmost unit unless a list of that code stands anywhere."""
    from fengqiao.domains.duties.public import list_versions, publish_list, shipped_documents
    from fengqiao.domains.organisation.public import list_units
    from fengqiao.foundation.clock.clock import today
    from fengqiao.foundation.scoping.contracts import SYSTEM

    units = list_units()
    topmost = [unit for unit in units if not any(_is_above(other.path, unit.path) for other in units)]
    standing = {version.code for version in list_versions(actor=SYSTEM)}
    done = []
    for code, document in shipped_documents(effective_from=today()).items():
        if code in standing:
            continue
        for unit in topmost:
            publish_list(actor=SYSTEM, document=document, unit_code=unit.code)
            done.append(ShippedList(code, unit.code, unit.name))
    return done


def _is_above(path: str, other: str) -> bool:
    return path != other and other.startswith(path)
