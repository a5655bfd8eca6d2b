"""The shape in which the province's tree is drawn: a card per city, its counties, and the stations of a living one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from fengqiao.domains.indicators.contracts import TreeRow
from fengqiao.domains.organisation.contracts import UnitKind

COUNTY_KINDS = frozenset({UnitKind.COUNTY_BUREAU, UnitKind.BRANCH_BUREAU})


@dataclass
class CountyCard:
    row: TreeRow
    stations: list[TreeRow] = field(default_factory=list)


@dataclass
class CityCard:
    row: TreeRow
    counties: list[CountyCard] = field(default_factory=list)


@dataclass
class ProvinceTree:
    """`root` is the province, or the highest unit there is; living cities come first."""

    root: TreeRow | None
    cities: list[CityCard]
    loose_counties: list[CountyCard]
    counties: int


def city_cards(rows: Sequence[TreeRow]) -> ProvinceTree:
    """This function will group the tree's rows by city and county."""
    root = next((row for row in rows if row.kind == UnitKind.PROVINCE), None)
    cities = [CityCard(row) for row in rows if row.kind == UnitKind.MUNICIPAL_BUREAU]
    counties = [CountyCard(row) for row in rows if row.kind in COUNTY_KINDS]
    for station in (row for row in rows if row.kind == UnitKind.POLICE_STATION):
        for county in counties:
            if station.path.startswith(county.row.path):
                county.stations.append(station)
    loose = [county for county in counties if not _join(county, cities)]
    cities.sort(key=lambda city: (not city.row.is_living, city.row.code))
    return ProvinceTree(root, cities, loose, len(counties))


def _join(county: CountyCard, cities: Sequence[CityCard]) -> bool:
    for city in cities:
        if county.row.path.startswith(city.row.path):
            city.counties.append(county)
            return True
    return False
