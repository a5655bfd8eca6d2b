"""Reads of the lists."""

from fengqiao.domains.duties.queries.campaigns import unit_problems
from fengqiao.domains.duties.queries.drafts import draft_record, get_draft_page, get_draft_row, list_drafts, problems_at
from fengqiao.domains.duties.queries.in_force import (
    check_document,
    decide_handler,
    digest_of,
    duty_lists_in_force,
    duty_lists_of,
    get_row,
    list_versions,
    negative_list_in_force,
    record_of,
    shipped_documents,
)
from fengqiao.domains.duties.queries.many_places import days_of_new_lists, duty_lists_by_path
from fengqiao.domains.duties.queries.preview import list_drafting_units, preview_document
from fengqiao.domains.duties.queries.reading import get_list_page, list_boundary, list_cards
from fengqiao.domains.duties.queries.vocabulary import list_event_vocabulary, list_subject_vocabulary

__all__ = [
    "check_document",
    "days_of_new_lists",
    "decide_handler",
    "digest_of",
    "draft_record",
    "duty_lists_by_path",
    "duty_lists_in_force",
    "duty_lists_of",
    "get_draft_page",
    "get_draft_row",
    "get_list_page",
    "get_row",
    "list_boundary",
    "list_cards",
    "list_drafting_units",
    "list_drafts",
    "list_event_vocabulary",
    "list_subject_vocabulary",
    "list_versions",
    "negative_list_in_force",
    "preview_document",
    "problems_at",
    "record_of",
    "shipped_documents",
    "unit_problems",
]
