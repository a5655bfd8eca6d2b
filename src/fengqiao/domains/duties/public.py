"""The door of the lists."""

from fengqiao.domains.duties.actions import (
    publish_draft,
    publish_list,
    return_draft,
    save_draft,
    sign_draft,
    start_draft,
    withdraw_draft,
)
from fengqiao.domains.duties.queries import (
    check_document,
    decide_handler,
    duty_lists_in_force,
    get_draft_page,
    get_row,
    list_drafts,
    list_versions,
    negative_list_in_force,
    shipped_documents,
)

__all__ = [
    "check_document",
    "decide_handler",
    "duty_lists_in_force",
    "get_draft_page",
    "get_row",
    "list_drafts",
    "list_versions",
    "negative_list_in_force",
    "publish_draft",
    "publish_list",
    "return_draft",
    "save_draft",
    "shipped_documents",
    "sign_draft",
    "start_draft",
    "withdraw_draft",
]
