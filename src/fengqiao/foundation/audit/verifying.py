"""Checking the chain: every entry against its digest, every link against the one before."""

from __future__ import annotations

from dataclasses import dataclass

from fengqiao.foundation.audit.hashing import CONTENT_FIELDS, FIRST_LINK, entry_digest, link
from fengqiao.foundation.audit.models import AuditEntry


@dataclass(frozen=True, slots=True)
class Fault:
    """One place where the chain does not hold. `code`: altered, missing, broken_link."""

    code: str
    entry_id: int | None
    sequence: int


@dataclass(frozen=True, slots=True)
class ChainReport:
    sealed: int
    unsealed: int
    head: str
    faults: tuple[Fault, ...]


def verify_chain() -> ChainReport:
    """This function will read the whole chain and name every altered, missing or re-ordered entry."""
    faults: list[Fault] = []
    expected, previous, count = 1, FIRST_LINK, 0
    for entry in AuditEntry.objects.filter(sequence__isnull=False).order_by("sequence").iterator(chunk_size=2000):
        sequence = entry.sequence or 0
        if sequence != expected:
            faults.extend(Fault("missing", None, number) for number in range(expected, sequence))
        content = {name: getattr(entry, name) for name in CONTENT_FIELDS}
        if entry_digest(content, hash_name=entry.hash_name) != entry.digest:
            faults.append(Fault("altered", entry.pk, sequence))
        if (
            link(previous, entry.digest, sequence, hash_name=entry.hash_name) != entry.chain_hash
            and sequence == expected
        ):
            faults.append(Fault("broken_link", entry.pk, sequence))
        expected, previous, count = sequence + 1, entry.chain_hash or "", count + 1
    unsealed = AuditEntry.objects.filter(sequence__isnull=True).count()
    return ChainReport(sealed=count, unsealed=unsealed, head=previous, faults=tuple(faults))
