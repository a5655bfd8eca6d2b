"""Staff of the county bureau and its stations, and the posts they hold."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from fengqiao.demo.county.contracts import Appointment, LinkedVillage, Role, StaffMember
from fengqiao.demo.county.geography.layout import read_data
from fengqiao.demo.county.people import NameBook, draw_birth, phone_numbers
from fengqiao.demo.county.places.addresses import Area, spell
from fengqiao.primitives.citizen_id import Sex

WOMEN_SHARE = 0.26
JOIN_AGE = (22, 25)
FIRST_POLICE_NUMBER = 619_001
HALF_MONTH_DAYS = 15
STAFF_PHONES_FROM = 700  # premises use the numbers below


@dataclass(slots=True)
class Personnel:
    """Everybody on the staff. `cast` gives the police number of each fixed person of the story."""

    staff: list[StaffMember] = field(default_factory=list)
    appointments: list[Appointment] = field(default_factory=list)
    linked_villages: list[LinkedVillage] = field(default_factory=list)
    cast: dict[str, str] = field(default_factory=dict)

    def numbers(self, organ_code: str, *roles: Role) -> list[str]:
        """Give the police numbers of an organ's staff in one of the roles, in order of appointment."""
        found = [a.police_number for a in self.appointments if a.organ_code == organ_code and a.role in roles]
        return list(dict.fromkeys(found))

    def beat_officer(self, beat_code: str) -> str:
        """Give the police number of the officer of a beat."""
        return next(a.police_number for a in self.appointments if a.beat_code == beat_code)


def appoint_staff(areas: list[Area], codes: dict[str, str], names: NameBook, rng: Random, today: date) -> Personnel:
    """Invent the staff and appoint everybody to their posts."""
    plan = read_data("staff.yaml")
    bureau = read_data("organisation.yaml")
    personnel = Personnel()
    office = _Office(names, rng, today, personnel, codes)
    for row in plan["county"]:
        office.fill(row, bureau["county"]["organ_code"])
    for station in bureau["stations"]:
        for row in plan["stations"][station["key"]]:
            office.fill(row, station["organ_code"])
    villages = {name: code for area in areas for name, code, _ in area.communities}
    for order, (beat_key, village) in enumerate(plan["linked"].items()):
        personnel.linked_villages.append(
            LinkedVillage(
                police_number=personnel.beat_officer(codes[beat_key]),
                division_code=villages[village],
                village_name=village,
                start_date=today - timedelta(days=200 + 31 * order),
                last_stay_date=today - timedelta(days=HALF_MONTH_DAYS - 3 * order),
            )
        )
    return personnel


class _Office:
    """Fills posts one after the other; numbers and login names never repeat."""

    def __init__(self, names: NameBook, rng: Random, today: date, personnel: Personnel, codes: dict[str, str]) -> None:
        self._names, self._rng, self._today = names, rng, today
        self._personnel, self._codes = personnel, codes
        self._phones = self._later_phones()
        self._taken = {row["name"] for row in read_data("names.yaml")["cast"].values()}
        self._logins: set[str] = set()

    def fill(self, row: dict, organ_code: str) -> None:
        """Fill one row of the plan: one fixed person, or as many invented ones as it asks for."""
        if "cast" in row:
            member = self._cast_member(row["cast"])
            self._personnel.cast[row["cast"]] = member.police_number
            self._appoint(member, row, organ_code)
            return
        for _ in range(row["count"]):
            self._appoint(self._invented(row), row, organ_code)

    def _cast_member(self, key: str) -> StaffMember:
        row = read_data("names.yaml")["cast"][key]
        birth, joined = date.fromisoformat(row["birth"]), date.fromisoformat(row["joined"])
        return self._member(row["name"], Sex(row["sex"]), birth, joined, row["rank"])

    def _invented(self, row: dict) -> StaffMember:
        birth = draw_birth(self._rng, self._today, *row["age"])
        sex = Sex.FEMALE if self._rng.random() < WOMEN_SHARE or row["role"] == Role.HALL_CLERK else Sex.MALE
        name = next(
            name for name in iter(lambda: self._names.full_name(sex, birth.year), "") if name not in self._taken
        )
        self._taken.add(name)
        joined_year = min(birth.year + self._rng.randint(*JOIN_AGE), self._today.year - 1)
        joined = date(joined_year, self._rng.choice((7, 8, 12)), self._rng.randint(1, 28))
        if row.get("auxiliary"):
            return self._member(name, sex, birth, joined, "", is_auxiliary=True)
        age = self._today.year - birth.year
        ranks = read_data("staff.yaml")["ranks"]
        return self._member(name, sex, birth, joined, next(rank for limit, rank in ranks.items() if age <= limit))

    def _member(
        self, name: str, sex: Sex, birth: date, joined: date, rank: str, *, is_auxiliary: bool = False
    ) -> StaffMember:
        serial = FIRST_POLICE_NUMBER + len(self._personnel.staff)
        login = spell(name)
        while login in self._logins:
            login += "2"
        self._logins.add(login)
        member = StaffMember(
            police_number=f"F{serial}" if is_auxiliary else str(serial),
            name=name,
            sex=sex,
            birth_date=birth,
            joined_date=joined,
            is_auxiliary=is_auxiliary,
            rank=rank,
            phone=next(self._phones),
            login_name=login,
        )
        self._personnel.staff.append(member)
        return member

    def _appoint(self, member: StaffMember, row: dict, organ_code: str) -> None:
        latest = max(member.joined_date, self._today - timedelta(days=self._rng.randint(150, 1800)))
        beats = [row["beat"], *row.get("covers", [])] if "beat" in row else [None]
        for beat in beats:
            self._personnel.appointments.append(
                Appointment(
                    police_number=member.police_number,
                    role=Role(row["role"]),
                    organ_code=organ_code,
                    beat_code=self._codes[beat] if beat else "",
                    title=row["title"],
                    start_date=latest,
                    end_date=None,
                )
            )

    @staticmethod
    def _later_phones() -> Iterator[str]:
        numbers = phone_numbers()
        for _ in range(STAFF_PHONES_FROM):
            next(numbers)
        return numbers
