"""One officer's order of tasks with its times, and what inserting any other task would cost.

Routes never change: every change makes a new one. So a route that a step of the search leaves alone
keeps its figures, and only the few changed routes are computed again.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Final

import numpy as np

from fengqiao.engines.planning.problem import Problem
from fengqiao.engines.planning.shift_clock import Minutes

# Sums of minutes differ in the last digits with the order of adding.
TOLERANCE_MINUTES: Final = 1e-6


@dataclass(frozen=True, slots=True, eq=False)
class InsertionCosts:
    """For every task its cheapest place in a route: minutes the rest is put off, inf if it fits nowhere."""

    minutes: Minutes
    places: np.ndarray


class Route:
    """The tasks of one officer in order. Only insertions that fit are made, so every route can be kept to."""

    def __init__(self, *, problem: Problem, officer: int, tasks: Sequence[int]) -> None:
        self.problem = problem
        self.officer = officer
        self.tasks = tuple(tasks)

    def with_task(self, task: int, *, place: int) -> "Route":
        """Return the route with the task put before the one that stands at the place."""
        tasks = (*self.tasks[:place], task, *self.tasks[place:])
        return Route(problem=self.problem, officer=self.officer, tasks=tasks)

    def without(self, *, first: int, count: int) -> "Route":
        """Return the route with `count` tasks less, from place `first` on."""
        tasks = self.tasks[:first] + self.tasks[first + count :]
        return Route(problem=self.problem, officer=self.officer, tasks=tasks)

    @cached_property
    def places(self) -> list[int]:
        """Locations in order, from the start of the shift to its end."""
        shift = self.problem.shifts[self.officer]
        locations = (int(self.problem.locations[task]) for task in self.tasks)
        return [shift.start_location, *locations, shift.end_location]

    @cached_property
    def arrivals(self) -> list[float]:
        """When each task's place is reached, and the end of the shift last."""
        return self._times[0]

    @cached_property
    def starts(self) -> list[float]:
        """When the work on each task starts."""
        return self._times[1]

    @cached_property
    def _times(self) -> tuple[list[float], list[float]]:
        problem, shift = self.problem, self.problem.shifts[self.officer]
        leave = shift.leaves_from
        arrivals, starts = [], []
        for index, task in enumerate(self.tasks):
            travel = float(problem.travel[self.places[index], self.places[index + 1]])
            arrives = shift.clock.arrival(leave=leave, travel=travel)
            minutes = float(problem.minutes[task])
            start = shift.clock.earliest_start(at=max(arrives, float(problem.opens[task])), minutes=minutes)
            leave = start + minutes
            arrivals.append(arrives)
            starts.append(start)
        travel = float(problem.travel[self.places[-2], self.places[-1]])
        arrivals.append(shift.clock.arrival(leave=leave, travel=travel))
        return arrivals, starts

    @cached_property
    def latest(self) -> list[float]:
        """By when each task must start, and the end be reached, so that everything after it still fits."""
        problem, shift = self.problem, self.problem.shifts[self.officer]
        latest = [shift.closes]
        for index in range(len(self.tasks) - 1, -1, -1):
            task = self.tasks[index]
            travel = float(problem.travel[self.places[index + 1], self.places[index + 2]])
            leave_by = shift.clock.latest_departure(by=latest[-1], travel=travel)
            finish_by = min(float(problem.closes[task]), leave_by)
            latest.append(shift.clock.latest_start(finish_by=finish_by, minutes=float(problem.minutes[task])))
        return latest[::-1]

    @cached_property
    def prize(self) -> float:
        """The prizes of the tasks together."""
        return float(self.problem.prizes[list(self.tasks)].sum())

    @cached_property
    def mandatory(self) -> int:
        """How many mandatory tasks it holds."""
        return int(self.problem.mandatory[list(self.tasks)].sum())

    @cached_property
    def urgency(self) -> float:
        """How many mandatory tasks it outweighs."""
        return float(self.problem.urgency[list(self.tasks)].sum())

    @cached_property
    def travel_minutes(self) -> float:
        """Travel from start to end; an officer with nothing to do does not set out."""
        if not self.tasks:
            return 0.0
        return float(sum(self.problem.travel[a, b] for a, b in pairwise(self.places)))

    @cached_property
    def load_minutes(self) -> float:
        """Work and travel together."""
        return float(self.problem.minutes[list(self.tasks)].sum()) + self.travel_minutes

    @cached_property
    def costs(self) -> InsertionCosts:
        """What inserting each task of the problem costs at its best place."""
        problem, shift = self.problem, self.problem.shifts[self.officer]
        candidates = np.flatnonzero(problem.allowed[self.officer])
        before, after = np.array(self.places[:-1])[:, None], np.array(self.places[1:])[:, None]
        ends_so_far = np.array(self.starts, dtype=np.float64) + problem.minutes[list(self.tasks)]
        leaves = np.concatenate([[shift.leaves_from], ends_so_far])[:, None]
        at, minutes = problem.locations[candidates][None, :], problem.minutes[candidates][None, :]
        to_task, from_task = problem.travel[before, at], problem.travel[at, after]
        arrives = shift.clock.arrivals(leave=leaves, travel=to_task)
        starts = shift.clock.earliest_starts(
            at=np.maximum(arrives, problem.opens[candidates][None, :]), minutes=minutes
        )
        ends = starts + minutes
        next_arrives = shift.clock.arrivals(leave=ends, travel=from_task)
        fits = (ends <= problem.closes[candidates][None, :] + TOLERANCE_MINUTES) & (
            next_arrives <= np.array(self.latest)[:, None] + TOLERANCE_MINUTES
        )
        put_off = np.where(fits, next_arrives - np.array(self.arrivals)[:, None], np.inf)
        place = put_off.argmin(axis=0)
        cheapest = np.full(len(problem.tasks), np.inf)
        cheapest[candidates] = put_off[place, np.arange(len(candidates))]
        places = np.zeros(len(problem.tasks), dtype=np.int64)
        places[candidates] = place
        return InsertionCosts(cheapest, places)
