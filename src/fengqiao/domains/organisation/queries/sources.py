"""What upper rooms know of officers' work and of the work of places: registered in config/wiring.py, asked here."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping, Sequence

from fengqiao.domains.organisation.contracts import LoadAnswer, LoadQuery, LoadSource, WorkQuery, WorkSource, WorkSpan
from fengqiao.foundation.scoping.contracts import Actor

_work_sources: dict[str, WorkSource] = {}
_load_sources: dict[str, LoadSource] = {}
CallForecast = Callable[[Actor, str], Mapping[datetime.date, float]]
_call_forecasts: list[CallForecast] = []


def register_call_forecast(*, source: CallForecast) -> None:
    """This function will set who knows how many calls a station (by its code) may expect on the next days."""
    _call_forecasts[:] = [source]


def expected_calls(*, actor: Actor, station_code: str) -> Mapping[datetime.date, float]:
    """This function will return the calls expected by day, nothing where nobody knows or the actor may not see."""
    return _call_forecasts[0](actor, station_code) if _call_forecasts else {}


def register_work_source(*, name: str, source: WorkSource) -> None:
    """This function will add a source of officers' recorded work; the same name replaces."""
    _work_sources[name] = source


def register_load_source(*, name: str, source: LoadSource) -> None:
    """This function will add a source of the work of places; the same name replaces."""
    _load_sources[name] = source


def gather_work(query: WorkQuery) -> Sequence[WorkSpan]:
    """This function will ask every source, in order of their names."""
    return [span for name in sorted(_work_sources) for span in _work_sources[name](query)]


def gather_load(query: LoadQuery) -> Sequence[LoadAnswer]:
    """This function will ask every source, in order of their names."""
    return [answer for name in sorted(_load_sources) for answer in _load_sources[name](query)]
