from __future__ import annotations

import datetime
import time
from collections.abc import Iterator

import pytest
from django.db import DatabaseError, connection, transaction

from fengqiao.foundation.audit.hashing import hash_text
from fengqiao.foundation.audit.models import AuditEntry
from fengqiao.foundation.audit.recording import record
from fengqiao.foundation.audit.sealing import seal_committed
from fengqiao.foundation.audit.verifying import verify_chain
from fengqiao.foundation.scoping.contracts import SYSTEM

pytestmark = pytest.mark.django_db(transaction=True)
SEAL_SECONDS = 120


@pytest.fixture(autouse=True)
def _guarded() -> Iterator[None]:
    _without_guard("TRUNCATE foundation_audit_auditentry")
    yield
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE foundation_audit_auditentry DISABLE TRIGGER audit_no_truncate")


def _without_guard(statement: str, parameters: list[object] | None = None) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("ALTER TABLE foundation_audit_auditentry DISABLE TRIGGER USER")
        cursor.execute(statement, parameters)
        cursor.execute("ALTER TABLE foundation_audit_auditentry ENABLE TRIGGER USER")


def _seal(count: int) -> int:
    """Transactions of the other test process run in the same cluster and hold the sealer back until they end."""
    deadline, sealed = time.monotonic() + SEAL_SECONDS, 0
    while sealed < count and time.monotonic() < deadline:
        sealed += seal_committed()
        time.sleep(0.05)
    return sealed


def _sealed_entries(count: int) -> list[AuditEntry]:
    for number in range(count):
        record(
            actor=SYSTEM,
            action="act",
            object_kind="thing",
            object_id=number,
            scope_path="0001",
            details={"数": number, "on": datetime.date(2026, 5, 1)},
        )
    assert _seal(count) == count
    return list(AuditEntry.objects.order_by("sequence"))


def test_an_untouched_chain_holds() -> None:
    _sealed_entries(5)
    report = verify_chain()
    assert (report.sealed, report.unsealed, report.faults) == (5, 0, ())


def test_the_check_names_an_altered_entry() -> None:
    entry = _sealed_entries(5)[2]
    _without_guard("UPDATE foundation_audit_auditentry SET actor_name = 'else' WHERE id = %s", [entry.pk])
    assert [(fault.code, fault.entry_id) for fault in verify_chain().faults] == [("altered", entry.pk)]


def test_the_check_names_a_removed_entry() -> None:
    entry = _sealed_entries(5)[2]
    _without_guard("DELETE FROM foundation_audit_auditentry WHERE id = %s", [entry.pk])
    assert [(fault.code, fault.sequence) for fault in verify_chain().faults] == [("missing", 3)]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE foundation_audit_auditentry SET actor_name = 'else'",
        "UPDATE foundation_audit_auditentry SET sequence = sequence + 10",
        "DELETE FROM foundation_audit_auditentry",
        "TRUNCATE foundation_audit_auditentry",
    ],
)
def test_the_database_refuses_to_change_the_audit(statement: str) -> None:
    _sealed_entries(2)
    with pytest.raises(DatabaseError), connection.cursor() as cursor:
        cursor.execute(statement)
    assert verify_chain().faults == ()


def test_a_rollback_leaves_no_entry() -> None:
    with pytest.raises(RuntimeError), transaction.atomic():
        record(actor=SYSTEM, action="act", object_kind="thing", object_id=1, scope_path="")
        raise RuntimeError
    assert AuditEntry.objects.count() == 0


def test_sm3_has_its_known_answer() -> None:
    assert hash_text("abc", hash_name="sm3") == "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"
