"""Reads of accounts: who somebody is at this moment, and which reasons stand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection

from django.db.models import Q

from fengqiao.domains.accounts.contracts import Purpose, StatedReason
from fengqiao.domains.accounts.models import AccessReason, RoleGrant, User
from fengqiao.foundation.clock.clock import now
from fengqiao.foundation.scoping.contracts import Actor, Grant


def get_actor(*, user: User) -> Actor:
    """This function will return who acts when this user does, with the roles in force now."""
    return get_actors(users=[user])[user.pk]


def get_actors(*, users: Collection[User]) -> dict[int, Actor]:
    """This function will return who acts when each of these users does, by the user's id, with one query for all."""
    moment = now()
    rows = RoleGrant.objects.filter(user__in=users, valid_from_at__lte=moment).filter(
        Q(valid_to_at=None) | Q(valid_to_at__gt=moment)
    )
    grants: defaultdict[int, list[Grant]] = defaultdict(list)
    for user_id, role, scope_path in rows.order_by("scope_path", "role").values_list("user_id", "role", "scope_path"):
        grants[user_id].append(Grant(role, scope_path))
    return {
        user.pk: Actor(user_id=user.pk, name=user.display_name, staff_id=user.staff_id, grants=tuple(grants[user.pk]))
        for user in users
    }


def find_reason(*, actor: Actor, object_kind: str, object_id: str) -> StatedReason | None:
    """This function will return the actor's standing reason for one object, None without one."""
    if actor.user_id is None:
        return None
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
