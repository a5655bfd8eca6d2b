"""Invented people: names by generation, births, telephone and identity numbers that belong to nobody."""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from fengqiao.demo.county.geography.layout import read_data
from fengqiao.primitives.citizen_id import Sex, citizen_id_check_character

COUNTY_DIVISION = "619999"  # exists nowhere, so no identity number with it can belong to anyone
PHONE_PREFIX = "199-0000-"
GENERATIONS = (1960, 1980, 2000)
DAYS_OF_A_YEAR = 365.25
SEQUENCES = 500  # two for each day and sex: odd for men, even for women


class NameBook:
    """Gives names that are in use where and when somebody was born."""

    def __init__(self, rng: Random) -> None:
        names = read_data("names.yaml")
        self._rng = rng
        self._surnames = list(names["surnames"])
        self._weights = list(names["surnames"].values())
        self._given = {Sex.MALE: names["male"], Sex.FEMALE: names["female"]}

    def surname(self) -> str:
        """Give a surname, the frequent ones more often."""
        return self._rng.choices(self._surnames, self._weights)[0]

    def given_name(self, sex: Sex, birth_year: int) -> str:
        """Give a given name of that generation."""
        generation = sum(birth_year >= year for year in GENERATIONS)
        return str(self._rng.choice(self._given[sex][generation]))

    def full_name(self, sex: Sex, birth_year: int, *, surname: str = "") -> str:
        """Give a whole name."""
        return (surname or self.surname()) + self.given_name(sex, birth_year)


def draw_sex(rng: Random) -> Sex:
    """Give one of two, evenly."""
    return rng.choice((Sex.MALE, Sex.FEMALE))


def draw_birth(rng: Random, today: date, youngest: int, oldest: int) -> date:
    """Give a birth date of somebody who is between `youngest` and `oldest` years old."""
    return today - timedelta(days=int(rng.uniform(youngest + 0.1, oldest + 0.9) * DAYS_OF_A_YEAR))


def phone_numbers() -> Iterator[str]:
    """Count up telephone numbers of a form that is not in use."""
    return (f"{PHONE_PREFIX}{number:04d}" for number in range(1, 10_000))


class IdNumberIssuer:
    """Issues identity numbers with a right check digit and a division that does not exist."""

    def __init__(self) -> None:
        self._issued: dict[tuple[date, Sex], int] = {}

    def issue(self, birth: date, sex: Sex) -> str:
        """Give the next number for a birth date and sex."""
        order = self._issued.get((birth, sex), 0)
        self._issued[(birth, sex)] = order + 1
        sequence = (order * 2 + (1 if sex is Sex.MALE else 2)) % (SEQUENCES * 2)
        first = f"{COUNTY_DIVISION}{birth:%Y%m%d}{sequence:03d}"
        return first + citizen_id_check_character(first)


def masked(name: str) -> str:
    """Show the surname only: 王**."""
    return name[0] + "*" * (len(name) - 1)
