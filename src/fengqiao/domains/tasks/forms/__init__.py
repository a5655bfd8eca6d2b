"""Input of the task pages."""

from fengqiao.domains.tasks.forms.changes import (
    DecisionForm,
    DoorForm,
    HoldForm,
    MoveForm,
    PostponeForm,
    PromiseForm,
    ReleaseForm,
    TeamHoldForm,
    WorkForm,
    new_client_id,
)
from fengqiao.domains.tasks.forms.companions import CompanionsForm
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
    "CompanionsForm",
    "DayForm",
    "DecisionForm",
    "DoorForm",
    "DuplicateForm",
    "EvidenceForm",
    "HoldForm",
    "MoveForm",
    "PostponeForm",
    "PromiseForm",
    "ReleaseForm",
    "ReplanForm",
    "SendBackForm",
    "TeamHoldForm",
    "WorkForm",
    "new_client_id",
]
