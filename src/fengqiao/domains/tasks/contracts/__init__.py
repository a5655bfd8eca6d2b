"""Values, events and errors of tasks, day lists and their completion."""

from fengqiao.domains.tasks.contracts.days import (
    DayItem,
    DayListRecord,
    MorningReport,
    OfficerLoad,
    ReplayReport,
    StationDay,
)
from fengqiao.domains.tasks.contracts.events import MorningListsMade, TaskCompleted, TaskMoved
from fengqiao.domains.tasks.contracts.refusals import (
    EvidenceMissingError,
    NotADuplicateError,
    StationUnknownError,
    TasksError,
    TransitionRefusedError,
    WrongOfficerError,
)
from fengqiao.domains.tasks.contracts.sources import DutySource, DutySourceAnswer, DutySourceQuery
from fengqiao.domains.tasks.contracts.tasks import (
    OPEN_STATES,
    CompletionResult,
    Evidence,
    NewCompletion,
    TaskCounts,
    TaskRecord,
    TaskState,
)
from fengqiao.engines.duties.contracts import Event as DutyEvent
from fengqiao.engines.duties.contracts import Subject, TaskKind

__all__ = [
    "OPEN_STATES",
    "CompletionResult",
    "DayItem",
    "DayListRecord",
    "DutyEvent",
    "DutySource",
    "DutySourceAnswer",
    "DutySourceQuery",
    "Evidence",
    "EvidenceMissingError",
    "MorningListsMade",
    "MorningReport",
    "NewCompletion",
    "NotADuplicateError",
    "OfficerLoad",
    "ReplayReport",
    "StationDay",
    "StationUnknownError",
    "Subject",
    "TaskCompleted",
    "TaskCounts",
    "TaskKind",
    "TaskMoved",
    "TaskRecord",
    "TaskState",
    "TasksError",
    "TransitionRefusedError",
    "WrongOfficerError",
]
