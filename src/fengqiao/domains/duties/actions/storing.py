"""Putting a version into the table: the last checks that need the versions beside it."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.db import IntegrityError, transaction

from fengqiao.domains.duties.contracts import ListInvalidError, ListPublished, VersionTakenError
from fengqiao.domains.duties.models import ListVersion
from fengqiao.domains.duties.queries import digest_of, unit_problems
from fengqiao.domains.duties.workflow.admission import admission_problems
from fengqiao.domains.duties.workflow.documents import ParsedList
from fengqiao.domains.duties.workflow.succession import Neighbour, succession_problems
from fengqiao.domains.organisation.contracts import UnitRecord
from fengqiao.foundation.audit.recording import record
from fengqiao.foundation.clock.clock import now, today
from fengqiao.foundation.events.publishing import publish
from fengqiao.foundation.scoping.contracts import Actor


@dataclass(frozen=True, slots=True)
class SignOff:
    """Who wrote and who signed the text of a version."""

    drafted_by: tuple[str, ...]
    signed_by: str
    signed_at: datetime.datetime


def store_version(
    *, parsed: ParsedList, document: str, unit: UnitRecord, actor: Actor, sign_off: SignOff | None
) -> ListVersion:
    """This function will store a sound document as a version; without a sign-off it is an installed one.

    Raises ListInvalidError (for what the admission gate refuses, and a signed list for a first day that is past) and
    VersionTakenError.
    """
    others = ListVersion.objects.filter(code=parsed.code, scope_path=unit.path)
    neighbours = [Neighbour(row.version, row.effective_from, row.digest) for row in others]
    earliest = today() if sign_off else None
    problems = (
        *admission_problems(parsed),
        *unit_problems(parsed=parsed, path=unit.path),
        *succession_problems(parsed=parsed, digest="", others=neighbours, earliest=earliest),
    )
    if problems:
        raise ListInvalidError(problems)
    row = _create(parsed, document, unit.path, actor, sign_off)
    _tell(row, unit, actor)
    return row


def _create(parsed: ParsedList, document: str, path: str, actor: Actor, sign_off: SignOff | None) -> ListVersion:
    try:
        with transaction.atomic():
            return ListVersion.objects.create(
                code=parsed.code,
                kind=parsed.kind,
                version=parsed.version,
                scope_path=path,
                title_zh=parsed.title.zh,
                title_en=parsed.title.en,
                effective_from=parsed.effective_from,
                document=document,
                digest=digest_of(document),
                published_at=now(),
                published_by=actor.name,
                drafted_by=list(sign_off.drafted_by) if sign_off else [],
                signed_by=sign_off.signed_by if sign_off else "",
                signed_at=sign_off.signed_at if sign_off else None,
                is_installed=sign_off is None,
            )
    except IntegrityError as error:
        raise VersionTakenError(code=parsed.code, version=parsed.version) from error


def _tell(row: ListVersion, unit: UnitRecord, actor: Actor) -> None:
    record(
        actor=actor,
        action="publish_list",
        object_kind="list",
        object_id=row.pk,
        scope_path=unit.path,
        details={
            "code": row.code,
            "version": row.version,
            "effective_from": row.effective_from,
            "digest": row.digest,
            "unit": unit.code,
        },
    )
    publish(
        ListPublished(scope_path=unit.path, object_id=str(row.pk), list_code=row.code, version=row.version),
        actor=actor,
    )
