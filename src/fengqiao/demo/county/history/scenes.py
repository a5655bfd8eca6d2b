"""Where calls come from: some doors never, a few again and again."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from random import Random

from fengqiao.demo.county.contracts import Premise, StandardAddress
from fengqiao.domains.places.contracts import PremisesKind

HEAVY_TAIL = 1.15  # Pareto exponent of how often an address calls; below 1 a handful would make all calls
HEAVIEST = 14.0  # no address more than that many times the quietest
PREMISE_KINDS = frozenset(kind.value for kind in PremisesKind)


@dataclass(frozen=True, slots=True)
class Scene:
    """An address, and the premises there where the call is about them."""

    address: StandardAddress
    premise: Premise | None


class _Pool:
    def __init__(self, scenes: list[Scene], rng: Random) -> None:
        self.scenes = scenes
        self._sums = list(accumulate(min(rng.paretovariate(HEAVY_TAIL), HEAVIEST) for _ in scenes))

    def draw(self, rng: Random) -> Scene:
        return rng.choices(self.scenes, cum_weights=self._sums)[0]


class SceneBook:
    """Draws scenes by station and by the kind of place that a call needs."""

    def __init__(
        self,
        addresses: Sequence[StandardAddress],
        premises: Sequence[Premise],
        rng: Random,
        quiet: frozenset[str],
    ) -> None:
        """Prepare the pools; `quiet` addresses never come up by chance: the story needs them."""
        by_code = {address.code: address for address in addresses}
        gathered: dict[tuple[str, str], list[Scene]] = defaultdict(list)
        used = set()
        for premise in premises:
            address = by_code[premise.address_code]
            if address.code in quiet:
                continue
            gathered[(premise.station_code, premise.kind.value)].append(Scene(address, premise))
            if premise.kind is not PremisesKind.RENTAL_HOUSING:
                used.add(premise.address_code)
        for address in addresses:
            if address.code in quiet or address.code in used:
                continue
            for kind in _kinds(address):
                gathered[(address.station_code, kind)].append(Scene(address, None))
        self._pools = {key: _Pool(scenes, rng) for key, scenes in gathered.items()}

    def draw(self, station_code: str, kinds: list[str], rng: Random, *, needs_premise: bool) -> Scene:
        """Give a scene of one of the kinds; a template that names premises gets one that has them."""
        fitting = [kind for kind in kinds if (station_code, kind) in self._pools]
        named = [kind for kind in fitting if kind in PREMISE_KINDS]
        if needs_premise:
            return self._pools[(station_code, rng.choice(named or ["shop"]))].draw(rng)
        return self._pools[(station_code, rng.choice(fitting or ["home"]))].draw(rng)


def _kinds(address: StandardAddress) -> list[str]:
    if not address.street:
        return ["home", "village", "road"]
    if address.compound:
        return ["home", "compound"]
    return ["home", "street", "road", "park"]
