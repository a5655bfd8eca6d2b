"""Input of the task pages."""

from fengqiao.domains.tasks.forms.duplicates import DuplicateForm
from fengqiao.domains.tasks.forms.tasks import (
    ANSWER_PREFIX,
    FIRST_DAY,
    LAST_DAY,
    RESULTS,
    AssignForm,
    DayForm,
    EvidenceForm,
    ReplanForm,
    SendBackForm,
)

__all__ = [
    "ANSWER_PREFIX",
    "FIRST_DAY",
    "LAST_DAY",
    "RESULTS",
    "AssignForm",
    "DayForm",
    "DuplicateForm",
    "EvidenceForm",
    "ReplanForm",
    "SendBackForm",
]
