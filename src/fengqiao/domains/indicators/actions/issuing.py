"""Issuing a bulletin: from then on its figures are those of that time."""

from __future__ import annotations

import datetime

from django.db import IntegrityError, transaction

from fengqiao.domains.indicators.contracts import Bulletin, BulletinIssued, BulletinKind, SpanNotOverError
from fengqiao.domains.indicators.models import IssuedBulletin
from fengqiao.domains.indicators.queries.bulletin import draw_up
from fengqiao.domains.indicators.queries.issued import as_content, issued_bulletin
from fengqiao.domains.indicators.queries.place import widest_path
from fengqiao.domains.indicators.queries.spans import last_ended, span_of
from fengqiao.domains.organisation.contracts import UnitKind
from fengqiao.domains.organisation.public import list_units
from fengqiao.foundation.audit.recording import record
from fengqiao.foundation.clock.clock import now
from fengqiao.foundation.events.publishing import publish
from fengqiao.foundation.scoping.contracts import SYSTEM, Actor

ISSUE = "indicators.issue"


def issue_bulletin(*, actor: Actor, kind: BulletinKind, on: datetime.date) -> Bulletin:
    """This function will issue the bulletin of the actor's unit; one that is issued already stays as it is.

    Raises SpanNotOverError before the span's end, NotAllowedError.
    """
    return _issue(actor, kind, on, widest_path(actor, ISSUE))


def issue_due_bulletins() -> int:
    """This function will issue what has fallen due for every station, and return how many were new."""
    issued = 0
    for station in list_units(kind=UnitKind.POLICE_STATION):
        for kind in BulletinKind:
            on = last_ended(kind=kind)
            if _known(station.path, kind, on) is None:
                _issue(SYSTEM, kind, on, station.path)
                issued += 1
    return issued


def _issue(actor: Actor, kind: BulletinKind, on: datetime.date, path: str) -> Bulletin:
    span = span_of(kind=kind, on=on)
    if span.to_at > now():
        raise SpanNotOverError(to_at=span.to_at)
    known = _known(path, kind, on)
    if known is None:
        try:
            with transaction.atomic():
                known = _write(actor, draw_up(kind=kind, on=on, under=path), path)
        except IntegrityError:
            known = _known(path, kind, on)
            if known is None:
                raise
    return issued_bulletin(known)


def _known(path: str, kind: BulletinKind, on: datetime.date) -> IssuedBulletin | None:
    from_at = span_of(kind=kind, on=on).from_at
    return IssuedBulletin.objects.filter(scope_path=path, kind=kind, from_at=from_at).first()


def _write(actor: Actor, bulletin: Bulletin, path: str) -> IssuedBulletin:
    row = IssuedBulletin.objects.create(
        kind=bulletin.kind,
        scope_path=path,
        from_at=bulletin.from_at,
        to_at=bulletin.to_at,
        issued_at=now(),
        issued_by=actor.name,
        content=as_content(bulletin),
    )
    name = f"{bulletin.kind}-{bulletin.from_at:%Y-%m-%d}"
    record(
        actor=actor,
        action="issue_bulletin",
        object_kind="bulletin",
        object_id=name,
        scope_path=path,
        details={"received": bulletin.received},
    )
    publish(BulletinIssued(scope_path=path, object_id=name, bulletin_kind=bulletin.kind), actor=actor)
    return row
