"""Roles, purposes and errors of signing in and of access."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from fengqiao.foundation.events.contracts import DomainEvent
from fengqiao.primitives.refusal import RefusalError


class Role(StrEnum):
    """The roles of a station and of those above it (domain-guide §1)."""

    STATION_CHIEF = "station_chief"
    POLITICAL_INSTRUCTOR = "political_instructor"
    DEPUTY_CHIEF = "deputy_chief"
    SHIFT_LEADER = "shift_leader"
    DISPATCHER = "dispatcher"
    ANALYST = "analyst"
    VIDEO_REVIEWER = "video_reviewer"
    CASE_SUPERVISOR = "case_supervisor"
    CASE_OFFICER = "case_officer"
    COMMUNITY_OFFICER = "community_officer"
    AUXILIARY = "auxiliary"
    REGISTRY_OFFICER = "registry_officer"
    LEGAL_REVIEWER = "legal_reviewer"
    HALL_CLERK = "hall_clerk"
    VOLUNTEER_COORDINATOR = "volunteer_coordinator"
    VOLUNTEER = "volunteer"
    COUNTY_STAFF = "county_staff"
    CITY_STAFF = "city_staff"
    PROVINCE_STAFF = "province_staff"
    AUDITOR = "auditor"
    SECURITY_ADMIN = "security_admin"
    SYSTEM_ADMIN = "system_admin"


LEADERS = frozenset({Role.STATION_CHIEF, Role.POLITICAL_INSTRUCTOR, Role.DEPUTY_CHIEF})
COMMAND_ROOM = frozenset({Role.SHIFT_LEADER, Role.DISPATCHER, Role.ANALYST, Role.VIDEO_REVIEWER, Role.CASE_SUPERVISOR})
OFFICERS = frozenset({Role.CASE_OFFICER, Role.COMMUNITY_OFFICER, Role.REGISTRY_OFFICER}) | LEADERS
ABOVE = frozenset({Role.COUNTY_STAFF, Role.CITY_STAFF, Role.PROVINCE_STAFF})
ADMINISTRATORS = frozenset({Role.AUDITOR, Role.SECURITY_ADMIN, Role.SYSTEM_ADMIN})


class Purpose(StrEnum):
    """Why a personal record may be opened; each goes with the number of a task, an incident or a case."""

    TASK = "task"
    INCIDENT = "incident"
    CASE = "case"
    SERVICE = "service"


@dataclass(frozen=True, slots=True)
class StatedReason:
    """A reason as it stands: structured, numbered, limited in time."""

    purpose: Purpose
    reference: str
    stated_at: datetime.datetime
    expires_at: datetime.datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ReasonStated(DomainEvent):
    kind: ClassVar[str] = "accounts.reason_stated"
    permission: ClassVar[str] = "accounts.review_reasons"

    purpose: str
    reference: str


class AccountError(RefusalError):
    """Base of what the accounts domain refuses."""

    code = "account"


class UsernameTakenError(AccountError):
    code = "username_taken"


class ConflictingRolesError(AccountError):
    """Auditor, security administrator and system administrator are three different people."""

    code = "conflicting_roles"


class EmptyReasonError(AccountError):
    """A reason without the number of a task, an incident or a case is none."""

    code = "empty_reason"


class WeakPasswordError(AccountError):
    code = "weak_password"

    def __init__(self, messages: list[str]) -> None:
        super().__init__(messages=messages)
        self.messages = messages

    def __str__(self) -> str:
        return " ".join(self.messages)
