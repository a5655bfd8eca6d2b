"""`fq import`: calls out of other systems, and what a station's day stands on."""

from __future__ import annotations

from fengqiao.cli.import_calls import imports
from fengqiao.cli.import_station import add_station_imports

add_station_imports(imports)

__all__ = ["imports"]
