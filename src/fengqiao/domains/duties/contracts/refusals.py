"""What the lists refuse."""

from __future__ import annotations

from collections.abc import Sequence

from fengqiao.domains.duties.contracts.lists import ListProblem
from fengqiao.primitives.refusal import RefusalError


class DutiesError(RefusalError):
    """Base of what duties refuses."""

    code = "duties"


class ListInvalidError(DutiesError):
    """The document cannot become a list; every problem is named."""

    code = "list_invalid"

    def __init__(self, problems: Sequence[ListProblem]) -> None:
        super().__init__(problems=len(problems))
        self.problems = tuple(problems)

    def __str__(self) -> str:
        return "\n".join(f"line {p.line}, {p.place}: {p.what} {p.advice}" for p in self.problems)


class ListNotInForceError(DutiesError):
    """No version of the list is in force on that day at that place."""

    code = "list_not_in_force"


class UnknownListError(DutiesError):
    """No such list, version or row."""

    code = "unknown_list"


class VersionTakenError(DutiesError):
    """Another document already has this code and version."""

    code = "version_taken"


class SignOffMissingError(DutiesError):
    """A person publishes only what a second person has signed; the platform alone installs lists without."""

    code = "sign_off_missing"


class OwnTextError(DutiesError):
    """Who wrote any part of a text cannot sign it."""

    code = "own_text"


class DraftChangedError(DutiesError):
    """Somebody changed the draft since it was read: look again before acting on it."""

    code = "draft_changed"


class DraftClosedError(DutiesError):
    """The draft's state does not allow this act."""

    code = "draft_closed"


class NoteMissingError(DutiesError):
    """A draft is sent back with words that say why."""

    code = "note_missing"
