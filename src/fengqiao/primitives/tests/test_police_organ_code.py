import pytest

from fengqiao.primitives.police_organ_code import (
    InvalidPoliceOrganCodeError,
    PoliceOrganCode,
    PoliceOrganCodeFault,
    find_police_organ_code_fault,
)


def test_a_code_begins_with_its_division():
    assert PoliceOrganCode("619999510000").division_code == "619999"


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("61999951000", PoliceOrganCodeFault.WRONG_LENGTH),
        ("61999951000X", PoliceOrganCodeFault.WRONG_CHARACTERS),
        ("６19999510000", PoliceOrganCodeFault.WRONG_CHARACTERS),
        ("009999510000", PoliceOrganCodeFault.UNKNOWN_DIVISION),
    ],
)
def test_a_malformed_code_is_refused_with_its_fault(text, fault):
    assert find_police_organ_code_fault(text) is fault
    with pytest.raises(InvalidPoliceOrganCodeError) as caught:
        PoliceOrganCode(text)
    assert caught.value.fault is fault


def test_a_code_of_another_division_is_found():
    assert find_police_organ_code_fault("619999510000", division_code="619999") is None
    assert find_police_organ_code_fault("619999510000", division_code="610113") is PoliceOrganCodeFault.OTHER_DIVISION
