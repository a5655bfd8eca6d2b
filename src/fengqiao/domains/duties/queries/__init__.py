"""Reads of the lists."""

from fengqiao.domains.duties.queries.in_force import (
    check_document,
    decide_handler,
    digest_of,
    duty_lists_in_force,
    get_row,
    list_versions,
    negative_list_in_force,
    record_of,
    shipped_documents,
)
from fengqiao.domains.duties.queries.preview import list_publishing_units, preview_document
from fengqiao.domains.duties.queries.reading import get_list_page, list_boundary, list_cards

__all__ = [
    "check_document",
    "decide_handler",
    "digest_of",
    "duty_lists_in_force",
    "get_list_page",
    "get_row",
    "list_boundary",
    "list_cards",
    "list_publishing_units",
    "list_versions",
    "negative_list_in_force",
    "preview_document",
    "record_of",
    "shipped_documents",
]
