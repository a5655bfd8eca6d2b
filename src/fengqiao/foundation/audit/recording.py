"""Recording an act, or a read that must be known, in the transaction of the act itself."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder

from fengqiao.foundation.audit.hashing import entry_digest
from fengqiao.foundation.audit.models import AuditEntry
from fengqiao.foundation.clock.clock import now
from fengqiao.foundation.scoping.contracts import Actor


def record(
    *,
    actor: Actor,
    action: str,
    object_kind: str,
    object_id: object,
    scope_path: str,
    details: Mapping[str, Any] | None = None,
) -> None:
    """This function will add one audit entry: who did (or read) what, to which object, why (in `details`)."""
    content: dict[str, Any] = {
        "at": now(),
        "actor_user_id": actor.user_id,
        "actor_name": actor.name,
        "action": action,
        "object_kind": object_kind,
        "object_id": str(object_id),
        "scope_path": scope_path,
        "details": json.loads(json.dumps(details or {}, cls=DjangoJSONEncoder)),
    }
    hash_name = settings.AUDIT_HASH
    AuditEntry.objects.create(**content, hash_name=hash_name, digest=entry_digest(content, hash_name=hash_name))
