"""Finds the place that a row of `data/day.yaml` means."""

from collections.abc import Sequence
from dataclasses import dataclass

from fengqiao.demo.county.contracts import AddressAlias, LonLat, PlaceNotFoundError, Premise, StandardAddress
from fengqiao.demo.county.geography.layout import metres
from fengqiao.demo.county.geography.plane import contains, to_lonlat
from fengqiao.demo.county.places.addresses import AddressBook, Area


@dataclass(frozen=True, slots=True)
class Spot:
    """Where something happens: at an address, or on the open road."""

    address_code: str
    short_text: str
    position: LonLat
    station_code: str
    beat_code: str
    street: str = ""  # or the community, where a door lies on no street


class PlaceFinder:
    """Resolves `near` (with `beat`, `compound`, `street` or `exact`), `premise` and `alias`."""

    def __init__(
        self,
        *,
        book: AddressBook,
        premises: tuple[Premise, ...],
        premise_keys: dict[str, str],
        aliases: tuple[AddressAlias, ...],
        areas: Sequence[Area],
        beat_codes: dict[str, str],
    ) -> None:
        self._book, self._keys, self._areas, self._beats = book, premise_keys, areas, beat_codes
        self._premises = {premise.code: premise for premise in premises}
        self._aliases = {alias.alias: alias.address_code for alias in aliases}

    def spot(self, where: dict) -> Spot:
        """Give the place, which need not have an address when it is meant exactly."""
        if where.get("exact"):
            point = metres([where["near"]])[0]
            area = next(area for area in self._areas if contains(area.ring, point))
            return Spot("", "", to_lonlat(point), area.station_code, area.beat_code)
        address = self.find(where)
        return Spot(
            address_code=address.code,
            short_text=address.short_text,
            position=address.position,
            station_code=address.station_code,
            beat_code=address.beat_code,
            street=address.street or address.community,
        )

    def find(self, where: dict) -> StandardAddress:
        """Give the address.

        Raises PlaceNotFoundError when the county has no such place.
        """
        if "premise" in where:
            return self._book.by_code[self._premises[self._keys[where["premise"]]].address_code]
        if "alias" in where:
            return self._book.by_code[self._aliases[where["alias"]]]
        beat = self._beats[where["beat"]] if "beat" in where else ""
        fitting = [
            address
            for address in self._book.ranked(where["near"])
            if (not beat or address.beat_code == beat) and bool(address.compound) == where.get("compound", False)
        ]
        on_street = (address for address in fitting if address.street == where.get("street"))
        found = next(on_street, next(iter(fitting), None))  # another county may have no door on that street
        if found is not None:
            return found
        raise PlaceNotFoundError(f"no address for {where}")
