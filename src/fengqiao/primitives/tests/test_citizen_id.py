from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fengqiao.primitives.citizen_id import (
    CitizenId,
    CitizenIdFault,
    InvalidCitizenIdError,
    Sex,
    citizen_id_check_character,
    find_citizen_id_fault,
    parse_citizen_id,
)
from fengqiao.primitives.division_code import RETIRED_DIVISION_CODES

# Births of the nineteenth century: nobody alive has such a number.
KNOWN = "61011318850307123X"
births = st.dates(min_value=date(1800, 1, 1), max_value=date(1899, 12, 31))


@st.composite
def numbers(draw):
    first = f"610113{draw(births):%Y%m%d}{draw(st.integers(0, 999)):03d}"
    return first + citizen_id_check_character(first)


def test_the_known_number_is_read():
    citizen_id = parse_citizen_id(KNOWN)
    assert citizen_id.division_code == "610113"
    assert citizen_id.birth_date == date(1885, 3, 7)
    assert citizen_id.sex is Sex.MALE


def test_an_even_seventeenth_digit_is_a_woman():
    first = "61011318850307122"
    assert parse_citizen_id(first + citizen_id_check_character(first)).sex is Sex.FEMALE


def test_a_lower_case_x_and_full_width_digits_are_normalised():
    assert parse_citizen_id(" 61011318850307123x ") == CitizenId(KNOWN)
    assert parse_citizen_id("６１０１１３１８８５０３０７１２３Ｘ") == CitizenId(KNOWN)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", CitizenIdFault.WRONG_LENGTH),
        ("610113850307123", CitizenIdFault.WRONG_LENGTH),
        ("6101131885030712AX", CitizenIdFault.WRONG_CHARACTERS),
        ("99011318850307123X", CitizenIdFault.UNKNOWN_DIVISION),
        ("61010218850229001X", CitizenIdFault.IMPOSSIBLE_BIRTH_DATE),
        ("610113188503071231", CitizenIdFault.WRONG_CHECK_DIGIT),
    ],
)
def test_a_wrong_number_names_its_first_fault(text, fault):
    assert find_citizen_id_fault(text) is fault
    with pytest.raises(InvalidCitizenIdError) as caught:
        parse_citizen_id(text)
    assert caught.value.fault is fault


def test_the_impossible_date_had_a_right_check_digit():
    assert citizen_id_check_character("61010218850229001") == "X"


@pytest.mark.parametrize("division_code", sorted(RETIRED_DIVISION_CODES))
def test_a_retired_county_stays_valid_in_an_old_number(division_code):
    first = f"{division_code}18850307123"
    number = first + citizen_id_check_character(first)
    assert find_citizen_id_fault(number, known_division_codes=frozenset({"610113"})) is None


def test_a_county_that_never_was_is_found_with_the_list_of_counties():
    first = "61999818850307123"
    number = first + citizen_id_check_character(first)
    assert find_citizen_id_fault(number) is None
    assert find_citizen_id_fault(number, known_division_codes={"610113"}) is CitizenIdFault.UNKNOWN_DIVISION


def test_a_number_is_masked_in_print():
    assert parse_citizen_id(KNOWN).masked == "610113********123X"
    assert KNOWN not in repr(parse_citizen_id(KNOWN))
    with pytest.raises(InvalidCitizenIdError) as caught:
        parse_citizen_id("610113188503071231")
    assert "610113188503071231" not in str(caught.value)


@given(number=numbers(), position=st.integers(0, 16), step=st.integers(1, 9))
def test_every_single_wrong_digit_is_found(number, position, step):
    assert find_citizen_id_fault(number) is None
    wrong = number[:position] + str((int(number[position]) + step) % 10) + number[position + 1 :]
    assert find_citizen_id_fault(wrong) is not None


@given(number=numbers(), position=st.integers(0, 15))
def test_two_neighbouring_digits_swapped_are_found(number, position):
    swapped = number[:position] + number[position + 1] + number[position] + number[position + 2 :]
    if swapped != number:
        assert find_citizen_id_fault(swapped) is not None


@given(text=st.text(max_size=24))
def test_any_text_is_either_parsed_or_refused_with_a_fault(text):
    fault = find_citizen_id_fault(text)
    if fault is None:
        assert parse_citizen_id(text).number.isascii()
