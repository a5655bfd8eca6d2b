"""Divisions for the stage's beats, a second community officer post, and a source of work that a test fills."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field

from tests.stage import DAY, EAST_GATE, OLD_TOWN, Stage, at

from fengqiao.domains.organisation.contracts import (
    LoadAnswer,
    LoadMeasure,
    LoadQuery,
    NewDivision,
    NewJurisdiction,
    WorkQuery,
    WorkSpan,
)
from fengqiao.domains.organisation.public import load_divisions, load_jurisdictions
from fengqiao.foundation.scoping.contracts import SYSTEM

TOWN, COMMUNITY, VILLAGE = "619999100", "619999100001", "619999100201"
LONG_AGO = datetime.date(2026, 1, 5)


def lay_out_divisions() -> None:
    """This function will load a town with a community and a village, which the two town beats answer for."""
    rows = [("619999", "枫桥示范县", None), (TOWN, "城关镇", "619999")]
    rows += [(COMMUNITY, "老街社区", TOWN), (VILLAGE, "清溪村", TOWN)]
    load_divisions(actor=SYSTEM, divisions=[NewDivision(*row) for row in rows])
    answers = [NewJurisdiction(OLD_TOWN, COMMUNITY, LONG_AGO), NewJurisdiction(EAST_GATE, VILLAGE, LONG_AGO)]
    load_jurisdictions(actor=SYSTEM, jurisdictions=answers)


@dataclass
class Works:
    """What the sources answer: a test adds work and loads."""

    stage: Stage
    spans: list[WorkSpan] = field(default_factory=list)
    loads: list[LoadAnswer] = field(default_factory=list)

    def work(self, query: WorkQuery) -> list[WorkSpan]:
        return [
            span for span in self.spans if span.staff_id in query.staff_ids and query.from_at <= span.at < query.to_at
        ]

    def load(self, query: LoadQuery) -> list[LoadAnswer]:
        return [answer for answer in self.loads if answer.scope_path.startswith(query.under)]

    def did(self, who: str, minutes: int, *, beat: str, is_order: bool = False) -> None:
        """This function will let somebody of the stage have worked at nine."""
        staff_id = self.stage.actor(who).staff_id
        assert staff_id is not None
        self.spans.append(WorkSpan(staff_id, at(9, day=DAY), self.stage.paths[beat], minutes, is_order))

    def ask(self, beat: str, *, task_minutes: float = 0, calls: float = 0, households: float = 0) -> None:
        """This function will give a beat its work over the eight weeks."""
        path = self.stage.paths[beat]
        self.loads += [
            LoadAnswer(path, LoadMeasure.TASK_MINUTES, task_minutes),
            LoadAnswer(path, LoadMeasure.CALLS, calls),
            LoadAnswer(path, LoadMeasure.HOUSEHOLDS, households),
        ]
