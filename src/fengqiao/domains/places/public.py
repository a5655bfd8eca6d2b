"""The door of places."""

from fengqiao.domains.places.actions.loading import (
    load_addresses,
    load_aliases,
    load_premises,
    load_trouble_spots,
)
from fengqiao.domains.places.actions.map import load_road_network, save_base_map
from fengqiao.domains.places.actions.people import (
    load_households,
    load_resident_facts,
    load_residents,
    read_resident,
    state_resident_reason,
)
from fengqiao.domains.places.queries.addresses import get_address, list_addresses_by_code, nearest_address
from fengqiao.domains.places.queries.base_map import base_map_sha256, get_base_map
from fengqiao.domains.places.queries.beats import path_at, paths_at
from fengqiao.domains.places.queries.households import households_of_residents, households_under, list_household_lines
from fengqiao.domains.places.queries.premises import (
    count_places,
    get_household,
    get_trouble_spot,
    list_household_members,
    list_premises,
    list_trouble_spots,
)
from fengqiao.domains.places.queries.roads import travel_times
from fengqiao.domains.places.queries.search import door_named, search_addresses
from fengqiao.domains.places.queries.subject_groups import (
    describe_duty_subjects,
    group_duty_subjects,
    premises_addresses,
)
from fengqiao.domains.places.queries.subjects import list_address_subjects, list_duty_events, list_duty_subjects
from fengqiao.domains.places.queries.workload import places_of_beats

__all__ = [
    "base_map_sha256",
    "count_places",
    "describe_duty_subjects",
    "door_named",
    "get_address",
    "get_base_map",
    "get_household",
    "get_trouble_spot",
    "group_duty_subjects",
    "households_of_residents",
    "households_under",
    "list_address_subjects",
    "list_addresses_by_code",
    "list_duty_events",
    "list_duty_subjects",
    "list_household_lines",
    "list_household_members",
    "list_premises",
    "list_trouble_spots",
    "load_addresses",
    "load_aliases",
    "load_households",
    "load_premises",
    "load_resident_facts",
    "load_residents",
    "load_road_network",
    "load_trouble_spots",
    "nearest_address",
    "path_at",
    "paths_at",
    "places_of_beats",
    "premises_addresses",
    "read_resident",
    "save_base_map",
    "search_addresses",
    "state_resident_reason",
    "travel_times",
]
