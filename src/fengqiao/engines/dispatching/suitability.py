"""Who may be sent at all: hard rules, each refusal with its reason."""

from collections.abc import Sequence

from fengqiao.engines.dispatching.contracts import DispatchParameters, Need, Refusal, Unit, UnitStatus
from fengqiao.primitives.reason import Reason


def refuse(*, unit: Unit, need: Need) -> Reason | None:
    """Return why the unit cannot be sent to the need; None when it can.

    Auxiliaries never go alone. A community officer is taken only for the own beat or for danger to life.
    """
    if unit.status is not UnitStatus.IDLE:
        is_off_duty = unit.status is UnitStatus.OFF_DUTY
        return Reason("off_duty") if is_off_duty else Reason("busy", {"status": unit.status.value})
    if not unit.has_sworn_member:
        return Reason("auxiliary_alone", {"members": len(unit.members)}) if unit.members else Reason("no_members")
    if unit.is_community and not need.danger_to_life and not unit.covers(need.beat_path):
        return Reason("community_only_own_beat", {"beat": need.beat_path})
    if not any(requirement.is_met_by(unit) for requirement in need.requirements):
        return Reason("not_asked_for", {"kind": unit.kind.value, "skills": tuple(sorted(unit.skills))})
    return None


def sort_out(*, units: Sequence[Unit], need: Need) -> tuple[list[Unit], list[Refusal]]:
    """Return the units that may be sent and the refusals of the others."""
    suitable: list[Unit] = []
    refusals: list[Refusal] = []
    for unit in units:
        reason = refuse(unit=unit, need=need)
        if reason is None:
            suitable.append(unit)
        else:
            refusals.append(Refusal(unit.id, reason))
    return suitable, refusals


def idle_pool(units: Sequence[Unit]) -> list[Unit]:
    """Return the idle units that answer calls anywhere: no community officer, no auxiliaries alone."""
    return [
        unit for unit in units if unit.status is UnitStatus.IDLE and unit.has_sworn_member and not unit.is_community
    ]


def pool_available(*, need: Need, pool: Sequence[Unit], parameters: DispatchParameters) -> int:
    """Return how many units of the pool this priority may use up; all of them for danger to life."""
    if need.danger_to_life:
        return len(pool)
    return max(0, len(pool) - parameters.idle_units_kept.get(need.priority, 0))
