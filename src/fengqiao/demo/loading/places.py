"""Addresses, premises, households, the few facts on residents, trouble spots, roads and the base map."""

from __future__ import annotations

from fengqiao.demo.county.contracts import County, HouseholdKind, RoadMap, StandardAddress
from fengqiao.demo.county.geojson import county_geojson
from fengqiao.domains.places.contracts import (
    NewAddress,
    NewAlias,
    NewHousehold,
    NewPremises,
    NewResident,
    NewResidentFact,
    NewTroubleSpot,
    ResidentFactKind,
    RoadNetwork,
)
from fengqiao.domains.places.public import (
    load_addresses,
    load_aliases,
    load_households,
    load_premises,
    load_resident_facts,
    load_residents,
    load_road_network,
    load_trouble_spots,
    save_base_map,
)
from fengqiao.foundation.scoping.contracts import SYSTEM
from fengqiao.primitives.citizen_id import Sex


def load_ground(county: County) -> int:
    """This function will load the road network and the base map."""
    load_road_network(actor=SYSTEM, network=_network(county.road_map))
    save_base_map(actor=SYSTEM, layers=county_geojson(county))
    return len(county.road_map.edges)


def load_doors(county: County) -> int:
    """This function will load addresses and what people call them, premises and trouble spots."""
    load_addresses(actor=SYSTEM, addresses=[_address(row) for row in county.addresses])
    load_aliases(actor=SYSTEM, aliases=[NewAlias(row.alias, row.pinyin, row.address_code) for row in county.aliases])
    load_premises(
        actor=SYSTEM,
        premises=[
            NewPremises(
                code=row.code,
                name=row.name,
                kind=row.kind,
                address_code=row.address_code,
                contact_name=row.contact_name,
                contact_phone=row.contact_phone,
                opened_date=row.opened_date,
                has_car_park=row.has_car_park,
                rental_tier=row.rental_tier,
                capacity=row.capacity,
            )
            for row in county.premises
        ],
    )
    load_trouble_spots(
        actor=SYSTEM,
        trouble_spots=[
            NewTroubleSpot(
                row.code,
                row.name,
                row.address_code,
                row.reason,
                row.listed_date,
                row.deadline_date,
                row.owner_number,
                row.measures,
            )
            for row in county.trouble_spots
        ],
    )
    return len(county.addresses) + len(county.premises)


def load_homes(county: County) -> int:
    """This function will load households, residents and the facts that duties need."""
    load_households(
        actor=SYSTEM,
        households=[
            NewHousehold(row.code, row.kind is HouseholdKind.RENTING, row.address_code) for row in county.households
        ],
    )
    load_residents(
        actor=SYSTEM,
        residents=[
            NewResident(
                row.code,
                row.household_code,
                row.name,
                row.sex is Sex.FEMALE,
                row.birth_date,
                row.id_number,
                row.phone,
                row.is_head,
            )
            for row in county.residents
        ],
    )
    load_resident_facts(
        actor=SYSTEM,
        resident_facts=[
            NewResidentFact(row.resident_code, ResidentFactKind(row.kind), row.basis, row.start_date, row.end_date)
            for row in county.resident_facts
        ],
    )
    return len(county.households) + len(county.residents)


def _network(ground: RoadMap) -> RoadNetwork:
    order = {node.node_id: index for index, node in enumerate(ground.nodes)}
    return RoadNetwork(
        longitudes=tuple(node.position[0] for node in ground.nodes),
        latitudes=tuple(node.position[1] for node in ground.nodes),
        from_nodes=tuple(order[edge.start_node_id] for edge in ground.edges),
        to_nodes=tuple(order[edge.end_node_id] for edge in ground.edges),
        length_metres=tuple(edge.length_metres for edge in ground.edges),
        speeds_kmh=tuple(edge.speed_kmh for edge in ground.edges),
        one_way=tuple(edge.one_way for edge in ground.edges),
        geometries=tuple(edge.geometry for edge in ground.edges),
        names=tuple(edge.name for edge in ground.edges),
    )


def _address(row: StandardAddress) -> NewAddress:
    return NewAddress(
        code=row.code,
        text=row.text,
        short_text=row.short_text,
        pinyin=row.pinyin,
        initials=row.initials,
        town=row.town,
        community=row.community,
        division_code=row.division_code,
        street=row.street,
        number=row.number,
        compound=row.compound,
        building=row.building,
        longitude=row.position[0],
        latitude=row.position[1],
        unit_code=row.beat_code or row.station_code,
    )
