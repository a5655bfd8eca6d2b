from __future__ import annotations

from typing import ClassVar

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from fengqiao.foundation.events.models import CURRENT_TRANSACTION
from fengqiao.foundation.scoping.fields import ScopePathField


class AuditEntry(models.Model):
    """One act or one read of a person. Hashed in its transaction; numbered and chained by the sealer in commit order.

    A trigger refuses every change but the sealing and every deletion (migration 0002).
    """

    transaction_id = models.BigIntegerField(db_default=CURRENT_TRANSACTION)
    at = models.DateTimeField()
    actor_user_id = models.BigIntegerField(null=True)
    actor_name = models.CharField(max_length=80)
    action = models.CharField(max_length=80)
    object_kind = models.CharField(max_length=60)
    object_id = models.CharField(max_length=80)
    scope_path = ScopePathField()
    details = models.JSONField(encoder=DjangoJSONEncoder)
    hash_name = models.CharField(max_length=8)
    digest = models.CharField(max_length=64)
    sequence = models.BigIntegerField(null=True, unique=True)
    chain_hash = models.CharField(max_length=64, null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(sequence__isnull=True, chain_hash__isnull=True)
                | models.Q(sequence__isnull=False, chain_hash__isnull=False),
                name="audit_entry_sealed_whole",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["transaction_id", "id"],
                condition=models.Q(sequence__isnull=True),
                name="unsealed_entries",
            ),
            models.Index(fields=["object_kind", "object_id"], name="audit_of_object"),
        ]
