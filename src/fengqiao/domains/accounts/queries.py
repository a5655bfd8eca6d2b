"""Reads of accounts: who somebody is at this moment, and which reasons stand."""

from __future__ import annotations

from django.db.models import Q

from fengqiao.domains.accounts.contracts import Purpose, StatedReason
from fengqiao.domains.accounts.models import AccessReason, RoleGrant, User
from fengqiao.foundation.clock.clock import now
from fengqiao.foundation.scoping.contracts import Actor, Grant


def get_actor(*, user: User) -> Actor:
    """This function will return who acts when this user does, with the roles in force now."""
    moment = now()
    rows = RoleGrant.objects.filter(user=user, valid_from_at__lte=moment).filter(
        Q(valid_to_at=None) | Q(valid_to_at__gt=moment)
    )
    grants = tuple(Grant(row.role, row.scope_path) for row in rows.order_by("scope_path", "role"))
    return Actor(user_id=user.pk, name=user.display_name, staff_id=user.staff_id, grants=grants)


def find_reason(*, actor: Actor, object_kind: str, object_id: str) -> StatedReason | None:
    """This function will return the actor's standing reason for one object, None without one."""
    moment = now()
    row = (
        AccessReason.objects.filter(
            user_id=actor.user_id,
            object_kind=object_kind,
            object_id=object_id,
            stated_at__lte=moment,
            expires_at__gt=moment,
        )
        .order_by("-expires_at")
        .first()
    )
    return StatedReason(Purpose(row.purpose), row.reference, row.stated_at, row.expires_at) if row else None
