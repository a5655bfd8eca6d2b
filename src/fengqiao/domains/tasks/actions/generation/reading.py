"""What the mornings of stations start from: lists in force, subjects, events, the past, the people."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from fengqiao.domains.duties.contracts import DutyListInForce, RowRecord
from fengqiao.domains.duties.public import duty_lists_by_path
from fengqiao.domains.organisation.contracts import UnitRecord
from fengqiao.domains.tasks.contracts import DutySourceAnswer, DutySourceQuery
from fengqiao.domains.tasks.contracts.sources import Describe
from fengqiao.domains.tasks.queries.county_past import Past, PastQuery, RowKey, read_doers, read_past, read_past_of_some
from fengqiao.domains.tasks.queries.sources import gather
from fengqiao.domains.tasks.queries.team import read_teams
from fengqiao.domains.tasks.workflow.ownership import Errand, Team, has_choice
from fengqiao.domains.tasks.workflow.stations import NO_STATION, StationPaths, county_of
from fengqiao.engines.duties.asked import event_kinds_of
from fengqiao.engines.duties.bulk import Population, propose_in_bulk
from fengqiao.engines.duties.contracts import DutyRow, Event, Subject, SubjectKey, TaskProposal
from fengqiao.engines.duties.groups import SubjectGroup
from fengqiao.engines.duties.parties import parties_of
from fengqiao.engines.duties.triggers import Every, Grouping, When
from fengqiao.foundation.calendar.calendar import local_calendars
from fengqiao.foundation.clock.clock import local_zone
from fengqiao.primitives.local_calendar import LocalCalendar

EVENTS_SINCE = datetime.timedelta(days=400)
"""Longer than any `within_days` or follow-up that a list may ask for (a year)."""


@dataclass(frozen=True, slots=True)
class Morning:
    """All that a station's generation looks at; `rows` by (list code, row number).

    `only`: the subjects that were looked at, where it was not all of them.
    """

    station: UnitRecord
    date: datetime.date
    lists: tuple[DutyListInForce, ...]
    rows: Mapping[RowKey, RowRecord]
    events: Sequence[Event]
    past: Past
    proposals: tuple[TaskProposal, ...]
    team: Team
    describe: Describe
    calendar: LocalCalendar
    only: frozenset[SubjectKey] | None = None

    def path_of(self, proposal: TaskProposal) -> str:
        """This function will return the beat that a proposal lies in, the station where it lies in none."""
        return proposal.subject.beat_path or self.station.path


@dataclass(slots=True)
class _Share:
    """What of the answers concerns one station."""

    groups: list[SubjectGroup] = field(default_factory=list)
    subjects: list[Subject] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)


def read_mornings(
    *, stations: Sequence[UnitRecord], date: datetime.date, only: frozenset[SubjectKey] | None = None
) -> list[Morning]:
    """This function will read everything for stations that lie together and let the duty engine propose."""
    paths = StationPaths([station.path for station in stations])
    lists = duty_lists_by_path(on=date, paths=[station.path for station in stations])
    rows = {(one.duty_list.code, row.number): row for of in lists.values() for one in of for row in one.duty_list.rows}
    # The little that has changed is asked for in the whole county: the same parties may have met elsewhere.
    under = paths.shared if only is None else StationPaths({county_of(one.path) for one in stations}).shared
    answer, only = _gather(under, date, only, rows.values()) if rows else (DutySourceAnswer(), only)
    shares = _shares(answer, paths)
    pasts, query = _pasts(stations, date, rows, only)
    teams = read_teams(
        under=paths.shared, stations=[station.path for station in stations], station_of=paths.of, date=date
    )
    calendars = local_calendars(paths=[station.path for station in stations])
    mornings = []
    for station in stations:
        share, past = shares.get(station.path, _Share()), pasts.get(county_of(station.path), Past())
        mornings.append(
            Morning(
                station=station,
                date=date,
                lists=tuple(lists[station.path]),
                rows={(one.duty_list.code, row.number): row for one in lists[station.path] for row in one.rows},
                events=share.events,
                past=past,
                proposals=_proposals(
                    lists[station.path], share, past, date, only=only, calendar=calendars[station.path]
                ),
                team=teams[station.path],
                describe=answer.describe or (lambda keys: ()),
                calendar=calendars[station.path],
                only=only,
            )
        )
    if only is None:
        for morning in mornings[:1]:
            asked = (proposal for one in mornings for proposal in _with_a_choice(one))
            morning.past.doers.update(read_doers(query=query, proposals=asked))
    return mornings


def _with_a_choice(morning: Morning) -> Iterator[TaskProposal]:
    """Yield what several officers of a beat might do: most beats have one officer, and nothing to be asked."""
    known: dict[tuple[str, str, str], bool] = {}
    for proposal in morning.proposals:
        number = str(proposal.subject.facts.get("officer_number") or "")
        key = morning.path_of(proposal), proposal.owner_role, number
        if key not in known:
            errand = Errand(*key[:2], proposal.kind, number, is_pressing=False)
            known[key] = has_choice(errand=errand, team=morning.team)
        if known[key]:
            yield proposal


def _pasts(
    stations: Sequence[UnitRecord],
    date: datetime.date,
    rows: Mapping[RowKey, DutyRow],
    only: frozenset[SubjectKey] | None,
) -> tuple[Mapping[str, Past], PastQuery]:
    """Read the past by county. Without `only` the stations are of one county."""
    counties = sorted({county_of(station.path) for station in stations})
    under = StationPaths(counties).shared
    cycles = frozenset(key for key, row in rows.items() if isinstance(row.trigger, Every))
    query = PastQuery(under, date, cycles, frozenset(rows) - cycles, len(counties[0]))
    if only is not None:
        return read_past_of_some(query=query, only=only), query
    return {county: read_past(query=query) for county in counties[:1]}, query


def _gather(
    under: str, date: datetime.date, only: frozenset[SubjectKey] | None, rows: Iterable[DutyRow]
) -> tuple[DutySourceAnswer, frozenset[SubjectKey] | None]:
    """Ask the sources; a rule across parties looks at all of them, so those who were in it are looked at too."""
    midnight = datetime.datetime.combine(date, datetime.time(), local_zone())
    since, rows = midnight - EVENTS_SINCE, tuple(rows)
    query = DutySourceQuery(under, date, since, only=only, in_groups=True, event_kinds=event_kinds_of(rows))
    answer = gather(query)
    if only is None:
        return answer, None
    shared = {row.subject_kind for row in rows if _is_across_parties(row)}
    involved = {key for one in answer.events for key in one.subjects if key.kind in shared}
    if involved - only:
        only |= involved
        answer = gather(replace(query, only=only))
    return answer, only


def _is_across_parties(row: DutyRow) -> bool:
    return isinstance(row.trigger, When) and row.trigger.grouping is Grouping.PARTIES


def _shares(answer: DutySourceAnswer, paths: StationPaths) -> Mapping[str, _Share]:
    """Split by station. An event belongs to every station that one of its subjects lies in.

    What happened between the same parties belongs together, wherever it happened: each of their stations sees it all.
    """
    shares: dict[str, _Share] = defaultdict(_Share)
    station_of: dict[SubjectKey, str] = {}
    for group in answer.groups:
        shares[paths.of(group.beat_path)].groups.append(group)
    for subject in answer.subjects:
        station_of[subject.key] = paths.of(subject.beat_path)
        shares[station_of[subject.key]].subjects.append(subject)
    named: dict[str, set[str]] = defaultdict(set)
    for event in answer.events:
        for key in event.subjects:
            named[key.kind].add(key.id)
    for group in answer.groups:
        for code in named[group.kind].intersection(group.ids) if group.kind in named else ():
            station_of[SubjectKey(group.kind, code)] = paths.of(group.beat_path)
    for event, stations in _stations_of_events(answer.events, station_of):
        for path in stations:
            shares[path].events.append(event)
    return shares


def _stations_of_events(
    events: Sequence[Event], station_of: Mapping[SubjectKey, str]
) -> Iterator[tuple[Event, set[str]]]:
    parties = [parties_of(one) for one in events]
    stations = [{station_of.get(key, NO_STATION) for key in one.subjects} for one in events]
    between: dict[frozenset[SubjectKey], set[str]] = defaultdict(set)
    for theirs, own in zip(parties, stations, strict=True):
        for one in theirs:
            between[one] |= own
    for event, theirs, own in zip(events, parties, stations, strict=True):
        yield event, own.union(*(between[one] for one in theirs))


def _proposals(
    lists: Sequence[DutyListInForce],
    share: _Share,
    past: Past,
    date: datetime.date,
    *,
    only: frozenset[SubjectKey] | None,
    calendar: LocalCalendar,
) -> tuple[TaskProposal, ...]:
    subjects = share.subjects if only is None else [one for one in share.subjects if one.key in only]
    population = Population(share.groups, subjects)
    return tuple(
        proposal
        for one in lists
        for proposal in propose_in_bulk(
            duty_list=one.duty_list,
            population=population,
            events=share.events,
            last_done=past.last_done(one.duty_list.code),
            completions=past.completions.get(one.duty_list.code, ()),
            today=date,
            calendar=calendar.days,
            school_breaks=calendar.school_breaks,
            zone=local_zone(),
        )
    )
