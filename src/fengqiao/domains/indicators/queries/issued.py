"""Bulletins as they were issued."""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Mapping, Sequence
from typing import Any, Final

from fengqiao.domains.indicators.contracts import Bulletin, BulletinKind, BulletinLine
from fengqiao.domains.indicators.models import IssuedBulletin
from fengqiao.domains.indicators.queries.bulletin import draw_up
from fengqiao.domains.indicators.queries.place import widest_path
from fengqiao.domains.indicators.queries.spans import span_of
from fengqiao.foundation.clock.clock import local_zone
from fengqiao.foundation.scoping.contracts import Actor

MOST_SHOWN: Final = 14
_OF_THE_ROW: Final = ("kind", "from_at", "to_at", "issued_at", "issued_by")


def get_bulletin(*, actor: Actor, kind: BulletinKind, on: datetime.date) -> Bulletin:
    """This function will return the bulletin of a span: as issued, or as it would be written now."""
    path = widest_path(actor, "indicators.view")
    row = IssuedBulletin.objects.filter(scope_path=path, kind=kind, from_at=span_of(kind=kind, on=on).from_at).first()
    return issued_bulletin(row) if row is not None else draw_up(kind=kind, on=on, under=path)


def list_issued(*, actor: Actor, kind: BulletinKind) -> Sequence[datetime.date]:
    """This function will list the dates of the latest bulletins that the actor's unit has issued."""
    path = widest_path(actor, "indicators.view")
    rows = IssuedBulletin.objects.filter(scope_path=path, kind=kind).order_by("-from_at")
    return [at.astimezone(local_zone()).date() for at in rows.values_list("from_at", flat=True)[:MOST_SHOWN]]


def issued_bulletin(row: IssuedBulletin) -> Bulletin:
    """This function will read an issued bulletin."""
    content: Mapping[str, Any] = row.content
    zone = local_zone()
    return Bulletin(
        kind=BulletinKind(row.kind),
        unit_name=content["unit_name"],
        from_at=row.from_at.astimezone(zone),
        to_at=row.to_at.astimezone(zone),
        lines=tuple(BulletinLine(**line) for line in content["lines"]),
        arrivals=content["arrivals"],
        arrivals_in_time=content["arrivals_in_time"],
        open_calls=content["open_calls"],
        beats=tuple((name, count) for name, count in content["beats"]),
        unknown_days=content["unknown_days"],
        issued_at=row.issued_at,
        issued_by=row.issued_by,
    )


def as_content(bulletin: Bulletin) -> dict[str, Any]:
    """This function will return the figures as they are stored."""
    plain = dataclasses.asdict(bulletin)
    return {name: value for name, value in plain.items() if name not in _OF_THE_ROW}
