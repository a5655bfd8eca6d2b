"""Where a station's past, and a scene's figures, come from: rooms above register themselves in config/wiring.py."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from fengqiao.domains.duties.contracts import PastQuery, PastSource, SceneFigures, SceneQuery, SceneSource
from fengqiao.engines.duties.backtesting import BacktestWorld

SceneNames = Callable[[], Sequence[tuple[str, str]]]
_past: dict[str, PastSource] = {}
_scenes: dict[str, SceneSource] = {}
_scene_names: dict[str, SceneNames] = {}
_ONLY = "only"


class PastUnknownError(LookupError):
    """No room has registered a past."""


def register_past_source(*, source: PastSource) -> None:
    """This function will say whom to ask for a station's past; a later one takes its place."""
    _past[_ONLY] = source


def register_scene_source(*, source: SceneSource) -> None:
    """This function will say whom to ask for what reviewers said of a scene's warnings."""
    _scenes[_ONLY] = source


def register_scene_names(*, source: SceneNames) -> None:
    """This function will say who names the scenes that exist: code and words in the reader's language."""
    _scene_names[_ONLY] = source


def scene_names() -> Sequence[tuple[str, str]]:
    """This function will list the scenes that exist, by code, with their words."""
    return _scene_names[_ONLY]() if _ONLY in _scene_names else ()


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
