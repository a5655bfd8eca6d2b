"""The door of the lists."""

from fengqiao.domains.duties.actions import publish_list
from fengqiao.domains.duties.queries import (
    check_document,
    decide_handler,
    duty_lists_in_force,
    get_row,
    list_versions,
    negative_list_in_force,
    shipped_documents,
)

__all__ = [
    "check_document",
    "decide_handler",
    "duty_lists_in_force",
    "get_row",
    "list_versions",
    "negative_list_in_force",
    "publish_list",
    "shipped_documents",
]
