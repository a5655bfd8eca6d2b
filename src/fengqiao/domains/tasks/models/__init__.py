"""Tables of tasks."""

from fengqiao.domains.tasks.models.changes import ChangedSubject
from fengqiao.domains.tasks.models.days import HoldUp, PlanRevision, Postponement
from fengqiao.domains.tasks.models.evaluation import (
    EvaluationRulesVersion,
    RowMonth,
    RowOverlap,
    Verification,
    VerificationDraw,
    VisitQuestion,
)
from fengqiao.domains.tasks.models.tasks import (
    MINUTES_PER_DAY,
    CompletionRecord,
    DayPlan,
    PlanRun,
    Task,
    TaskEntry,
    old_rows,
    staff_link,
)

__all__ = [
    "MINUTES_PER_DAY",
    "ChangedSubject",
    "CompletionRecord",
    "DayPlan",
    "EvaluationRulesVersion",
    "HoldUp",
    "PlanRevision",
    "PlanRun",
    "Postponement",
    "RowMonth",
    "RowOverlap",
    "Task",
    "TaskEntry",
    "Verification",
    "VerificationDraw",
    "VisitQuestion",
    "old_rows",
    "staff_link",
]
