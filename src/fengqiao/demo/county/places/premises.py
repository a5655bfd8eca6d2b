"""Shops, schools, works, houses to let: what stands at which address."""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from fengqiao.demo.county.contracts import Premise, StandardAddress
from fengqiao.demo.county.geography.layout import read_data
from fengqiao.demo.county.people import NameBook, draw_sex, phone_numbers
from fengqiao.demo.county.places.addresses import AddressBook
from fengqiao.domains.places.contracts import PremisesKind, RentalTier

OLDEST_YEARS = 12
CAR_PARK_KINDS = (PremisesKind.HOTEL, PremisesKind.HOSPITAL, PremisesKind.MARKET)
COMMITTEE_OFFICES = {"社区": "居民委员会", "村": "民委员会"}
LARGE_RESTAURANT = 120  # seats from which a restaurant has a car park
TIER_ROOMS = ((8, RentalTier.MONTHLY), (3, RentalTier.QUARTERLY), (0, RentalTier.HALF_YEARLY))


class PremiseRegister:
    """Settles premises at free addresses, one kind after the other."""

    def __init__(self, book: AddressBook, names: NameBook, rng: Random, today: date) -> None:
        self._book, self._names, self._rng, self._today = book, names, rng, today
        self._plan = read_data("premises.yaml")
        self._phones = phone_numbers()
        self._taken: set[str] = set()
        self._used_names: set[str] = set()
        self._premises: list[Premise] = []
        self.codes_by_key: dict[str, str] = {}

    def settle_all(self) -> tuple[Premise, ...]:
        """Give every premise of the county."""
        for row in self._plan["fixed"]:
            self._settle_fixed(row)
        for community, at in read_data("organisation.yaml")["communities"].items():
            office = COMMITTEE_OFFICES["社区" if community.endswith("社区") else "村"]
            self._settle_fixed({"key": community, "kind": "committee", "name": community + office, "at": at})
        stations = [station["organ_code"] for station in read_data("organisation.yaml")["stations"]]
        free = {code: self._free_addresses(code) for code in stations}
        for kind, row in self._plan["kinds"].items():
            for station_code, count in zip(stations, row["counts"], strict=True):
                chosen = self._choose(free[station_code], count, main=row["main"], kind=kind)
                for address in chosen:
                    self._settle(PremisesKind(kind), self._name(row["names"], address), address, row["capacity"])
        return tuple(self._premises)

    def _free_addresses(self, station_code: str) -> list[StandardAddress]:
        free = [a for a in self._book.addresses if a.station_code == station_code and a.code not in self._taken]
        self._rng.shuffle(free)
        return free

    def _choose(self, free: list[StandardAddress], count: int, *, main: bool, kind: str) -> list[StandardAddress]:
        homes = kind == PremisesKind.RENTAL_HOUSING
        streets = {street["name"] for town in read_data("layout.yaml")["towns"] for street in town["streets"]}
        works = kind == PremisesKind.ENTERPRISE

        def rank(address: StandardAddress) -> tuple[bool, bool]:
            in_estate = address.community == "园区社区"
            return (
                in_estate != works if works or in_estate else False,
                main and address.street not in streets,
            )

        fitting = [a for a in free if homes or not a.compound]
        chosen = sorted(fitting, key=rank)[:count]
        for address in chosen:
            free.remove(address)
        return chosen

    def _name(self, patterns: list[str], address: StandardAddress) -> str:
        place = address.community.removesuffix("社区").removesuffix("村")
        for _ in range(60):
            word = self._rng.choice(self._plan["words"])
            name = self._rng.choice(patterns).format(n=word, place=place, short=address.short_text)
            if name not in self._used_names:
                break
        else:
            name = f"{name}（{address.street or address.community}店）"
        self._used_names.add(name)
        return name

    def _settle_fixed(self, row: dict) -> None:
        beat = _beat_code(row["beat"]) if "beat" in row else ""
        address = next(a for a in self._near(row["at"], beat) if a.code not in self._taken)
        low_high = [row.get("capacity", 0)] * 2
        self._settle(PremisesKind(row["kind"]), row["name"], address, low_high, car_park=row.get("car_park", False))
        self.codes_by_key[row["key"]] = self._premises[-1].code
        self._used_names.add(row["name"])

    def _near(self, at: list[float], beat_code: str) -> Iterator[StandardAddress]:
        yield from (a for a in self._book.ranked(at) if not a.compound and (not beat_code or a.beat_code == beat_code))

    def _settle(
        self,
        kind: PremisesKind,
        name: str,
        address: StandardAddress,
        capacity: list[int],
        *,
        car_park: bool = False,
    ) -> None:
        rng = self._rng
        self._taken.add(address.code)
        size = rng.randint(*capacity)
        tier = next(tier for rooms, tier in TIER_ROOMS if size >= rooms)
        large = kind is PremisesKind.RESTAURANT and size >= LARGE_RESTAURANT
        self._premises.append(
            Premise(
                code=f"P{len(self._premises) + 1:05d}",
                name=name,
                kind=kind,
                address_code=address.code,
                station_code=address.station_code,
                beat_code=address.beat_code,
                contact_name=self._names.full_name(draw_sex(rng), rng.randint(1966, 1996)),
                contact_phone=next(self._phones),
                opened_date=self._today - timedelta(days=rng.randint(120, OLDEST_YEARS * 365)),
                has_car_park=car_park or large or kind in CAR_PARK_KINDS,
                rental_tier=tier if kind is PremisesKind.RENTAL_HOUSING else None,
                capacity=size,
            )
        )


def _beat_code(key: str) -> str:
    for station in read_data("organisation.yaml")["stations"]:
        for order, beat in enumerate(station["beats"], start=1):
            if beat["key"] == key:
                return f"{station['organ_code'][:8]}{order:02d}00"
    raise KeyError(key)
