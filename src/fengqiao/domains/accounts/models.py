from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q

from fengqiao.domains.accounts.contracts import Purpose, Role
from fengqiao.foundation.scoping.fields import ScopePathField


class UserManager(BaseUserManager["User"]):
    def create_user(self, username: str, password: str | None, **fields: Any) -> User:
        user = self.model(username=username, **fields)
        user.set_password(password)
        user.save()
        return user


class User(AbstractBaseUser):
    username = models.CharField(max_length=40, unique=True)
    display_name = models.CharField(max_length=80)
    staff_id = models.BigIntegerField(null=True, unique=True)
    is_active = models.BooleanField(default=True)
    must_change_password = models.BooleanField(default=False)

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar = ["display_name"]
    objects = UserManager()


class RoleGrant(models.Model):
    """One role over one subtree, from a moment to a moment: the end is the end of the access, not of the row."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="grants")
    role = models.CharField(max_length=24, choices=[(role.value, role.value) for role in Role])
    scope_path = ScopePathField()
    valid_from_at = models.DateTimeField()
    valid_to_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(role__in=list(Role)), name="role_known"),
            models.CheckConstraint(
                condition=Q(valid_to_at=None) | Q(valid_to_at__gte=F("valid_from_at")),
                name="grant_ends_after_it_begins",
            ),
            models.UniqueConstraint(
                fields=["user", "role", "scope_path"],
                condition=Q(valid_to_at=None),
                name="one_open_grant_each",
            ),
        ]


class AccessReason(models.Model):
    """Why somebody opened a personal record: purpose, number, until when."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    purpose = models.CharField(max_length=12, choices=[(purpose.value, purpose.value) for purpose in Purpose])
    reference = models.CharField(max_length=60)
    object_kind = models.CharField(max_length=40)
    object_id = models.CharField(max_length=80)
    scope_path = ScopePathField()
    stated_at = models.DateTimeField()
    expires_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(reference=""), name="reason_has_a_number"),
            models.CheckConstraint(condition=Q(purpose__in=list(Purpose)), name="reason_has_a_purpose"),
            models.CheckConstraint(condition=Q(expires_at__gt=F("stated_at")), name="reason_expires"),
        ]
        indexes: ClassVar = [models.Index(fields=["user", "object_kind", "object_id"], name="reasons_of_user")]
