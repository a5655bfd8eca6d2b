"""The door of cameras."""

from fengqiao.domains.cameras.actions import (
    check_edge_key,
    escalate_waiting_warnings,
    hold_clip,
    load_cameras,
    make_edge_key,
    open_clip,
    read_configuration,
    receive_warning,
    release_clip,
    review_warning,
    revoke_edge_key,
)
from fengqiao.domains.cameras.queries import (
    count_warnings,
    get_warning,
    list_cameras,
    list_escalated,
    list_video_access,
    list_warnings,
    scene_figures,
    tally_of,
)
from fengqiao.domains.cameras.wording import reject_words, scene_words, state_words

__all__ = [
    "check_edge_key",
    "count_warnings",
    "escalate_waiting_warnings",
    "get_warning",
    "hold_clip",
    "list_cameras",
    "list_escalated",
    "list_video_access",
    "list_warnings",
    "load_cameras",
    "make_edge_key",
    "open_clip",
    "read_configuration",
    "receive_warning",
    "reject_words",
    "release_clip",
    "review_warning",
    "revoke_edge_key",
    "scene_figures",
    "scene_words",
    "state_words",
    "tally_of",
]
