"""Seats on bodies of town and village with their matters, and a quarter of the community officers' duty time."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from random import Random

from fengqiao.demo.county.contracts import Appointment, County, DivisionKind
from fengqiao.demo.county.contracts import Role as Post
from fengqiao.domains.organisation.contracts import (
    BodyKind,
    MatterKind,
    NewDutyTime,
    NewMatter,
    NewSeat,
    TimeKind,
)
from fengqiao.domains.organisation.public import load_duty_times, load_seats
from fengqiao.foundation.scoping.contracts import SYSTEM

WEEKS = 12
DAY_MINUTES = 480
LEAST_IN_COMMUNITY, MOST_IN_COMMUNITY = 0.30, 0.80
FIRST_SHARE, GAIN_PER_WEEK = 0.45, 0.012
"""In the invented county the share grows slowly since the county bureau asked for it."""
AWAY = {
    TimeKind.AT_STATION: 30,
    TimeKind.PAPERWORK: 22,
    TimeKind.MEETING: 14,
    TimeKind.DISPATCHED_OUTSIDE: 12,
    TimeKind.CASE_HELP: 9,
    TimeKind.TRAINING: 6,
    TimeKind.GUARD_DUTY: 5,
    TimeKind.SECONDMENT: 2,
}


@dataclass(frozen=True, slots=True)
class Told:
    """A matter: how many days ago, how many until its answer is due, and until it was given (None: not yet)."""

    kind: MatterKind
    text: str
    ago: int
    due: int
    given: int | None = None
    answer: str = ""

    def matter(self, today: datetime.date) -> NewMatter:
        """This function will place the matter in time."""
        on = today - datetime.timedelta(days=self.ago)
        answered = None if self.given is None else on + datetime.timedelta(days=self.given)
        return NewMatter(self.kind, self.text, on, on + datetime.timedelta(days=self.due), answered, self.answer)


THEFTS = "上月警情通报：电动车被盗集中在两个小区，建议加装充电棚监控"
TOWN_MATTERS = (
    Told(MatterKind.BROUGHT, THEFTS, 35, 14, 12, "镇上已列入民生项目，月底装好"),
    Told(MatterKind.TAKEN_HOME, "请派出所参加汛期转移演练", 20, 10, 8, "已派四名民警参加，路线图已交镇应急办"),
    Told(MatterKind.TAKEN_HOME, "集镇占道经营引起的争吵，请一起拿办法", 6, 14),
)
COMMITTEE_MATTERS = (
    Told(MatterKind.BROUGHT, "冒充客服退款的骗术，请在群里转一转", 24, 7, 2, "已转发，并在院坝会上讲过"),
    Told(MatterKind.TAKEN_HOME, "两户为宅基地滴水线不和，请上门看看", 12, 20),
    Told(MatterKind.TAKEN_HOME, "村口弯道夜里看不清，盼装一盏灯", 30, 14, 16, "已报交警中队，反光镜和灯都装上了"),
)


LATE = Told(MatterKind.TAKEN_HOME, "河边步道夜里摩托车炸街，请管一管", 16, 10)
LATE_EVERY = 7
"""One seat in so many owes its committee an answer."""


def load_staffing(county: County) -> int:
    """This function will load the seats and the duty times; returns how many."""
    rng = Random(f"staffing/{county.seed}")
    seats = [*_chiefs_seats(county), *_officers_seats(county)]
    load_seats(actor=SYSTEM, seats=seats)
    return len(seats) + load_duty_times(actor=SYSTEM, days=list(_duty_times(county, rng)))


def _chiefs_seats(county: County) -> Iterator[NewSeat]:
    for post in county.appointments:
        if post.role is not Post.STATION_CHIEF:
            continue
        towns = sorted(
            {code[:9] for beat in county.beats if beat.station_code == post.organ_code for code in beat.division_codes}
        )
        if towns:
            seat = NewSeat(post.police_number, BodyKind.TOWNSHIP_BODY, towns[0], county.date, "班子成员")
            yield _seat(county.date, post, seat, TOWN_MATTERS)


def _officers_seats(county: County) -> Iterator[NewSeat]:
    beats = {beat.code: beat for beat in county.beats}
    kinds = {division.code: division.kind for division in county.divisions}
    taken: set[str] = set()
    for order, post in enumerate(one for one in county.appointments if one.role is Post.COMMUNITY_OFFICER):
        beat = beats[post.beat_code]
        free = [code for code in beat.division_codes if code not in taken]
        if not free:
            continue
        taken.add(free[0])
        is_community = kinds[free[0]] is DivisionKind.COMMUNITY
        kind = BodyKind.COMMUNITY_COMMITTEE if is_community else BodyKind.VILLAGE_COMMITTEE
        title = "委员"
        seat = NewSeat(post.police_number, kind, free[0], county.date, title)
        late = (LATE,) if order % LATE_EVERY == 1 else ()
        yield _seat(county.date, post, seat, (*COMMITTEE_MATTERS[order % 3 :], *late))


def _seat(today: datetime.date, post: Appointment, seat: NewSeat, matters: Sequence[Told]) -> NewSeat:
    """The seat from half a year ago, or from the day of the post, with what happened since."""
    begins = max(post.start_date, today - datetime.timedelta(days=180))
    known = [one.matter(today) for one in matters]
    return replace(seat, from_date=begins, matters=tuple(one for one in known if one.on_date >= begins))


def _duty_times(county: County, rng: Random) -> Iterator[NewDutyTime]:
    posts = [post for post in county.appointments if post.role is Post.COMMUNITY_OFFICER]
    since: dict[str, datetime.date] = {}
    for post in posts:
        since[post.police_number] = min(post.start_date, since.get(post.police_number, post.start_date))
    away = [(leave.police_number, leave.start_date, leave.end_date) for leave in county.leaves]
    monday = county.date - datetime.timedelta(days=county.date.weekday())
    for number, first in since.items():
        lean = rng.uniform(-0.09, 0.09)
        for back in range(7 * (WEEKS - 1) + county.date.weekday(), 0, -1):
            day = county.date - datetime.timedelta(days=back)
            on_leave = any(who == number and begins <= day <= ends for who, begins, ends in away)
            if day.weekday() < 5 and day >= first and not on_leave:
                weeks_ago = (monday - day + datetime.timedelta(days=day.weekday())).days // 7
                week = WEEKS - 1 - weeks_ago
                yield NewDutyTime(number, day, _minutes(rng, FIRST_SHARE + GAIN_PER_WEEK * week + lean))


def _minutes(rng: Random, share: float) -> dict[TimeKind, int]:
    """A day in quarters of an hour: a share in the community, the rest to one or two reasons."""
    here = min(max(rng.gauss(share, 0.08), LEAST_IN_COMMUNITY), MOST_IN_COMMUNITY)
    in_community = round(here * DAY_MINUTES / 15) * 15
    rest = DAY_MINUTES - in_community
    first, second = rng.choices(list(AWAY), weights=list(AWAY.values()), k=2)
    part = round(rest * rng.uniform(0.4, 0.8) / 15) * 15
    minutes = {TimeKind.IN_COMMUNITY: in_community, first: part}
    minutes[second] = minutes.get(second, 0) + rest - part
    return minutes
