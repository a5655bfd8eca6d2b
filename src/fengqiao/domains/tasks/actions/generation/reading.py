"""What a station's morning starts from: lists in force, subjects, events, the past, the people."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from fengqiao.domains.duties.contracts import DutyListInForce, RowRecord
from fengqiao.domains.duties.public import duty_lists_in_force
from fengqiao.domains.organisation.contracts import UnitRecord
from fengqiao.domains.tasks.contracts import DutySourceAnswer, DutySourceQuery
from fengqiao.domains.tasks.queries.completions import last_done_by, list_completions
from fengqiao.domains.tasks.queries.sources import gather
from fengqiao.domains.tasks.queries.team import read_team
from fengqiao.domains.tasks.workflow.ownership import Team
from fengqiao.engines.duties.contracts import Completion, SubjectKey, TaskProposal
from fengqiao.engines.duties.proposals import propose_tasks
from fengqiao.foundation.calendar.calendar import holiday_calendar
from fengqiao.foundation.clock.clock import local_zone

EVENTS_SINCE = datetime.timedelta(days=400)
"""Longer than any `within_days` or follow-up that a list may ask for (a year)."""


@dataclass(frozen=True, slots=True)
class Morning:
    """All that a station's generation looks at; `rows` by (list code, row number)."""

    station: UnitRecord
    date: datetime.date
    lists: tuple[DutyListInForce, ...]
    rows: dict[tuple[str, int], RowRecord]
    answer: DutySourceAnswer
    completions: dict[str, list[Completion]]
    proposals: tuple[TaskProposal, ...]
    team: Team
    last_done_by: Mapping[tuple[str, int, SubjectKey], int]

    def path_of(self, proposal: TaskProposal) -> str:
        """This function will return the beat that a proposal lies in, the station where it lies in none."""
        return proposal.subject.beat_path or self.station.path


def read_morning(*, station: UnitRecord, date: datetime.date) -> Morning:
    """This function will read everything and let the duty engine propose."""
    midnight = datetime.datetime.combine(date, datetime.time(), local_zone())
    lists = tuple(duty_lists_in_force(on=date, path=station.path))
    answer = (
        gather(DutySourceQuery(under=station.path, today=date, since=midnight - EVENTS_SINCE))
        if lists
        else DutySourceAnswer()
    )
    calendar = holiday_calendar()
    completions: dict[str, list[Completion]] = {}
    proposals: list[TaskProposal] = []
    for one in lists:
        code = one.duty_list.code
        completions[code] = list_completions(list_code=code, under=station.path, until=date)
        proposals.extend(
            propose_tasks(
                duty_list=one.duty_list,
                subjects=answer.subjects,
                events=answer.events,
                completions=completions[code],
                today=date,
                calendar=calendar,
                zone=local_zone(),
            )
        )
    return Morning(
        station=station,
        date=date,
        lists=lists,
        rows={(one.duty_list.code, row.number): row for one in lists for row in one.rows},
        answer=answer,
        completions=completions,
        proposals=tuple(proposals),
        team=read_team(station_path=station.path, date=date),
        last_done_by=last_done_by(under=station.path, until=date),
    )
