"""The best days for one person, all others standing still: a shortest path over days with what the rules remember.

A label knows the last shift, the block under way, and what has been counted (minutes, weekends, limited shifts,
burdens); of two that know the same the cheaper one stays. Exact while a day has fewer labels than MOST_LABELS.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple, TypeAlias

from fengqiao.engines.rostering.contracts import OFF, Fairness, Person
from fengqiao.engines.rostering.rules import Ground

MOST_LABELS: Final = 1_200
"""A day of four kinds of shift keeps some hundred; more would only be asked of many rules at once."""
LONG: Final = 10_000
"""More days than any rule looks back."""

_Burden: TypeAlias = tuple[Fairness, tuple[int, int], int]

Prices: TypeAlias = Sequence[Mapping[str, int]]
"""By day: what each choice costs; a choice that is not named is not open."""


class Label(NamedTuple):
    """`last`: the last shift worked; `run`: days of the block under way (free days only as far as a rule asks);
    `met`: the block is long enough to end; `counts`: what the counters have counted."""

    last: str
    is_work: bool
    run: int
    met: bool
    in_weekend: bool
    counts: tuple[int, ...]


class PersonLine:
    """One person's rules, ready to be searched. `is_relaxed`: without the minimums, for whom they cannot be kept."""

    def __init__(self, ground: Ground, person: Person, *, is_relaxed: bool = False) -> None:
        self.ground, self.person = ground, person
        self.min_minutes = 0 if is_relaxed else person.min_minutes
        self.min_consecutive = 1 if is_relaxed else person.min_consecutive
        self.min_days_off = 1 if is_relaxed else person.min_days_off
        self._off_run = max(self.min_days_off, *ground.clashes)
        self._limited = [code for code, most in person.limits.items() if 0 < most < ground.problem.days]
        self._longest = max((shift.minutes for shift in ground.problem.shifts), default=0)
        self._burdens: list[_Burden] = []
        self._burdens_counted: list[_Burden] = []
        for fairness in ground.problem.fairness:
            share = ground.share(fairness).get(person.code)
            if share is not None:
                self._burdens.append((fairness, share, fairness.carried.get(person.code, 0)))

    def best(self, prices: Prices) -> tuple[str, ...] | None:
        """This function will return the cheapest days that keep this person's rules, None where there are none."""
        for with_burdens, most in ((True, MOST_LABELS), (False, LONG * LONG)):
            found = self._search(prices, with_burdens, most)
            if found is not None:
                return found
        return None

    def _search(self, prices: Prices, with_burdens: bool, most: int) -> tuple[str, ...] | None:
        self._burdens_counted = self._burdens if with_burdens else []
        start = self._start(2 + len(self._limited) + len(self._burdens_counted))
        layer: dict[Label, int] = {start: 0}
        trace: list[dict[Label, tuple[Label, str]]] = []
        for day in range(self.ground.problem.days):
            layer, came = self._step(layer, day, prices[day])
            if len(layer) > most:
                kept = sorted(layer.items(), key=lambda one: one[1])[:most]
                layer = dict(kept)
            trace.append(came)
        return self._traced(layer, trace)

    def _start(self, counters: int) -> Label:
        """What the days before the first leave behind."""
        before, counts = self.person.before, (0,) * counters
        if not before:
            return Label(OFF, False, self._off_run, True, False, counts)
        is_work, run = before[-1] != OFF, 0
        while run < len(before) and (before[-1 - run] != OFF) == is_work:
            run += 1
        last = next((code for code in reversed(before) if code != OFF), OFF)
        met = run == len(before) or run >= (self.min_consecutive if is_work else self.min_days_off)
        return Label(last, is_work, run, met, False, counts)

    def _step(
        self, layer: Mapping[Label, int], day: int, prices: Mapping[str, int]
    ) -> tuple[dict[Label, int], dict[Label, tuple[Label, str]]]:
        then: dict[Label, int] = {}
        came: dict[Label, tuple[Label, str]] = {}
        weekend = self.ground.weekend_of.get(day)
        begins = weekend is not None and self.ground.weekend_of.get(day - 1) != weekend
        for label, cost in layer.items():
            for code, price in prices.items():
                new = self._after(label, code, day, weekend, begins)
                if new is not None and cost + price < then.get(new, 1 << 60):
                    then[new], came[new] = cost + price, (label, code)
        return then, came

    def _after(self, label: Label, code: str, day: int, weekend: int | None, begins: bool) -> Label | None:
        in_weekend = label.in_weekend and not begins and weekend is not None
        if code == OFF:
            return self._after_free_day(label, day, in_weekend)
        if not label.is_work and not label.met:
            return None
        run = label.run + 1 if label.is_work else 1
        if self.person.max_consecutive is not None and run > self.person.max_consecutive:
            return None
        gap = 1 if label.is_work else label.run + 1
        if label.last != OFF and (label.last, code) in self.ground.clashes.get(gap, frozenset()):
            return None
        counts = self._counted(label, code, day, weekend is not None and not in_weekend)
        if counts is None:
            return None
        at_edge = day == 0 and not self.person.before
        met = (label.met if label.is_work else at_edge) or run >= self.min_consecutive
        return Label(
            code,
            True,
            run if self.person.max_consecutive is not None else min(run, self.min_consecutive),
            met,
            weekend is not None,
            counts,
        )

    def _after_free_day(self, label: Label, day: int, in_weekend: bool) -> Label | None:
        if label.is_work and not label.met:
            return None
        run = 1 if label.is_work else min(label.run + 1, self._off_run)
        met = (label.met and not label.is_work) or run >= self.min_days_off
        if day == 0 and not self.person.before:
            run, met = self._off_run, True
        if label.counts[0] + (self.ground.problem.days - day - 1) * self._longest < self.min_minutes:
            return None
        last = label.last if run < self._off_run else OFF
        return Label(last, False, run, met, in_weekend, label.counts)

    def _counted(self, label: Label, code: str, day: int, new_weekend: bool) -> tuple[int, ...] | None:
        minutes = label.counts[0] + self.ground.shifts[code].minutes
        weekends = label.counts[1] + new_weekend
        person = self.person
        if person.max_minutes is not None and minutes > person.max_minutes:
            return None
        if person.max_weekends is not None and weekends > person.max_weekends:
            return None
        counts = [minutes, weekends if person.max_weekends is not None else 0]
        for at, limited in enumerate(self._limited, start=2):
            count = label.counts[at] + (limited == code)
            if count > person.limits[limited]:
                return None
            counts.append(count)
        first = 2 + len(self._limited)
        for at, (fairness, _, _) in enumerate(self._burdens_counted, start=first):
            counts.append(label.counts[at] + (code in fairness.shifts and day in fairness.days))
        return tuple(counts)

    def _traced(
        self, layer: Mapping[Label, int], trace: Sequence[Mapping[Label, tuple[Label, str]]]
    ) -> tuple[str, ...] | None:
        ends = {
            label: cost + self._unfair(label) for label, cost in layer.items() if label.counts[0] >= self.min_minutes
        }
        if not ends:
            return None
        label = min(ends, key=lambda one: (ends[one], one))
        days: list[str] = []
        for came in reversed(trace):
            label, code = came[label]
            days.append(code)
        return tuple(reversed(days))

    def _unfair(self, label: Label) -> int:
        cost = 0
        for at, (fairness, (least, most), carried) in enumerate(self._burdens_counted, start=2 + len(self._limited)):
            had = carried + label.counts[at]
            cost += fairness.weight * (max(0, had - most) + max(0, least - had))
        return cost
