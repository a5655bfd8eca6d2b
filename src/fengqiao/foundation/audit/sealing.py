"""The sealer: numbers and chains what has committed, in commit order, so that recording serialises nobody."""

from __future__ import annotations

from django.db import connection, transaction

from fengqiao.foundation.audit.hashing import FIRST_LINK, link
from fengqiao.foundation.audit.models import AuditEntry

SEALER_LOCK = 0x46510001
BATCH = 2000


def seal_committed() -> int:
    """This function will chain one batch of committed entries and return how many; 0 when another sealer works."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_try_advisory_xact_lock(%s), pg_snapshot_xmin(pg_current_snapshot())::text::bigint",
            [SEALER_LOCK],
        )
        is_sealer, horizon = cursor.fetchone()
        if not is_sealer:
            return 0
        last = AuditEntry.objects.filter(sequence__isnull=False).order_by("-sequence").first()
        sequence, previous = (last.sequence or 0, last.chain_hash or "") if last else (0, FIRST_LINK)
        entries = list(
            AuditEntry.objects.filter(sequence__isnull=True, transaction_id__lt=horizon).order_by(
                "transaction_id", "id"
            )[:BATCH]
        )
        for entry in entries:
            sequence += 1
            previous = link(previous, entry.digest, sequence, hash_name=entry.hash_name)
            entry.sequence, entry.chain_hash = sequence, previous
        AuditEntry.objects.bulk_update(entries, ["sequence", "chain_hash"], batch_size=500)
    return len(entries)
