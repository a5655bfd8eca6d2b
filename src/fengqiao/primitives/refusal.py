"""What a room refuses, as a value: a stable code and the parameters of its words."""

from __future__ import annotations

from typing import Any


class RefusalError(Exception):
    """Base of every room's errors. `code` never changes; `wording` turns code and parameters into a sentence."""

    code = "refused"

    def __init__(self, **parameters: Any) -> None:
        super().__init__(", ".join(f"{key}={value}" for key, value in parameters.items()))
        self.parameters = parameters
