"""The two trees: administrative divisions and police organs, with the one living county in them."""

from fengqiao.demo.county.contracts import Beat, Division, DivisionKind, Organ, OrganKind, StationKind
from fengqiao.demo.county.geography.layout import metres, read_data
from fengqiao.demo.county.geography.plane import ring_to_lonlat, to_lonlat
from fengqiao.demo.county.geography.territory import Territory
from fengqiao.demo.county.places.addresses import Area

DISTRICT_ENDING = "区"


def list_divisions(areas: list[Area]) -> tuple[Division, ...]:
    """Give the province, its ten cities and 107 counties, and the invented county down to the village."""
    plan = read_data("organisation.yaml")
    province, city, county = plan["province"], plan["city"], plan["county"]
    result = [Division(province["division_code"], province["division_name"], DivisionKind.PROVINCE, "")]
    for row in read_data("shaanxi.yaml")["cities"]:
        result.append(Division(row["code"], row["name"], DivisionKind.CITY, province["division_code"]))
        result.extend(Division(code, name, DivisionKind.COUNTY, row["code"]) for code, name in row["counties"].items())
    result.append(Division(city["division_code"], city["division_name"], DivisionKind.CITY, province["division_code"]))
    result.append(
        Division(county["division_code"], county["division_name"], DivisionKind.COUNTY, city["division_code"])
    )
    for station in plan["stations"]:
        town = station["town"]
        result.append(Division(town["code"][:9], town["name"], DivisionKind.TOWN, county["division_code"]))
    for area in areas:
        for name, code, _ in area.communities:
            kind = DivisionKind.COMMUNITY if name.endswith("社区") else DivisionKind.VILLAGE
            result.append(Division(code, name, kind, code[:9]))
    return tuple(result)


def list_organs(territory: Territory) -> tuple[Organ, ...]:
    """Give the police tree from the province down to the three stations."""
    plan = read_data("organisation.yaml")
    province, city, county = plan["province"], plan["city"], plan["county"]
    result = [_organ(province, OrganKind.PROVINCE, "", is_living=True)]
    for row in read_data("shaanxi.yaml")["cities"]:
        result.append(_bureau(row["code"], row["name"], OrganKind.CITY, province["organ_code"]))
        for code, name in row["counties"].items():
            result.append(_bureau(code, name, OrganKind.COUNTY, f"{row['code']}000000"))
    result.append(_organ(city, OrganKind.CITY, province["organ_code"], is_living=True))
    result.append(
        Organ(
            code=county["organ_code"],
            name=county["name"],
            short_name=county["short_name"],
            kind=OrganKind.COUNTY,
            parent_code=city["organ_code"],
            division_code=county["division_code"],
            is_living=True,
            station_kind=None,
            position=None,
            boundary=ring_to_lonlat(territory.outline),
        )
    )
    for station in plan["stations"]:
        result.append(
            Organ(
                code=station["organ_code"],
                name=station["name"],
                short_name=station["name"].removesuffix("派出所"),
                kind=OrganKind.STATION,
                parent_code=county["organ_code"],
                division_code=county["division_code"],
                is_living=True,
                station_kind=StationKind(station["kind"]),
                position=to_lonlat(metres([station["seat"]])[0]),
                boundary=ring_to_lonlat(territory.stations[station["key"]]),
            )
        )
    return tuple(result)


def _organ(row: dict, kind: OrganKind, parent_code: str, *, is_living: bool) -> Organ:
    return Organ(
        code=row["organ_code"],
        name=row["name"],
        short_name=row["short_name"],
        kind=kind,
        parent_code=parent_code,
        division_code=row["division_code"],
        is_living=is_living,
        station_kind=None,
        position=None,
        boundary=None,
    )


def _bureau(code: str, name: str, kind: OrganKind, parent_code: str) -> Organ:
    """A district has a branch (分局) of the city's bureau, a county or county-level city its own."""
    branch = kind is OrganKind.COUNTY and name.endswith(DISTRICT_ENDING)
    title = f"{name.removesuffix(DISTRICT_ENDING)}分局" if branch else f"{name}公安局"
    row = {"organ_code": f"{code}000000", "division_code": code, "name": title, "short_name": name}
    return _organ(row, kind, parent_code, is_living=False)


def list_beats(areas: list[Area]) -> tuple[Beat, ...]:
    """Give the beats with their outlines and communities."""
    plans = [(station, beat) for station in read_data("organisation.yaml")["stations"] for beat in station["beats"]]
    return tuple(
        Beat(
            code=area.beat_code,
            name=plan["name"],
            station_code=area.station_code,
            is_town=plan["is_town"],
            division_codes=tuple(code for _, code, _ in area.communities),
            boundary=ring_to_lonlat(area.ring),
            centre=to_lonlat(metres([plan["centre"]])[0]),
        )
        for area, (_, plan) in zip(areas, plans, strict=True)
    )


def beat_codes(areas: list[Area]) -> dict[str, str]:
    """Give the code of each beat by its key in the plan."""
    keys = [beat["key"] for station in read_data("organisation.yaml")["stations"] for beat in station["beats"]]
    return {key: area.beat_code for key, area in zip(keys, areas, strict=True)}
