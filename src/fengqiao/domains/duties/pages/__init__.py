"""Pages of the lists."""

from fengqiao.domains.duties.pages.drafting import act, check, draft, draft_text, drafts, new_draft
from fengqiao.domains.duties.pages.one_row import draft_row
from fengqiao.domains.duties.pages.outside import boundary
from fengqiao.domains.duties.pages.reading import document, list_version, lists

__all__ = [
    "act",
    "boundary",
    "check",
    "document",
    "draft",
    "draft_row",
    "draft_text",
    "drafts",
    "list_version",
    "lists",
    "new_draft",
]
