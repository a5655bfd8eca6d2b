"""Tables of the lists, their drafts and backtests, the boundary's tasks and the registry of application models."""

from fengqiao.domains.duties.models.backtests import BacktestJob
from fengqiao.domains.duties.models.boundary import OutsideTask
from fengqiao.domains.duties.models.lists import DRAFT_STATES, SIGNED_STATES, ListDraft, ListVersion
from fengqiao.domains.duties.models.registry import ApplicationModel, ModelEntry, ModelFinding, ModelUse

__all__ = [
    "DRAFT_STATES",
    "SIGNED_STATES",
    "ApplicationModel",
    "BacktestJob",
    "ListDraft",
    "ListVersion",
    "ModelEntry",
    "ModelFinding",
    "ModelUse",
    "OutsideTask",
]
