"""Writes of accounts."""

from __future__ import annotations

import datetime

from django.contrib.auth.hashers import identify_hasher, make_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from fengqiao.domains.accounts.contracts import (
    ADMINISTRATORS,
    ConflictingRolesError,
    EmptyReasonError,
    Purpose,
    ReasonStated,
    Role,
    UsernameTakenError,
    WeakPasswordError,
)
from fengqiao.domains.accounts.models import AccessReason, RoleGrant, User
from fengqiao.domains.accounts.queries import get_actor
from fengqiao.foundation.audit.recording import record
from fengqiao.foundation.clock.clock import now
from fengqiao.foundation.events.publishing import publish
from fengqiao.foundation.scoping.contracts import Actor
from fengqiao.foundation.scoping.permissions import holds, require, require_somewhere

REASON_LASTS = datetime.timedelta(minutes=30)
"""Long enough to read a record while working on its task, short enough that a left-open desk shows nothing later."""


@transaction.atomic
def create_account(
    *,
    actor: Actor,
    username: str,
    display_name: str,
    password: str = "",
    password_hash: str = "",
    staff_id: int | None = None,
    must_change_password: bool = True,
) -> int:
    """This function will create a sign-in and return its id.

    Raises NotAllowedError, UsernameTakenError, WeakPasswordError.

    `password_hash`: what `hash_password` made, instead of a password (many sign-ins at once, or moved ones).
    """
    require_somewhere(actor, "accounts.manage")
    if User.objects.filter(username=username).exists():
        raise UsernameTakenError(username=username)
    if password_hash:
        _check_hash(password_hash)
    else:
        _check_password(password)
    user = User(
        username=username,
        display_name=display_name,
        staff_id=staff_id,
        must_change_password=must_change_password,
        password=password_hash or make_password(password),
    )
    user.save()
    record(
        actor=actor,
        action="create_account",
        object_kind="account",
        object_id=user.pk,
        scope_path="",
        details={"username": username},
    )
    return user.pk


@transaction.atomic
def change_password(*, actor: Actor, user_id: int, password: str) -> None:
    """This function will set a new password: everybody's own, an administrator's for others until they choose one.

    Raises NotAllowedError, WeakPasswordError.
    """
    is_own = actor.user_id == user_id
    if not is_own:
        _require_password_right(actor, user_id)
    _check_password(password)
    user = User.objects.select_for_update().get(pk=user_id)
    user.set_password(password)
    user.must_change_password = not is_own
    user.save(update_fields=["password", "must_change_password"])
    record(actor=actor, action="change_password", object_kind="account", object_id=user_id, scope_path="")


def _require_password_right(actor: Actor, user_id: int) -> None:
    """Who sets a password can sign in with it: it takes the right over all that the account can do, and for an
    administrator's or auditor's account the right that makes administrators."""
    require_somewhere(actor, "accounts.manage")
    for grant in RoleGrant.objects.filter(user_id=user_id, valid_to_at=None):
        needed = "accounts.manage_roles" if Role(grant.role) in ADMINISTRATORS else "accounts.manage"
        require(actor, needed, grant.scope_path)


@transaction.atomic
def grant_role(
    *, actor: Actor, user_id: int, role: Role, scope_path: str, valid_from_at: datetime.datetime | None = None
) -> None:
    """This function will give a role over a subtree.

    Raises NotAllowedError, ConflictingRolesError for two administrators' roles.
    """
    _require_role_right(actor, role, scope_path)
    open_grants = RoleGrant.objects.select_for_update().filter(user_id=user_id, valid_to_at=None)
    held = {Role(grant.role) for grant in open_grants}
    if role in ADMINISTRATORS and (held - {role}) & ADMINISTRATORS:
        raise ConflictingRolesError(role=role)
    if open_grants.filter(role=role, scope_path=scope_path).exists():
        return
    RoleGrant.objects.create(user_id=user_id, role=role, scope_path=scope_path, valid_from_at=valid_from_at or now())
    record(
        actor=actor,
        action="grant_role",
        object_kind="account",
        object_id=user_id,
        scope_path=scope_path,
        details={"role": role},
    )


@transaction.atomic
def end_role(*, actor: Actor, user_id: int, role: Role, scope_path: str) -> None:
    """This function will end a role; the next request of that user is without it. Raises NotAllowedError."""
    _require_role_right(actor, role, scope_path)
    ended = RoleGrant.objects.filter(user_id=user_id, role=role, scope_path=scope_path, valid_to_at=None).update(
        valid_to_at=now()
    )
    if ended:
        record(
            actor=actor,
            action="end_role",
            object_kind="account",
            object_id=user_id,
            scope_path=scope_path,
            details={"role": role},
        )


def _require_role_right(actor: Actor, role: Role, scope_path: str) -> None:
    """Roles of work come with an appointment, which the system administrator makes; those that administer or audit
    are the security administrator's alone: nobody can make himself one."""
    if role in ADMINISTRATORS or not holds(actor, "accounts.manage", scope_path):
        require(actor, "accounts.manage_roles", scope_path)


def note_sign_in(*, actor: Actor) -> None:
    """This function will note that somebody signed in."""
    _note_session(actor, "sign_in")


def note_sign_out(*, actor: Actor) -> None:
    """This function will note that somebody signed out; nobody's sign-out is none."""
    if actor.user_id is not None:
        _note_session(actor, "sign_out")


def note_refused_sign_in(*, username: str) -> None:
    """This function will note a refused sign-in to an account that exists.

    A name that nobody has is not kept: people type their password there.
    """
    user = User.objects.filter(username=username).first()
    if user is not None:
        _note_session(get_actor(user=user), "refuse_sign_in")


def _note_session(actor: Actor, action: str) -> None:
    scope_path = actor.grants[0].scope_path if actor.grants else ""
    record(actor=actor, action=action, object_kind="account", object_id=actor.user_id, scope_path=scope_path)


@transaction.atomic
def state_reason(
    *, actor: Actor, purpose: Purpose, reference: str, object_kind: str, object_id: str, scope_path: str
) -> None:
    """This function will note why the actor opens a personal record. Raises EmptyReasonError without a number."""
    if not reference.strip() or actor.user_id is None:
        raise EmptyReasonError
    moment = now()
    AccessReason.objects.create(
        user_id=actor.user_id,
        purpose=purpose,
        reference=reference.strip(),
        object_kind=object_kind,
        object_id=object_id,
        scope_path=scope_path,
        stated_at=moment,
        expires_at=moment + REASON_LASTS,
    )
    record(
        actor=actor,
        action="state_reason",
        object_kind=object_kind,
        object_id=object_id,
        scope_path=scope_path,
        details={"purpose": purpose, "reference": reference.strip()},
    )
    publish(
        ReasonStated(scope_path=scope_path, object_id=object_id, purpose=purpose, reference=reference.strip()),
        actor=actor,
    )


def hash_password(*, password: str) -> str:
    """This function will check a password and return its hash. Raises WeakPasswordError."""
    _check_password(password)
    return make_password(password)


def _check_hash(password_hash: str) -> None:
    try:
        identify_hasher(password_hash)
    except ValueError as error:
        raise WeakPasswordError([str(error)]) from error


def _check_password(password: str) -> None:
    try:
        validate_password(password)
    except ValidationError as error:
        raise WeakPasswordError(list(error.messages)) from error
