"""Standard addresses out of plots: text, elements, pinyin, the beat each lies in."""

from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from random import Random

from pypinyin import Style, lazy_pinyin

from fengqiao.demo.county.contracts import AddressAlias, Building, RoadClass, StandardAddress
from fengqiao.demo.county.geography.curves import distance
from fengqiao.demo.county.geography.layout import METRES_PER_KILOMETRE, metres, read_data
from fengqiao.demo.county.geography.plane import XY, contains, ring_to_lonlat, to_lonlat, to_plane
from fengqiao.demo.county.geography.plots import Plot
from fengqiao.demo.county.geography.territory import Territory

MAIN_STREET_PREFERENCE = 3  # doors on main streets and in compounds are that much likelier to be registered


@dataclass(frozen=True, slots=True)
class Area:
    """A beat with all that an address needs to know of it."""

    beat_code: str
    station_code: str
    town: str
    ring: list[XY]
    communities: tuple[tuple[str, str, XY], ...]  # name, division code, place


def areas_of(territory: Territory) -> list[Area]:
    """Give every beat of the plan with its outline and codes."""
    plan = read_data("organisation.yaml")
    result = []
    for station in plan["stations"]:
        serial = 0
        for order, beat in enumerate(station["beats"], start=1):
            communities = []
            for name in beat["communities"]:
                serial += 1
                code = f"{station['town']['code'][:9]}{serial if beat['is_town'] else 200 + serial:03d}"
                communities.append((name, code, metres([plan["communities"][name]])[0]))
            result.append(
                Area(
                    beat_code=f"{station['organ_code'][:8]}{order:02d}00",
                    station_code=station["organ_code"],
                    town=station["town"]["name"],
                    ring=territory.beats[beat["key"]],
                    communities=tuple(communities),
                )
            )
    return result


def register_addresses(
    plots: list[Plot], areas: list[Area], rng: Random
) -> tuple[tuple[StandardAddress, ...], tuple[Building, ...]]:
    """Choose the doors that have a standard address; every building is drawn all the same."""
    serials: dict[str, int] = defaultdict(int)
    addresses: list[StandardAddress] = []
    buildings: list[Building] = []
    chosen = _chosen(plots, rng)
    for index, plot in enumerate(plots):
        area = next((area for area in areas if contains(area.ring, plot.at)), None) if index in chosen else None
        code = ""
        if area is not None:
            address = _address(plot, area, serials)
            addresses.append(address)
            code = address.code
        buildings.append(Building(ring_to_lonlat(plot.ring), code))
    return tuple(addresses), tuple(buildings)


def _chosen(plots: list[Plot], rng: Random) -> set[int]:
    quotas = dict(read_data("addresses.yaml")["doors"])
    quotas.update({plan["name"]: plan["doors"] for plan in read_data("layout.yaml")["villages"]})
    by_town: dict[str, list[int]] = defaultdict(list)
    seen: set[tuple[str, str, int, str, int]] = set()
    for index, plot in enumerate(plots):
        key = (plot.town, plot.street, plot.number, plot.compound, plot.building)
        if key not in seen:  # two doors never share one address
            seen.add(key)
            by_town[plot.town].append(index)
    result: set[int] = set()
    for town, indexes in by_town.items():
        weighted = sorted(indexes, key=lambda k: rng.random() ** (1 / _weight(plots[k])), reverse=True)
        result.update(weighted[: quotas[town]])
    return result


def _weight(plot: Plot) -> int:
    return MAIN_STREET_PREFERENCE if plot.road_class is RoadClass.MAIN_STREET or plot.compound else 1


def _address(plot: Plot, area: Area, serials: dict[str, int]) -> StandardAddress:
    community, division_code, _ = min(area.communities, key=lambda row: distance(row[2], plot.at))
    serials[division_code] += 1
    village = plot.road_class is RoadClass.VILLAGE_ROAD
    street, number = ("", _village_number(plot)) if village else (plot.street, f"{plot.number}号")
    building = f"{plot.building}号楼" if plot.building else ""
    short_text = f"{plot.town}{number}" if village else f"{street}{number}{plot.compound}{building}"
    place = "" if village and plot.town == community else community
    county = read_data("organisation.yaml")["county"]["division_name"]
    pinyin = spell(short_text)
    return StandardAddress(
        code=f"{division_code}{serials[division_code]:05d}",
        text=f"{county}{area.town}{place}{short_text}",
        short_text=short_text,
        pinyin=pinyin,
        initials=spell_initials(short_text),
        town=area.town,
        community=community,
        division_code=division_code,
        street=street,
        number=number,
        compound=plot.compound,
        building=building,
        position=to_lonlat(plot.at),
        edge_id=plot.edge_id,
        beat_code=area.beat_code,
        station_code=area.station_code,
    )


def _village_number(plot: Plot) -> str:
    """`清溪3组路`, 17 → 3组17号; the lanes 前路 and 后路 belong to the last group."""
    group = "".join(character for character in plot.street if character.isdigit())
    return f"{group}组{plot.number}号" if group else f"{plot.street[-2]}街{plot.number}号"


@cache
def spell(text: str) -> str:
    """Give the pinyin of a text without tones, joined; digits and letters stay."""
    return "".join(lazy_pinyin(text)).lower()


@cache
def spell_initials(text: str) -> str:
    """Give the first letters of a text's pinyin."""
    return "".join(lazy_pinyin(text, style=Style.FIRST_LETTER)).lower()


class AddressBook:
    """Finds an address near a place."""

    def __init__(self, addresses: tuple[StandardAddress, ...]) -> None:
        self.addresses = addresses
        self.by_code = {address.code: address for address in addresses}
        self._places = [to_plane(address.position) for address in addresses]

    def ranked(self, kilometres: list[float]) -> list[StandardAddress]:
        """Give all addresses by distance from a place of the layout, the nearest first."""
        target = (kilometres[0] * METRES_PER_KILOMETRE, kilometres[1] * METRES_PER_KILOMETRE)
        order = sorted(range(len(self.addresses)), key=lambda k: distance(self._places[k], target))
        return [self.addresses[k] for k in order]

    def nearest(self, kilometres: list[float]) -> StandardAddress:
        """Give the address nearest to a place of the layout."""
        return self.ranked(kilometres)[0]


def name_aliases(book: AddressBook) -> tuple[AddressAlias, ...]:
    """Say which address people mean by the names they use."""
    return tuple(
        AddressAlias(row["alias"], spell(row["alias"]), book.nearest(row["at"]).code)
        for row in read_data("addresses.yaml")["aliases"]
    )
