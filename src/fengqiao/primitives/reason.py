"""Why something was decided: a stable code with plain parameters, worded by whoever shows it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TypeAlias

# Values that survive JSON and a gettext format string; never text written for a reader.
ReasonValue: TypeAlias = str | int | float | bool | date | tuple[str, ...] | None


@dataclass(frozen=True, slots=True)
class Reason:
    """A reason code and the figures behind it."""

    code: str
    parameters: Mapping[str, ReasonValue] = field(default_factory=dict)

    def as_plain(self) -> dict[str, object]:
        """Return code and parameters with dates as ISO text and tuples as lists, ready for JSON."""
        plain: dict[str, object] = {}
        for name, value in self.parameters.items():
            if isinstance(value, date):
                plain[name] = value.isoformat()
            else:
                plain[name] = list(value) if isinstance(value, tuple) else value
        return {"code": self.code, "parameters": plain}
