"""Calls of the past in bulk: COPY into a staging table, then one INSERT that leaves known calls alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import islice

from django.db import connection, transaction

from fengqiao.domains.incidents.actions.staging import COLUMNS, CREATE, INSERT, fault_of, staging_line
from fengqiao.domains.incidents.contracts import CallsLoaded, ImportedCall, LoadReport, RefusedCall
from fengqiao.domains.incidents.models import Incident
from fengqiao.domains.incidents.workflow.deadlines import arrival_target_minutes
from fengqiao.domains.organisation.public import list_units
from fengqiao.domains.places.public import list_addresses_by_code
from fengqiao.foundation.audit.recording import record
from fengqiao.foundation.events.publishing import publish
from fengqiao.foundation.scoping.contracts import Actor
from fengqiao.foundation.scoping.permissions import require_somewhere

CHUNK = 5000
STATISTICS_SHARE = 0.2
"""The part of the rows that were counted last, by which the table must grow to be counted anew."""


@transaction.atomic
def load_calls(*, actor: Actor, source: str, calls: Iterable[ImportedCall]) -> LoadReport:
    """This function will load calls of the past, each (source, id) once ever; faulty ones are named, not landed.

    Raises NotAllowedError, ValueError for a source without a name.
    """
    if not source:
        raise ValueError("an import needs the name of its source")
    scopes = require_somewhere(actor, "incidents.import")
    paths = {unit.code: unit.path for unit in list_units() if any(unit.path.startswith(scope) for scope in scopes)}
    added = known = 0
    refused: list[RefusedCall] = []
    stream = iter(calls)
    while chunk := list(islice(stream, CHUNK)):
        good, bad = _sort_out(chunk, paths)
        refused += bad
        landed = _land(source, good, paths)
        added += landed
        known += len(good) - landed
    _refresh_statistics(added)
    report = LoadReport(added, known, tuple(refused))
    _announce(actor, source, report, scopes[0])
    return report


def _sort_out(chunk: Sequence[ImportedCall], paths: Mapping[str, str]) -> tuple[list[ImportedCall], list[RefusedCall]]:
    good, bad = [], []
    for call in chunk:
        fault = fault_of(call, paths)
        if fault:
            bad.append(RefusedCall(call.external_id, fault))
        else:
            good.append(call)
    return good, bad


def _land(source: str, calls: Sequence[ImportedCall], paths: Mapping[str, str]) -> int:
    if not calls:
        return 0
    codes = {call.address_code for call in calls if call.address_code}
    addresses = list_addresses_by_code(codes=codes) if codes else {}
    known = {
        code: (address.short_text, arrival_target_minutes(community=address.community))
        for code, address in addresses.items()
    }
    unknown = ("", arrival_target_minutes(community=""))
    with connection.cursor() as cursor:
        cursor.execute(CREATE)
        with cursor.copy(f"COPY incidents_staging ({', '.join(COLUMNS)}) FROM STDIN") as copy:
            copy.write(
                "".join(
                    staging_line(call, source, paths[call.unit_code], known.get(call.address_code, unknown))
                    for call in calls
                )
            )
        cursor.execute(INSERT)
        return int(cursor.rowcount)


def _refresh_statistics(added: int) -> None:
    """A load that changes the table a lot is told to the planner at once; a list of a year must not wait for it."""
    table = Incident._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute("SELECT greatest(reltuples, 0) FROM pg_class WHERE oid = %s::regclass", [table])
        if added > STATISTICS_SHARE * cursor.fetchone()[0]:
            cursor.execute(f"ANALYZE {table}")


def _announce(actor: Actor, source: str, report: LoadReport, path: str) -> None:
    counts = {"added": report.added, "known": report.known, "refused": len(report.refused)}
    record(actor=actor, action="load_calls", object_kind="incidents", object_id=source, scope_path=path, details=counts)
    publish(CallsLoaded(scope_path=path, object_id=source, source=source, added=report.added), actor=actor)
