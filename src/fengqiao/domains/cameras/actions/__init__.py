"""Writes of cameras, one file per use case."""

from fengqiao.domains.cameras.actions.escalating import escalate_waiting_warnings
from fengqiao.domains.cameras.actions.holding import hold_clip, release_clip
from fengqiao.domains.cameras.actions.keys import check_edge_key, make_edge_key, revoke_edge_key
from fengqiao.domains.cameras.actions.loading import load_cameras
from fengqiao.domains.cameras.actions.receiving import read_configuration, receive_warning
from fengqiao.domains.cameras.actions.reviewing import review_warning
from fengqiao.domains.cameras.actions.viewing import open_clip

__all__ = [
    "check_edge_key",
    "escalate_waiting_warnings",
    "hold_clip",
    "load_cameras",
    "make_edge_key",
    "open_clip",
    "read_configuration",
    "receive_warning",
    "release_clip",
    "review_warning",
    "revoke_edge_key",
]
