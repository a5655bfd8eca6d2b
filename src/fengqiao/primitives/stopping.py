"""How a long computation is asked to stop and keep its best answer so far."""

from collections.abc import Callable
from typing import TypeAlias

# Engines call it between units of work; True means: return the best answer found so far.
ShouldStop: TypeAlias = Callable[[], bool]


def never_stop() -> bool:
    """Return False: run to the end of the budget."""
    return False
