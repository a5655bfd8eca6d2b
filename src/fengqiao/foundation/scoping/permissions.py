"""Permission codes: which roles hold them, and over which part of the tree an actor holds one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeVar

from django.db.models import Q, QuerySet

from fengqiao.foundation.scoping.contracts import Actor, NotAllowedError, NotVisibleError

WHOLE_TREE = ""
Rows = TypeVar("Rows", bound=QuerySet)
_roles_of: dict[str, frozenset[str]] = {}


def register_permissions(table: Mapping[str, Iterable[str]]) -> None:
    """This function will add a domain's permission codes, each with the roles that hold it."""
    for permission, roles in table.items():
        if permission in _roles_of and _roles_of[permission] != frozenset(roles):
            raise ValueError(f"permission {permission} is registered twice")
        _roles_of[permission] = frozenset(roles)


def registered_permissions() -> Mapping[str, frozenset[str]]:
    """This function will return every permission code with its roles."""
    return dict(_roles_of)


def paths_for(actor: Actor, permission: str) -> tuple[str, ...]:
    """This function will return the subtrees in which the actor holds the permission. Raises KeyError."""
    roles = _roles_of[permission]
    if actor.is_system:
        return (WHOLE_TREE,)
    return tuple(sorted({grant.scope_path for grant in actor.grants if grant.role in roles}))


def holds(actor: Actor, permission: str, path: str) -> bool:
    """This function will tell whether the actor holds the permission at this place of the tree."""
    return any(path.startswith(scope) for scope in paths_for(actor, permission))


def require(actor: Actor, permission: str, path: str, *, view: str | None = None) -> None:
    """This function will refuse an act: as not visible when even `view` is not held there, else as not allowed."""
    if holds(actor, permission, path):
        return
    if view is not None and not holds(actor, view, path):
        raise NotVisibleError
    raise NotAllowedError(permission)


def require_somewhere(actor: Actor, permission: str) -> tuple[str, ...]:
    """This function will return the actor's subtrees for the permission. Raises NotAllowedError when there are none."""
    paths = paths_for(actor, permission)
    if not paths:
        raise NotAllowedError(permission)
    return paths


def scoped(rows: Rows, paths: Iterable[str], *, field: str = "scope_path") -> Rows:
    """This function will keep the rows whose path lies in one of the subtrees (an index range per subtree)."""
    condition = Q(pk__in=[])
    for path in paths:
        if path == WHOLE_TREE:
            return rows
        condition |= Q(**{f"{field}__startswith": path})
    return rows.filter(condition)
