"""Writes of the lists: drafting, signing, publishing."""

from fengqiao.domains.duties.actions.drafting import (
    return_draft,
    save_draft,
    save_draft_row,
    sign_draft,
    start_draft,
    withdraw_draft,
)
from fengqiao.domains.duties.actions.publishing import publish_draft, publish_list

__all__ = [
    "publish_draft",
    "publish_list",
    "return_draft",
    "save_draft",
    "save_draft_row",
    "sign_draft",
    "start_draft",
    "withdraw_draft",
]
