"""What incidents refuse; `parameters` name the thing."""

from __future__ import annotations

from fengqiao.primitives.refusal import RefusalError


class IncidentsError(RefusalError):
    """Base of what incidents refuses."""

    code = "incidents"


class TransitionRefusedError(IncidentsError):
    code = "transition_refused"


class NoUnitChosenError(IncidentsError):
    """Nobody is sent by an order that names nobody."""

    code = "no_unit_chosen"


class NumberAmbiguousError(IncidentsError):
    """A short number that several incidents bear."""

    code = "number_ambiguous"


class UnitNotFreeError(IncidentsError):
    """The unit was sent elsewhere in the meantime, or has gone off duty."""

    code = "unit_not_free"


class NobodySwornError(IncidentsError):
    """An auxiliary never goes alone."""

    code = "nobody_sworn"


class FeedbackBeforeArrivalError(IncidentsError):
    code = "feedback_before_arrival"


class NoteMissingError(IncidentsError):
    """What was done, or why, must be said in words."""

    code = "note_missing"


class TooFarWithoutNoteError(IncidentsError):
    """A unit that is too far away for how it moves is sent only by somebody who says why."""

    code = "too_far_without_note"


class UnitOffDutyError(IncidentsError):
    """A unit that is off duty reports no position and gets no status but the one of its shift."""

    code = "unit_off_duty"


class UnknownCategoryError(IncidentsError):
    code = "unknown_category"


class EmptySignalError(IncidentsError):
    """A signal with neither text nor place says nothing."""

    code = "empty_signal"
