"""Whose task it is: the officer named by the facts, the beat's officers, the role at the station, or nobody."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from fengqiao.domains.tasks.contracts import TaskKind
from fengqiao.domains.tasks.workflow.hours import Hours


class How(StrEnum):
    OWN = "own"
    SUBSTITUTE = "substitute"
    HANDED_OVER = "handed_over"
    NOBODY = "nobody"


@dataclass(frozen=True, slots=True)
class Post:
    """An appointment as ownership sees it."""

    staff_id: int
    number: str
    name: str
    role: str
    path: str
    from_date: datetime.date

    @property
    def seniority(self) -> tuple[datetime.date, str]:
        return self.from_date, self.number


@dataclass(frozen=True, slots=True)
class Team:
    """A station's people on a day. `absent`: staff id → who stands in (None: nobody)."""

    station_path: str
    posts: tuple[Post, ...]
    hours: Mapping[int, Hours]
    absent: Mapping[int, int | None]
    ids_by_number: Mapping[str, int]
    names: Mapping[int, str] = field(default_factory=dict)
    knows: Mapping[tuple[str, int], int] = field(default_factory=dict)
    """How many duties a person has done in a beat lately, by (path, staff id): who knows the beat leads it."""
    auxiliaries: frozenset[int] = frozenset()
    skills: Mapping[int, frozenset[str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Assignment:
    """`owner_id`: whose duty it is; `eligible`: who may do it today, the lead first; empty: nobody.

    `helpers`: colleagues of the beat who do it when it does not fit into the day of those.
    """

    owner_id: int | None
    eligible: tuple[int, ...]
    how: How
    helpers: tuple[int, ...] = ()

    @property
    def lead_id(self) -> int | None:
        return self.eligible[0] if self.eligible else None


NOBODY = Assignment(None, (), How.NOBODY)


@dataclass(frozen=True, slots=True)
class Errand:
    """What ownership needs to know of a task. `is_pressing`: mandatory, or it closes today."""

    path: str
    role: str
    kind: TaskKind
    officer_number: str
    is_pressing: bool
    last_done_by: int | None = None


def assign(*, errand: Errand, team: Team) -> Assignment:
    """This function will say whose task it is today.

    Who was there last goes again, so that people know their officer; colleagues of the beat help where the day
    is too full. Otherwise the officers of a beat share; what is pushed goes to the one who knows the beat best
    (then to the longest serving, then to the lowest number).
    """
    owners = _owners(errand, team)
    if not owners:
        return NOBODY
    present = [one for one in owners if one not in team.absent]
    if not present:
        return _by_substitute(errand, team, owners[0])
    working = [one for one in present if one in team.hours]
    if working:
        return _among(errand, working, owners[0])
    if not errand.is_pressing:
        return Assignment(owners[0], (present[0],), How.OWN)
    return _handed_over(errand, team, owners[0])


def has_choice(*, errand: Errand, team: Team) -> bool:
    """This function will tell whether several have a duty: only then it matters who did it last."""
    return len(_owners(errand, team)) > 1


def _among(errand: Errand, working: list[int], owner_id: int) -> Assignment:
    """Return who of the beat's working officers does it, and who helps."""
    if errand.last_done_by in working:
        owner_id, first = errand.last_done_by, errand.last_done_by
    elif errand.kind is TaskKind.PUSHED:
        first = working[0]
    else:
        return Assignment(owner_id, tuple(working), How.OWN)
    return Assignment(owner_id, (first,), How.OWN, tuple(one for one in working if one != first))


def _owners(errand: Errand, team: Team) -> list[int]:
    named = team.ids_by_number.get(errand.officer_number)
    if named is not None:
        return [named]
    holders = sorted((post for post in team.posts if post.role == errand.role), key=lambda post: post.seniority)
    station = team.station_path
    of_beat = [post for post in holders if post.path != station and errand.path.startswith(post.path)]
    of_beat.sort(key=lambda post: -team.knows.get((errand.path, post.staff_id), 0))
    of_station = [post for post in holders if post.path == station]
    anywhere = holders if errand.path == station else []
    return list(dict.fromkeys(post.staff_id for post in of_beat or of_station or anywhere))


def _by_substitute(errand: Errand, team: Team, owner_id: int) -> Assignment:
    stand_in = team.absent[owner_id]
    if stand_in is None or stand_in in team.absent:
        return Assignment(owner_id, (), How.NOBODY)
    if stand_in in team.hours or not errand.is_pressing:
        return Assignment(owner_id, (stand_in,), How.SUBSTITUTE)
    return _handed_over(errand, team, owner_id)


def _handed_over(errand: Errand, team: Team, owner_id: int) -> Assignment:
    """A pressing task of somebody who does not work today goes to those of the same role who do."""
    same_role = sorted((post for post in team.posts if post.role == errand.role), key=lambda post: post.seniority)
    others = dict.fromkeys(post.staff_id for post in same_role if post.staff_id in team.hours)
    if not others:
        return Assignment(owner_id, (), How.NOBODY)
    return Assignment(owner_id, tuple(others), How.HANDED_OVER)
