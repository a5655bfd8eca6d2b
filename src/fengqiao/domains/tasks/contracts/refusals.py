"""What tasks refuses."""

from __future__ import annotations

from fengqiao.primitives.refusal import RefusalError


class TasksError(RefusalError):
    """Base of what tasks refuses."""

    code = "tasks"


class TransitionRefusedError(TasksError):
    """The task is not in a state from which this act is possible."""

    code = "transition_refused"


class EvidenceMissingError(TasksError):
    """The template asks for evidence that was not given."""

    code = "evidence_missing"


class WrongOfficerError(TasksError):
    """The person is not of the task's station."""

    code = "wrong_officer"


class StationUnknownError(TasksError):
    """No police station lies at that place of the tree."""

    code = "station_unknown"


class NotADuplicateError(TasksError):
    """The task to keep is this one itself, a cancelled one, or one of another station."""

    code = "not_a_duplicate"


class WorkTimesError(TasksError):
    """Work ends after it began, and not in the future."""

    code = "work_times"
