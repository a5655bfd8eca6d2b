import pytest
from hypothesis import given
from hypothesis import strategies as st

from fengqiao.primitives.uscc import (
    InvalidUsccError,
    Uscc,
    UsccFault,
    find_uscc_fault,
    parse_uscc,
    uscc_check_character,
)

KNOWN = "91350100M000100Y43"
ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"


def test_the_known_code_is_valid():
    assert parse_uscc(" 91350100m000100y43 ") == Uscc(KNOWN)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("91350100M000100Y44", UsccFault.WRONG_CHECK_CHARACTER),
        ("91350100M000100Y4", UsccFault.WRONG_LENGTH),
        ("91350100I000100Y43", UsccFault.WRONG_CHARACTERS),
    ],
)
def test_a_wrong_code_names_its_first_fault(text, fault):
    assert find_uscc_fault(text) is fault
    with pytest.raises(InvalidUsccError) as caught:
        parse_uscc(text)
    assert caught.value.fault is fault


@given(first=st.text(alphabet=ALPHABET, min_size=17, max_size=17), position=st.integers(0, 17), data=st.data())
def test_every_single_wrong_character_is_found(first, position, data):
    code = first + uscc_check_character(first)
    assert find_uscc_fault(code) is None
    other = data.draw(st.sampled_from([c for c in ALPHABET if c != code[position]]))
    assert find_uscc_fault(code[:position] + other + code[position + 1 :]) is UsccFault.WRONG_CHECK_CHARACTER
