from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models


class StoredFile(models.Model):
    """A file on disk under its hash: clips, evidence, documents. Gone everywhere when it expires, unless held."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    sha256 = models.CharField(max_length=64)
    size_bytes = models.BigIntegerField()
    media_type = models.CharField(max_length=80)
    purpose = models.CharField(max_length=40)
    stored_at = models.DateTimeField()
    expires_at = models.DateTimeField(null=True)
    hold_number = models.CharField(max_length=60, blank=True)
    held_until_at = models.DateTimeField(null=True)
    deleted_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(hold_number="", held_until_at__isnull=True)
                | (~models.Q(hold_number="") & models.Q(held_until_at__isnull=False)),
                name="a_hold_has_number_and_expiry",
            ),
            models.CheckConstraint(
                condition=models.Q(deleted_at=None) | models.Q(deleted_at__gte=models.F("expires_at")),
                name="no_early_delete",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["expires_at"], condition=models.Q(deleted_at=None), name="files_to_expire")
        ]
