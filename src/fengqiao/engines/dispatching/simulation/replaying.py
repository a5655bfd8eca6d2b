"""Recorded calls replayed: who would have been sent, when would somebody have been there, what would be driven."""

from __future__ import annotations

import heapq

import numpy as np

from fengqiao.engines.dispatching.simulation.choosing import Chooser
from fengqiao.engines.dispatching.simulation.contracts import (
    AfterService,
    Fleet,
    FloatArray,
    InvalidReplayError,
    Policy,
    QueueRule,
    RecordedCalls,
    ReplayParameters,
    ReplayResult,
)
from fengqiao.engines.dispatching.simulation.fleet_state import MOVE, RESPONSE, RETURN, FleetState
from fengqiao.engines.dispatching.simulation.ground import Demand
from fengqiao.engines.dispatching.simulation.ledger import Ledger
from fengqiao.engines.dispatching.simulation.placing import Placing
from fengqiao.primitives.stopping import ShouldStop, never_stop

_EVENTS_BETWEEN_LOOKS = 500
# Somebody displaced may displace the next; after a few nothing worth a word is left to gain.
_LONGEST_CHAIN = 4


class ReplayStoppedError(Exception):
    """The replay was asked to stop; a part of it would mislead, so nothing is returned."""

    code = "replay_stopped"


def replay(
    *,
    calls: RecordedCalls,
    fleet: Fleet,
    policy: Policy,
    parameters: ReplayParameters,
    demand: Demand,
    should_stop: ShouldStop = never_stop,
) -> ReplayResult:
    """Return what the policy would have made of the calls, beginning with every unit idle at home.

    A unit under way without a call can be sent from where it is. Work lasts as long for every policy (common random
    numbers). Raises ReplayStoppedError.
    """
    if not len(calls):
        raise InvalidReplayError("there is no call to replay")
    return _Replay(calls, fleet, policy, parameters, demand).run(should_stop)


class _Replay:
    def __init__(
        self, calls: RecordedCalls, fleet: Fleet, policy: Policy, parameters: ReplayParameters, demand: Demand
    ) -> None:
        self._calls, self._fleet, self._policy = calls, fleet, policy
        self._state = FleetState(fleet=fleet, parameters=parameters, begin=float(calls.minutes[0]))
        self._chooser = Chooser(fleet=fleet, policy=policy, parameters=parameters.dispatch)
        self._ledger = Ledger(calls=calls, late_after_minutes=parameters.late_after_minutes)
        self._waiting: list[int] = []
        self._frees: list[tuple[float, int]] = []
        moves_units = policy.after_service is AfterService.BEST_POST or policy.moves_an_event > 0
        self._placing = (
            Placing(fleet=fleet, demand=demand, policy=policy, parameters=parameters) if moves_units else None
        )

    def run(self, should_stop: ShouldStop) -> ReplayResult:
        events = 0
        place, count = 0, len(self._calls)
        while place < count or self._frees:
            events += 1
            if events % _EVENTS_BETWEEN_LOOKS == 0 and should_stop():
                raise ReplayStoppedError
            if place < count and (not self._frees or self._calls.minutes[place] <= self._frees[0][0]):
                self._take(place)
                place += 1
                continue
            at, unit = heapq.heappop(self._frees)
            # A call that was handed over leaves its old end in the heap.
            if self._state.free_at[unit] == at and not self._state.idle[unit]:
                self._become_free(unit, at)
        return self._ledger.result()

    def _take(self, call: int) -> None:
        now = float(self._calls.minutes[call])
        minutes = self._minutes_to(call, now)
        unit = self._closest(call, minutes)
        if unit is None:
            self._waiting.append(call)
            return
        self._send(unit, call, now)
        self._move_up(now)

    def _closest(self, call: int, minutes: FloatArray) -> int | None:
        return self._chooser.closest(
            minutes=minutes,
            idle=self._state.idle,
            needs=int(self._calls.needs[call]),
            priority=int(self._calls.priorities[call]),
            is_out_of_reach=not self._is_reached_from_home(call),
        )

    def _is_reached_from_home(self, call: int) -> bool:
        fleet = self._fleet
        straight = np.hypot(fleet.east_km - self._calls.east_km[call], fleet.north_km - self._calls.north_km[call])
        needs = int(self._calls.needs[call])
        return self._chooser.reaches(minutes=straight * self._state.minutes_per_km, needs=needs)

    def _minutes_to(self, call: int, now: float) -> FloatArray:
        east, north = self._state.places(now)
        straight = np.hypot(east - self._calls.east_km[call], north - self._calls.north_km[call])
        minutes: FloatArray = straight * self._state.minutes_per_km
        return minutes

    def _send(self, unit: int, call: int, now: float) -> None:
        self._stop(unit, now)
        self._drive(unit, float(self._calls.east_km[call]), float(self._calls.north_km[call]), now, RESPONSE)
        state = self._state
        arrives_at = float(state.there_at[unit])
        state.idle[unit], state.call[unit] = False, call
        state.free_at[unit] = arrives_at + self._calls.service_minutes[call]
        heapq.heappush(self._frees, (float(state.free_at[unit]), unit))
        self._ledger.answer(call=call, unit=unit, now=now, arrives_at=arrives_at)
        self._ledger.busy(minutes=float(state.free_at[unit]) - now, now=now)

    def _become_free(self, unit: int, now: float) -> None:
        self._release(unit, now)
        if self._policy.takes_over_from is not None:
            for _ in range(_LONGEST_CHAIN):
                relieved = self._take_over(unit, now, self._policy.takes_over_from)
                if relieved is None:
                    break
                unit = relieved
        call = self._next_waiting(unit, now)
        if call is not None:
            self._waiting.remove(call)
            self._send(unit, call, now)
            return
        self._go_to_wait(unit, now)
        self._move_up(now)

    def _release(self, unit: int, now: float) -> None:
        state = self._state
        self._stop(unit, now)
        state.idle[unit], state.call[unit], state.free_at[unit] = True, -1, np.inf

    def _take_over(self, unit: int, now: float, least_minutes: float) -> int | None:
        """Let the free unit take the call of one that is on its way and would be there so much later. Return that."""
        state = self._state
        on_way = np.flatnonzero(~state.idle & (state.there_at > now))
        if not len(on_way):
            return None
        calls = state.call[on_way]
        east, north = state.place(unit, now)
        minutes = np.hypot(self._calls.east_km[calls] - east, self._calls.north_km[calls] - north)
        saved = state.there_at[on_way] - now - minutes * state.minutes_per_km[unit]
        suited = (self._calls.needs[calls] & ~self._fleet.skills[unit]) == 0
        best = int(np.where(suited, saved, -np.inf).argmax())
        if not suited[best] or saved[best] <= least_minutes:
            return None
        relieved, call = int(on_way[best]), int(calls[best])
        self._ledger.busy(minutes=now - float(state.free_at[relieved]), now=now)
        self._release(relieved, now)
        self._send(unit, call, now)
        self._ledger.taken_over += 1
        return relieved

    def _next_waiting(self, unit: int, now: float) -> int | None:
        """Return the waiting call for this unit: the nearest or the oldest of those that it may be sent to."""
        if not self._waiting:
            return None
        state = self._state
        east, north = state.place(unit, now)
        waiting = np.array(self._waiting)
        straight = np.hypot(self._calls.east_km[waiting] - east, self._calls.north_km[waiting] - north)
        minutes = straight * state.minutes_per_km[unit]
        order = (
            range(len(waiting)) if self._policy.queue is QueueRule.FIRST_COME else np.argsort(minutes, kind="stable")
        )
        for place in order:
            call = int(waiting[place])
            if self._may_take(unit, call, float(minutes[place])):
                return call
        return None

    def _may_take(self, unit: int, call: int, minutes: float) -> bool:
        calls, chooser = self._calls, self._chooser
        idle_count = int(self._state.idle.sum())
        if not chooser.may_use(idle_count=idle_count, priority=int(calls.priorities[call])):
            return False
        needs = int(calls.needs[call])
        if not chooser.suits(needs)[unit]:
            return False
        return chooser.is_near(unit=unit, minutes=minutes) or not self._is_reached_from_home(call)

    def _go_to_wait(self, unit: int, now: float) -> None:
        if self._policy.after_service is AfterService.HOME or self._placing is None:
            place: tuple[float, float] | None = (float(self._fleet.east_km[unit]), float(self._fleet.north_km[unit]))
        else:
            place = self._placing.post_for(unit, state=self._state, now=now)
        if place is not None:
            self._drive(unit, *place, now, RETURN)
        self._note_place(unit)

    def _move_up(self, now: float) -> None:
        if self._placing is None or self._waiting:
            return
        for _ in range(self._policy.moves_an_event):
            found = self._placing.move(state=self._state, now=now)
            if found is None:
                return
            move, place = found
            self._stop(move.unit, now)
            self._drive(move.unit, *place, now, MOVE)
            self._note_place(move.unit)
            self._ledger.moves += 1

    def _note_place(self, unit: int) -> None:
        if self._placing is not None:
            state = self._state
            self._placing.stands(unit, east=float(state.to_east[unit]), north=float(state.to_north[unit]))

    def _stop(self, unit: int, now: float) -> None:
        purpose, spared = self._state.break_off(unit, now)
        self._ledger.drive(purpose=purpose, km=-spared, now=now)

    def _drive(self, unit: int, east: float, north: float, now: float, purpose: int) -> None:
        km = self._state.set_off(unit, east=east, north=north, now=now, purpose=purpose)
        self._ledger.drive(purpose=purpose, km=km, now=now)
