"""What the lists' pages take: documents, acts, wishes, reports, models."""

from fengqiao.domains.duties.forms.lists import (
    LARGEST_UPLOAD,
    DayForm,
    DraftActForm,
    ListDocumentForm,
    RowForm,
    plain_line_ends,
)
from fengqiao.domains.duties.forms.registry import (
    BacktestForm,
    ContestForm,
    DecisionForm,
    ModelForm,
    OutsideTaskForm,
    ReasonForm,
    UnitForm,
)

__all__ = [
    "LARGEST_UPLOAD",
    "BacktestForm",
    "ContestForm",
    "DayForm",
    "DecisionForm",
    "DraftActForm",
    "ListDocumentForm",
    "ModelForm",
    "OutsideTaskForm",
    "ReasonForm",
    "RowForm",
    "UnitForm",
    "plain_line_ends",
]
