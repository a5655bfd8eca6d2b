import pytest
from hypothesis import given
from hypothesis import strategies as st

from fengqiao.primitives.masking import mask_id_number


@pytest.mark.parametrize(
    ("number", "shown"),
    [("61011318850307123X", "610113********123X"), ("G12345678", "*********"), ("", "")],
)
def test_six_first_and_four_last_characters_are_shown(number, shown):
    assert mask_id_number(number) == shown


@given(number=st.text(alphabet="0123456789X", min_size=1, max_size=40))
def test_a_masked_number_keeps_its_length_and_hides_at_least_four_characters(number):
    masked = mask_id_number(number)
    assert len(masked) == len(number)
    assert masked.count("*") >= min(4, len(number))
