"""Writes of the lists: publishing a version."""

from __future__ import annotations

from django.db import IntegrityError, transaction

from fengqiao.domains.duties.contracts import (
    ListInvalidError,
    ListProblem,
    ListPublished,
    ListVersionRecord,
    VersionTakenError,
)
from fengqiao.domains.duties.models import ListVersion
from fengqiao.domains.duties.queries import digest_of, record_of
from fengqiao.domains.duties.workflow.documents import ParsedList, read_document
from fengqiao.domains.duties.workflow.succession import Neighbour, succession_problems
from fengqiao.domains.organisation.public import get_unit
from fengqiao.foundation.audit.recording import record
from fengqiao.foundation.clock.clock import now
from fengqiao.foundation.events.publishing import publish
from fengqiao.foundation.scoping.contracts import Actor
from fengqiao.foundation.scoping.permissions import require


@transaction.atomic
def publish_list(*, actor: Actor, document: str, unit_code: str) -> ListVersionRecord:
    """This function will publish a document for a unit and all below it, in force from its effective date.

    The text is stored exactly as given. The same text again returns the version that stands.
    Raises ListInvalidError with every problem, VersionTakenError, UnknownUnitError, and the refusals of access.
    """
    unit = get_unit(code=unit_code)
    require(actor, "duties.publish", unit.path, view="duties.view")
    parsed, problems = read_document(document)
    if parsed is None:
        raise ListInvalidError(problems)
    standing = _standing(parsed, document, unit.path)
    if standing is not None:
        return record_of(standing)
    _require_succession(parsed, unit.path)
    row = _store(parsed, document, unit.path, actor)
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
    return record_of(row)


def _standing(parsed: ParsedList, document: str, path: str) -> ListVersion | None:
    row = ListVersion.objects.filter(code=parsed.code, version=parsed.version, scope_path=path).first()
    if row is not None and row.digest != digest_of(document):
        raise VersionTakenError(code=parsed.code, version=parsed.version)
    return row


def _require_succession(parsed: ParsedList, path: str) -> None:
    others = ListVersion.objects.filter(code=parsed.code, scope_path=path)
    neighbours = [Neighbour(row.version, row.effective_from, row.digest) for row in others]
    problems: tuple[ListProblem, ...] = succession_problems(parsed=parsed, digest="", others=neighbours)
    if problems:
        raise ListInvalidError(problems)


def _store(parsed: ParsedList, document: str, path: str, actor: Actor) -> ListVersion:
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
            )
    except IntegrityError as error:
        raise VersionTakenError(code=parsed.code, version=parsed.version) from error
