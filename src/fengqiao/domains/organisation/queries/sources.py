"""What upper rooms know of officers' work and of the work of places: registered in config/wiring.py, asked here."""

from __future__ import annotations

from collections.abc import Sequence

from fengqiao.domains.organisation.contracts import LoadAnswer, LoadQuery, LoadSource, WorkQuery, WorkSource, WorkSpan

_work_sources: dict[str, WorkSource] = {}
_load_sources: dict[str, LoadSource] = {}


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
