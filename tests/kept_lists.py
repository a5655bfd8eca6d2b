"""The shipped lists in force in the county: published through the door once for a process, then put back as rows."""

from __future__ import annotations

import datetime
from functools import partial

from fengqiao.domains.duties.public import publish_list, shipped_documents
from fengqiao.foundation.scoping.contracts import SYSTEM
from tests.kept_rows import KeptRows
from tests.stage import COUNTY

_published: dict[tuple[object, ...], KeptRows[None]] = {}


def publish_shipped(*names: str, effective_from: datetime.date | None = None) -> None:
    """This function will publish the shipped lists of these names, all without names, for the county of the stage."""
    key = (*names, effective_from)
    if key not in _published:
        _published[key] = KeptRows(partial(_publish, names, effective_from))
    _published[key].get()


def _publish(names: tuple[str, ...], effective_from: datetime.date | None) -> None:
    documents = shipped_documents(effective_from=effective_from)
    for name in names or documents:
        publish_list(actor=SYSTEM, document=documents[name], unit_code=COUNTY)
