"""Households and the invented people in them, with the few facts that duties need."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from fengqiao.demo.county.contracts import Household, HouseholdKind, Premise, Resident, ResidentFact, StandardAddress
from fengqiao.demo.county.geography.layout import read_data
from fengqiao.demo.county.people import PHONE_PREFIX, IdNumberIssuer, NameBook, draw_birth, draw_sex
from fengqiao.domains.places.contracts import PremisesKind
from fengqiao.primitives.citizen_id import Sex

HOUSEHOLDS = 2000
IN_COMPOUND = (3, 5)  # households registered in one block of flats; a sample of those who live there
FACT_SHARE = 0.02
FACT_DAYS = 365
ADULT = 18
FIRST_RESIDENT_PHONE = 1000  # numbers below belong to staff and premises
HOMES = (PremisesKind.RENTAL_HOUSING,)


@dataclass(slots=True)
class Population:
    """Everybody who lives in the county."""

    households: list[Household] = field(default_factory=list)
    residents: list[Resident] = field(default_factory=list)
    facts: list[ResidentFact] = field(default_factory=list)


def populate(
    addresses: tuple[StandardAddress, ...],
    premises: tuple[Premise, ...],
    names: NameBook,
    rng: Random,
    today: date,
) -> Population:
    """Give households to the doors that are homes, until there are enough."""
    used = {p.address_code for p in premises if p.kind not in HOMES}
    rented = {p.address_code for p in premises if p.kind in HOMES}
    homes = [a for a in addresses if a.code not in used]
    places = [a for a in homes for _ in range(rng.randint(*IN_COMPOUND) if a.compound else 1)]
    surplus = len(places) - HOUSEHOLDS
    if surplus > 0:
        plain = [k for k, a in enumerate(places) if not a.compound and a.code not in rented]
        dropped = set(rng.sample(plain, min(surplus, len(plain))))
        places = [a for k, a in enumerate(places) if k not in dropped]
    population = Population()
    family = _Family(names, rng, today)
    for address in places:
        renting = address.code in rented
        household = Household(
            code=f"H{len(population.households) + 1:05d}",
            kind=HouseholdKind.RENTING if renting else HouseholdKind.REGISTERED,
            address_code=address.code,
            beat_code=address.beat_code,
        )
        members = family.settle(household)
        population.households.append(household)
        population.residents.extend(members)
        fact = _fact(members, rng, today)
        if fact is not None:
            population.facts.append(fact)
    return population


class _Family:
    """Puts families together: who lives with whom, how old, which name."""

    def __init__(self, names: NameBook, rng: Random, today: date) -> None:
        self._names, self._rng, self._today = names, rng, today
        self._ids = IdNumberIssuer()
        self._serial = 0

    def settle(self, household: Household) -> list[Resident]:
        shape = self._rng.choices(("couple", "family", "elders", "single", "three"), (22, 30, 18, 18, 12))[0]
        surname = self._names.surname()
        head_ages = {
            "couple": (24, 64),
            "family": (28, 50),
            "elders": (62, 84),
            "single": (20, 78),
            "three": (34, 50),
        }
        sex = draw_sex(self._rng)
        head = self._resident(household, surname, sex, head_ages[shape], is_head=True)
        members = [head]
        age = self._today.year - head.birth_date.year
        if shape != "single":
            other = Sex.FEMALE if sex is Sex.MALE else Sex.MALE
            members.append(self._resident(household, "", other, (max(20, age - 4), age + 3)))
        if shape in ("family", "three"):
            own = surname if sex is Sex.MALE else members[1].name[0]
            for _ in range(self._rng.choice((1, 1, 2))):
                members.append(self._resident(household, own, draw_sex(self._rng), (1, max(2, min(17, age - 24)))))
        if shape == "three":
            members.append(self._resident(household, surname, draw_sex(self._rng), (age + 22, age + 30)))
        return members

    def _resident(
        self, household: Household, surname: str, sex: Sex, ages: tuple[int, int], *, is_head: bool = False
    ) -> Resident:
        birth = draw_birth(self._rng, self._today, *ages)
        self._serial += 1
        adult = self._today.year - birth.year > ADULT
        return Resident(
            code=f"R{self._serial:06d}",
            household_code=household.code,
            name=self._names.full_name(sex, birth.year, surname=surname),
            sex=sex,
            birth_date=birth,
            id_number=self._ids.issue(birth, sex),
            phone=f"{PHONE_PREFIX}{FIRST_RESIDENT_PHONE + self._serial % 9000:04d}" if adult else "",
            is_head=is_head,
        )


def ensure_fact(population: Population, beat_code: str, rng: Random, today: date) -> None:
    """Give the beat at least one resident who is visited monthly: the oldest, if chance chose nobody."""
    homes = {household.code for household in population.households if household.beat_code == beat_code}
    mine = [resident for resident in population.residents if resident.household_code in homes]
    chosen = {fact.resident_code for fact in population.facts}
    if chosen.isdisjoint(resident.code for resident in mine):
        oldest = min(mine, key=lambda resident: resident.birth_date)
        population.facts.append(_registered(oldest, "severe_disability", rng, today))


def _fact(members: list[Resident], rng: Random, today: date) -> ResidentFact | None:
    """Now and then a fact with basis and end: an old person alone, a disability, a child left."""
    if rng.random() > FACT_SHARE * 2:
        return None
    oldest = min(members, key=lambda member: member.birth_date)
    youngest = max(members, key=lambda member: member.birth_date)
    if len(members) == 1 and today.year - oldest.birth_date.year >= 65:
        person, kind = oldest, "elderly_alone"
    elif today.year - youngest.birth_date.year < 14 and today.year - oldest.birth_date.year >= 58:
        person, kind = youngest, "left_behind_child"
    elif rng.random() < 0.3:
        person, kind = oldest, "severe_disability"
    else:
        return None
    return _registered(person, kind, rng, today)


def _registered(person: Resident, kind: str, rng: Random, today: date) -> ResidentFact:
    bases = read_data("premises.yaml")["facts"]
    start = today - timedelta(days=rng.randint(20, FACT_DAYS - 30))
    basis = f"{bases[kind]}〔{start.year}〕第{rng.randint(1, 180)}号"
    return ResidentFact(person.code, kind, basis, start, start + timedelta(days=FACT_DAYS))
