"""Who acts, and how far that person's roles reach."""

from __future__ import annotations

from dataclasses import dataclass, field


class AccessError(Exception):
    """Base of the two refusals of access."""

    code = "access"


class NotVisibleError(AccessError):
    """The object is outside the actor's scope: the door answers 404, as if it did not exist."""

    code = "not_found"


class NotAllowedError(AccessError):
    """The object is inside the scope but the act is not the actor's: the door answers 403."""

    code = "not_allowed"

    def __init__(self, permission: str) -> None:
        super().__init__(permission)
        self.permission = permission


class ReasonNeededError(AccessError):
    """A personal record was asked for without a stated reason: the door answers 403 and the refusal is audited."""

    code = "reason_needed"

    def __init__(self, *, object_kind: str, object_id: str, scope_path: str) -> None:
        super().__init__(object_kind)
        self.object_kind = object_kind
        self.object_id = object_id
        self.scope_path = scope_path


@dataclass(frozen=True, slots=True)
class Grant:
    """One role over one subtree of the organisation."""

    role: str
    scope_path: str


@dataclass(frozen=True, slots=True)
class Actor:
    """The person (or process) that acts. `staff_id` is the organisation's id of an officer, None for a process."""

    user_id: int | None
    name: str
    staff_id: int | None = None
    grants: tuple[Grant, ...] = field(default_factory=tuple)
    is_system: bool = False

    @property
    def roles(self) -> frozenset[str]:
        return frozenset(grant.role for grant in self.grants)


SYSTEM = Actor(user_id=None, name="system", is_system=True)
"""The platform itself: scheduled generation, deliveries, imports. Its acts are audited like anybody's."""
