"""Who leads work for several officers, and who may come along: colleagues of the station who work that day."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Final

from fengqiao.domains.accounts.contracts import LEADERS, Role
from fengqiao.domains.tasks.workflow.ownership import Team

TIERS: Final[Sequence[frozenset[str]]] = (
    frozenset({Role.COMMUNITY_OFFICER, Role.AUXILIARY}),
    frozenset({Role.CASE_OFFICER, Role.REGISTRY_OFFICER}),
    frozenset(LEADERS),
)
"""Who is asked first. The next ones are asked where these are too few; nobody leaves the command room for it."""
SWORN: Final = "police_officer"
"""A skill that whoever leads work for several must have: an auxiliary comes along, and is never there alone."""


def skills_asked(*, officers_needed: int, skills: Collection[str]) -> frozenset[str]:
    """This function will return what whoever leads a task must be able to do."""
    return frozenset(skills) | ({SWORN} if officers_needed > 1 else set())


def skills_of(*, staff_id: int, team: Team) -> frozenset[str]:
    """This function will return what somebody of the station is able to do."""
    own = team.skills.get(staff_id, frozenset())
    return own if staff_id in team.auxiliaries else own | {SWORN}


def may_come_along(*, officers_needed: int, leads: Collection[int], team: Team) -> tuple[int, ...]:
    """This function will return who may come along today, those who may lead included."""
    found: set[int] = set()
    for roles in TIERS:
        found |= {post.staff_id for post in team.posts if post.role in roles and _works(post.staff_id, team)}
        if len(found.union(leads)) >= officers_needed:
            break
    return tuple(sorted(found))


def able_colleagues(*, role: str, skills: Collection[str], team: Team) -> tuple[int, ...]:
    """This function will return who of a role works today and has the skills: for where no owner has them."""
    wanted = set(skills)
    return tuple(
        sorted(
            {
                post.staff_id
                for post in team.posts
                if post.role == role
                and _works(post.staff_id, team)
                and wanted <= skills_of(staff_id=post.staff_id, team=team)
            }
        )
    )


def _works(staff_id: int, team: Team) -> bool:
    return staff_id in team.hours and staff_id not in team.absent
