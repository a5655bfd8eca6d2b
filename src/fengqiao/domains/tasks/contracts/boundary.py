"""What own work meets at the boundary of the lists."""

from __future__ import annotations

from fengqiao.domains.tasks.contracts.refusals import TasksError


class BeyondBoundaryError(TasksError):
    """By a clause of the lists the work is never ours or somebody else's; `clause`: the BoundaryClause.

    It is never the end: the work may be reported as a task from outside and brought before a leader, and a report of
    the people is heard, whoever handles it.
    """

    code = "beyond_boundary"
