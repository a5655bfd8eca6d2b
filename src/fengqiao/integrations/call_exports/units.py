"""Whose calls these are: the units that the station has, or a tree derived from the export."""

from __future__ import annotations

from pathlib import Path

from fengqiao.domains.organisation.public import list_units, load_units
from fengqiao.foundation.scoping.contracts import Actor
from fengqiao.integrations.call_exports.deriving import derive_units
from fengqiao.integrations.call_exports.errors import MappingInvalidError, MappingProblem
from fengqiao.integrations.call_exports.mapping import Mapping


def prepare_units(*, actor: Actor, path: Path, mapping: Mapping, is_derived: bool) -> dict[str, str]:
    """This function will return the unit code by value of the export's column, making the derived tree when asked.

    Raises MappingInvalidError when the mapping names units that this station does not have.
    """
    if is_derived:
        tree = derive_units(path=path, mapping=mapping)
        load_units(actor=actor, units=tree.units)
        return tree.codes
    known = {unit.code for unit in list_units()}
    wanted = {*mapping.units.codes.values()} | ({mapping.units.default} if mapping.units.default else set())
    missing = sorted(wanted - known)
    if missing or not wanted:
        what = f"this station has no unit {', '.join(missing)}" if missing else "names no unit at all"
        advice = "correct the codes, load the organisation first (./fq init), or use --derive-units"
        raise MappingInvalidError(name="mapping", problems=[MappingProblem("units", f"{what}; {advice}")])
    return {}
