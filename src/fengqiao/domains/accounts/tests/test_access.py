from __future__ import annotations

import pytest

from fengqiao.domains.accounts.actions import change_password
from fengqiao.domains.accounts.contracts import (
    ConflictingRolesError,
    EmptyReasonError,
    Purpose,
    Role,
    WeakPasswordError,
)
from fengqiao.domains.accounts.models import User
from fengqiao.domains.accounts.public import create_account, end_role, find_reason, get_actor, grant_role, state_reason
from fengqiao.foundation.audit.models import AuditEntry
from fengqiao.foundation.scoping.contracts import SYSTEM, Actor, Grant, NotAllowedError

pytestmark = pytest.mark.django_db
PASSWORD = "four-small-stools"  # noqa: S105 - a test's own


@pytest.fixture
def user_id() -> int:
    return create_account(actor=SYSTEM, username="linxm", display_name="林小满", password=PASSWORD)


def test_an_ended_role_is_gone_at_the_next_reading(user_id: int) -> None:
    grant_role(actor=SYSTEM, user_id=user_id, role=Role.DISPATCHER, scope_path="0000")
    assert get_actor(user=User.objects.get()).roles == {Role.DISPATCHER}
    end_role(actor=SYSTEM, user_id=user_id, role=Role.DISPATCHER, scope_path="0000")
    assert get_actor(user=User.objects.get()).roles == frozenset()


def test_one_person_is_not_two_administrators(user_id: int) -> None:
    grant_role(actor=SYSTEM, user_id=user_id, role=Role.AUDITOR, scope_path="")
    with pytest.raises(ConflictingRolesError):
        grant_role(actor=SYSTEM, user_id=user_id, role=Role.SYSTEM_ADMIN, scope_path="")


def test_a_weak_password_is_refused() -> None:
    with pytest.raises(WeakPasswordError):
        create_account(actor=SYSTEM, username="x", display_name="x", password="12345678")  # noqa: S106


def test_a_reason_without_a_number_is_refused(user_id: int) -> None:
    actor = get_actor(user=User.objects.get())
    with pytest.raises(EmptyReasonError):
        state_reason(
            actor=actor, purpose=Purpose.TASK, reference=" ", object_kind="resident", object_id="1", scope_path="0000"
        )


def test_a_stated_reason_stands_for_one_object_and_is_audited(user_id: int) -> None:
    actor = get_actor(user=User.objects.get())
    state_reason(
        actor=actor, purpose=Purpose.TASK, reference="T-1", object_kind="resident", object_id="1", scope_path="0000"
    )
    assert find_reason(actor=actor, object_kind="resident", object_id="1") is not None
    assert find_reason(actor=actor, object_kind="resident", object_id="2") is None
    assert AuditEntry.objects.filter(action="state_reason").count() == 1


def acting(*roles: Role, user_id: int = 900) -> Actor:
    return Actor(user_id=user_id, name="somebody", grants=tuple(Grant(role, "") for role in roles))


def test_only_the_system_administrator_makes_sign_ins() -> None:
    values = {"username": "x", "display_name": "x", "password": PASSWORD}
    for role in (Role.STATION_CHIEF, Role.SECURITY_ADMIN, Role.AUDITOR):
        with pytest.raises(NotAllowedError):
            create_account(actor=acting(role), **values)
    assert create_account(actor=acting(Role.SYSTEM_ADMIN), **values)


def test_a_password_is_changed_by_its_owner_or_the_system_administrator(user_id: int) -> None:
    with pytest.raises(NotAllowedError):
        change_password(actor=acting(Role.STATION_CHIEF), user_id=user_id, password="three-big-tables")  # noqa: S106
    change_password(actor=acting(user_id=user_id), user_id=user_id, password="three-big-tables")  # noqa: S106
    change_password(actor=acting(Role.SYSTEM_ADMIN), user_id=user_id, password=PASSWORD)
    assert User.objects.get().check_password(PASSWORD)


def test_the_system_administrator_cannot_make_an_auditor_or_a_second_administrator(user_id: int) -> None:
    administrator, security = acting(Role.SYSTEM_ADMIN), acting(Role.SECURITY_ADMIN)
    grant_role(actor=administrator, user_id=user_id, role=Role.DISPATCHER, scope_path="0000")
    for role in (Role.AUDITOR, Role.SECURITY_ADMIN, Role.SYSTEM_ADMIN):
        with pytest.raises(NotAllowedError):
            grant_role(actor=administrator, user_id=user_id, role=role, scope_path="")
    grant_role(actor=security, user_id=user_id, role=Role.AUDITOR, scope_path="")
    with pytest.raises(NotAllowedError):
        end_role(actor=administrator, user_id=user_id, role=Role.AUDITOR, scope_path="")
    assert get_actor(user=User.objects.get()).roles == {Role.DISPATCHER, Role.AUDITOR}


def test_a_leader_gives_no_roles(user_id: int) -> None:
    with pytest.raises(NotAllowedError):
        grant_role(actor=acting(Role.STATION_CHIEF), user_id=user_id, role=Role.DISPATCHER, scope_path="0000")
