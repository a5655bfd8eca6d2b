"""Puts the county together, from the ground up to the calls of the day."""

from dataclasses import dataclass
from datetime import date, datetime, time
from random import Random

from fengqiao.demo.county.contracts import (
    AddressAlias,
    Building,
    CallRecord,
    Camera,
    County,
    PlantedTruths,
    Premise,
    Promise,
    RoadMap,
    Role,
    ShiftKind,
    StandardAddress,
    TaskCompletion,
    TroubleSpot,
)
from fengqiao.demo.county.day.places import PlaceFinder
from fengqiao.demo.county.day.signals import script_day, signal_code
from fengqiao.demo.county.geography.layout import read_data
from fengqiao.demo.county.geography.plane import ring_to_lonlat
from fengqiao.demo.county.geography.plots import build_plots
from fengqiao.demo.county.geography.rivers import water_areas, water_lines
from fengqiao.demo.county.geography.terrain import Terrain, place_names, shape_terrain
from fengqiao.demo.county.history.calls import CallWriter, crews, number_calls, write_history
from fengqiao.demo.county.history.clockwork import CHINA_TIME
from fengqiao.demo.county.history.completions import CompletionLedger
from fengqiao.demo.county.history.planted import list_trouble_spots, noise_quarrels, open_promises, violence_at_home
from fengqiao.demo.county.history.scenes import SceneBook
from fengqiao.demo.county.history.wording import Wording
from fengqiao.demo.county.organisation.duty import Duty, roster
from fengqiao.demo.county.organisation.staff import Personnel, appoint_staff
from fengqiao.demo.county.organisation.tree import beat_codes, list_beats, list_divisions, list_organs
from fengqiao.demo.county.people import NameBook
from fengqiao.demo.county.places.addresses import (
    AddressBook,
    Area,
    areas_of,
    name_aliases,
    register_addresses,
)
from fengqiao.demo.county.places.cameras import list_cameras
from fengqiao.demo.county.places.households import Population, ensure_fact, populate
from fengqiao.demo.county.places.premises import PremiseRegister
from fengqiao.domains.places.contracts import PremisesKind, RentalTier

DAY_BEGINS = time(7, 30)  # the history ends here; what comes later is told by the day's signals
FIELD_ROLES = (Role.CASE_TEAM, Role.COMMUNITY_OFFICER, Role.TRAFFIC_OFFICER)
STORY_BEAT = "laocheng"


@dataclass(frozen=True, slots=True)
class _Places:
    areas: list[Area]
    codes: dict[str, str]  # beat code by key
    addresses: tuple[StandardAddress, ...]
    buildings: tuple[Building, ...]
    aliases: tuple[AddressAlias, ...]
    premises: tuple[Premise, ...]
    premise_keys: dict[str, str]
    cameras: tuple[Camera, ...]
    camera_keys: dict[str, str]
    population: Population
    finder: PlaceFinder
    noise_address: StandardAddress


@dataclass(frozen=True, slots=True)
class _Past:
    calls: tuple[CallRecord, ...]
    completions: tuple[TaskCompletion, ...]
    promises: tuple[Promise, ...]
    promise_keys: dict[str, str]
    spots: tuple[TroubleSpot, ...]
    spot_keys: dict[str, str]
    due: dict[str, tuple[str, ...]]


def generate_county(*, seed: int, date: date) -> County:
    """Make the demonstration county on a date; the same seed and date give the same county."""
    today = date
    terrain = shape_terrain(seed=seed)
    names = NameBook(Random(f"names-{seed}"))
    places = _settle(terrain, names, Random(f"places-{seed}"), today)
    personnel = appoint_staff(places.areas, places.codes, names, Random(f"staff-{seed}"), today)
    duty = roster(personnel, Random(f"duty-{seed}"), today)
    past = _remember(places, personnel, names, seed, today)
    signals = script_day(places.finder, places.camera_keys, names, Random(f"day-{seed}"), today)
    return County(
        seed=seed,
        date=today,
        county_code=read_data("organisation.yaml")["county"]["organ_code"],
        road_map=_map(terrain, places),
        divisions=list_divisions(places.areas),
        organs=list_organs(terrain.territory),
        beats=list_beats(places.areas),
        staff=tuple(personnel.staff),
        appointments=tuple(personnel.appointments),
        linked_villages=tuple(personnel.linked_villages),
        shifts=tuple(duty.shifts),
        leaves=tuple(duty.leaves),
        units=tuple(duty.units),
        addresses=places.addresses,
        aliases=places.aliases,
        premises=places.premises,
        households=tuple(places.population.households),
        residents=tuple(places.population.residents),
        resident_facts=tuple(places.population.facts),
        cameras=places.cameras,
        calls=past.calls,
        task_completions=past.completions,
        promises=past.promises,
        trouble_spots=past.spots,
        day_signals=signals,
        planted=_planted(places, personnel, duty, past, today),
    )


def _settle(terrain: Terrain, names: NameBook, rng: Random, today: date) -> _Places:
    areas = areas_of(terrain.territory)
    codes = beat_codes(areas)
    addresses, buildings = register_addresses(build_plots(terrain, rng), areas, rng)
    book = AddressBook(addresses)
    aliases = name_aliases(book)
    register = PremiseRegister(book, names, rng, today)
    premises = register.settle_all()
    cameras, camera_keys = list_cameras(book, rng, today)
    population = populate(addresses, premises, names, rng, today)
    ensure_fact(population, codes[STORY_BEAT], rng, today)
    finder = PlaceFinder(
        book=book,
        premises=premises,
        premise_keys=register.codes_by_key,
        aliases=aliases,
        areas=areas,
        beat_codes=codes,
    )
    return _Places(
        areas=areas,
        codes=codes,
        addresses=addresses,
        buildings=buildings,
        aliases=aliases,
        premises=premises,
        premise_keys=register.codes_by_key,
        cameras=cameras,
        camera_keys=camera_keys,
        population=population,
        finder=finder,
        noise_address=finder.find(read_data("day.yaml")["noise"]["where"]),
    )


def _remember(places: _Places, personnel: Personnel, names: NameBook, seed: int, today: date) -> _Past:
    rng = Random(f"past-{seed}")
    stations = {row["key"]: row["organ_code"] for row in read_data("organisation.yaml")["stations"]}
    officers = {area.beat_code: personnel.beat_officer(area.beat_code) for area in places.areas}
    before = datetime.combine(today, DAY_BEGINS, CHINA_TIME)
    field_staff = {code: personnel.numbers(code, *FIELD_ROLES) for code in stations.values()}
    spoken = {alias.address_code: alias.alias for alias in places.aliases}
    writer = CallWriter(Wording(names, spoken, rng), crews(field_staff), before, rng)
    quiet = frozenset([places.noise_address.code])
    scenes = SceneBook(places.addresses, places.premises, rng, quiet)
    calls = write_history(writer=writer, scenes=scenes, stations=stations, today=today, before=before, seed=seed)
    calls.extend(noise_quarrels(writer, places.noise_address, today))
    promises, promise_keys = open_promises(
        find=places.finder.find,
        officers=officers,
        beat_codes=places.codes,
        names=names,
        rng=rng,
        today=today,
    )
    spots, spot_keys = list_trouble_spots(places.finder.find, officers, places.codes, today)
    due = _due_subjects(places)
    completions = _completions(
        places=places, personnel=personnel, officers=officers, due=due, spots=spots, rng=rng, today=today
    )
    calls.append(violence_at_home(writer, places.finder.find, today))
    return _Past(
        calls=number_calls(calls),
        completions=completions,
        promises=promises,
        promise_keys=promise_keys,
        spots=spots,
        spot_keys=spot_keys,
        due=due,
    )


def _due_subjects(places: _Places) -> dict[str, tuple[str, ...]]:
    """Choose what falls due on the day in the young officer's beat."""
    beat_code = places.codes[STORY_BEAT]
    rentals = [p for p in places.premises if p.kind is PremisesKind.RENTAL_HOUSING and p.beat_code == beat_code]
    rentals.sort(key=lambda premise: list(RentalTier).index(premise.rental_tier or RentalTier.HALF_YEARLY))
    households = {household.code: household for household in places.population.households}
    people = {resident.code: resident for resident in places.population.residents}
    near = [
        fact.resident_code
        for fact in places.population.facts
        if households[people[fact.resident_code].household_code].beat_code == beat_code
    ]
    return {
        "venues": tuple(places.premise_keys[key] for key in ("old_town_hotel", "old_town_scrap")),
        "rentals": tuple(premise.code for premise in rentals[:1]),
        "protected": (places.premise_keys["waterworks"],),
        "people": tuple(near[:1]),
    }


def _completions(
    *,
    places: _Places,
    personnel: Personnel,
    officers: dict[str, str],
    due: dict[str, tuple[str, ...]],
    spots: tuple[TroubleSpot, ...],
    rng: Random,
    today: date,
) -> tuple[TaskCompletion, ...]:
    population = places.population
    ledger = CompletionLedger(
        officers=officers,
        stations={area.beat_code: area.station_code for area in places.areas},
        today=today,
        rng=rng,
        due=frozenset(code for codes in due.values() for code in codes),
        calm_beat=places.codes[STORY_BEAT],
    )
    people = {resident.code: resident for resident in population.residents}
    households = {household.code: household for household in population.households}
    beat_of = {number: beat for beat, number in reversed(officers.items())}
    done = [
        *ledger.premises(places.premises),
        *ledger.households(population.households),
        *ledger.people(population.facts, people, households),
        *ledger.beats(places.areas),
        *ledger.stays(personnel.linked_villages, beat_of),
        *ledger.spots(spots),
    ]
    return tuple(sorted(done, key=lambda row: (row.completed_at, row.duty, row.subject_code)))


def _map(terrain: Terrain, places: _Places) -> RoadMap:
    return RoadMap(
        nodes=terrain.graph.nodes,
        edges=terrain.graph.edges,
        bridges=terrain.graph.bridges,
        water_areas=water_areas(terrain.rivers),
        water_lines=water_lines([*terrain.rivers, *terrain.brooks]),
        green_areas=terrain.greens,
        relief=terrain.relief,
        buildings=places.buildings,
        place_names=place_names(terrain),
        county_boundary=ring_to_lonlat(terrain.territory.outline),
    )


def _planted(places: _Places, personnel: Personnel, duty: Duty, past: _Past, today: date) -> PlantedTruths:
    stations = [row["organ_code"] for row in read_data("organisation.yaml")["stations"]]
    officer = personnel.cast["young_officer"]
    return PlantedTruths(
        officer_number=officer,
        officer_beat_code=places.codes[STORY_BEAT],
        linked_village_code=next(v.division_code for v in personnel.linked_villages if v.police_number == officer),
        chief_number=personnel.cast["town_chief"],
        dispatcher_number=_on_shift(duty, personnel, today, ShiftKind.COMMAND_DAY, Role.DISPATCHER),
        video_reviewer_number=_on_shift(duty, personnel, today, ShiftKind.COMMAND_NIGHT, Role.VIDEO_REVIEWER),
        on_leave_number=duty.leaves[0].police_number,
        fallen_station_code=stations[0],
        fallen_category="criminal",
        steady_category="public_order",
        small_station_code=stations[2],
        noise_address_code=places.noise_address.code,
        noise_call_numbers=tuple(c.number for c in past.calls if c.address_code == places.noise_address.code),
        promise_due_code=past.promise_keys["due_today"],
        venues_due_codes=past.due["venues"],
        rentals_due_codes=past.due["rentals"],
        protected_due_codes=past.due["protected"],
        follow_up_resident_code=next(iter(past.due["people"]), ""),
        trouble_spot_code=past.spot_keys["lamp"],
        car_park_premise_code=places.premise_keys["car_park_restaurant"],
        car_park_camera_code=places.camera_keys["car_park"],
        bridge_camera_code=places.camera_keys["bridge"],
        burglary_signal_code=signal_code("burglary"),
        theft_signal_code=signal_code("theft"),
        car_doors_signal_code=signal_code("car_doors"),
        one_fight_signal_codes=(signal_code("fight_first"), signal_code("fight_second")),
        petrol_signal_code=signal_code("petrol"),
        threat_signal_code=signal_code("threat"),
    )


def _on_shift(duty: Duty, personnel: Personnel, today: date, kind: ShiftKind, role: Role) -> str:
    shift = next(s for s in duty.shifts if s.kind is kind and s.start_at.date() == today)
    holders = set(personnel.numbers(shift.organ_code, role))
    return next(number for number in shift.member_numbers if number in holders)
