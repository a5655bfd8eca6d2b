"""Where a station's past, and a scene's figures, come from: rooms above register themselves in config/wiring.py."""

from __future__ import annotations

from fengqiao.domains.duties.contracts import PastQuery, PastSource, SceneFigures, SceneQuery, SceneSource
from fengqiao.engines.duties.backtesting import BacktestWorld

_past: dict[str, PastSource] = {}
_scenes: dict[str, SceneSource] = {}
_ONLY = "only"


class PastUnknownError(LookupError):
    """No room has registered a past."""


def register_past_source(*, source: PastSource) -> None:
    """This function will say whom to ask for a station's past; a later one takes its place."""
    _past[_ONLY] = source


def register_scene_source(*, source: SceneSource) -> None:
    """This function will say whom to ask for what reviewers said of a scene's warnings."""
    _scenes[_ONLY] = source


def read_past(query: PastQuery) -> BacktestWorld:
    """This function will return a station's past. Raises PastUnknownError."""
    if _ONLY not in _past:
        raise PastUnknownError
    return _past[_ONLY](query)


def read_scene(query: SceneQuery) -> SceneFigures:
    """This function will return a scene's figures; nothing was counted where no room knows any."""
    if _ONLY not in _scenes:
        return SceneFigures((query.last_date - query.first_date).days + 1, 0, 0, 0)
    return _scenes[_ONLY](query)
