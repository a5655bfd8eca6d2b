"""Between which households a dispute is: said by who handles it, never persons, audited."""

from __future__ import annotations

import dataclasses

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from tests.stage import FERRY, OLD_TOWN, Stage

from fengqiao.domains.disputes.contracts import MOST_HOUSEHOLDS, HouseholdUnknownError, TooManyHouseholdsError
from fengqiao.domains.disputes.models import Dispute
from fengqiao.domains.disputes.public import (
    decide_obligation,
    get_dispute,
    households_of_incidents,
    name_households,
    register_dispute,
)
from fengqiao.domains.disputes.tests.conftest import ADDRESS, HOME
from fengqiao.domains.places.contracts import NewHousehold
from fengqiao.domains.places.public import load_addresses, load_households
from fengqiao.domains.tasks.public import regenerate_changed
from fengqiao.foundation.audit.models import AuditEntry
from fengqiao.foundation.events.models import Event
from fengqiao.foundation.scoping.contracts import SYSTEM, NotAllowedError, NotVisibleError


@pytest.fixture
def neighbours(settled: Stage) -> Stage:
    """Three households at the address of the settled dispute J-1."""
    load_households(actor=SYSTEM, households=[NewHousehold(f"H-{number}", False, ADDRESS) for number in (1, 2, 3)])
    return settled


def test_naming_the_households_is_audited_and_told_and_the_same_again_changes_nothing(neighbours: Stage) -> None:
    officer = neighbours.actor("officer")
    for _ in range(2):
        record = name_households(actor=officer, code="J-1", household_codes=["H-2", "H-1", "H-1", " "])
    assert record.household_codes == ("H-1", "H-2")
    [entry] = AuditEntry.objects.filter(action="name_dispute_households")
    assert entry.details == {"households": ["H-1", "H-2"], "before": []}
    assert Event.objects.filter(kind="disputes.households_named").count() == 1


def test_a_household_that_is_not_known_is_refused(neighbours: Stage) -> None:
    with pytest.raises(HouseholdUnknownError):
        name_households(actor=neighbours.actor("officer"), code="J-1", household_codes=["H-1", "H-9"])
    assert get_dispute(actor=neighbours.actor("officer"), code="J-1").household_codes == ()


def test_a_household_elsewhere_is_as_unknown_as_one_that_is_not_there(neighbours: Stage) -> None:
    far = dataclasses.replace(HOME, code="A-0009", text="码头路9号", unit_code=FERRY)
    load_addresses(actor=SYSTEM, addresses=[far])
    load_households(actor=SYSTEM, households=[NewHousehold("H-FAR", False, far.code)])
    with pytest.raises(HouseholdUnknownError):
        name_households(actor=neighbours.actor("officer"), code="J-1", household_codes=["H-FAR"])
    assert get_dispute(actor=neighbours.actor("officer"), code="J-1").household_codes == ()


def test_more_households_than_a_staircase_has_are_refused_by_the_action_and_by_the_database(neighbours: Stage) -> None:
    codes = [f"X-{number}" for number in range(MOST_HOUSEHOLDS + 1)]
    with pytest.raises(TooManyHouseholdsError):
        name_households(actor=neighbours.actor("officer"), code="J-1", household_codes=codes)
    with pytest.raises(IntegrityError), transaction.atomic():
        Dispute.objects.filter(code="J-1").update(household_codes=codes)


def test_only_who_handles_disputes_there_names_households(neighbours: Stage) -> None:
    with pytest.raises(NotAllowedError):
        name_households(actor=neighbours.actor("dispatcher"), code="J-1", household_codes=["H-1"])
    with pytest.raises(NotVisibleError):
        name_households(actor=neighbours.actor("other_chief"), code="J-1", household_codes=["H-1"])


def test_the_households_are_found_by_the_incident_that_the_dispute_came_out_of(neighbours: Stage) -> None:
    officer = neighbours.actor("officer")
    for number in ("110-1", "110-2"):
        made = register_dispute(
            actor=officer,
            incident_number=number,
            summary="噪声",
            kind="neighbour_noise",
            address_code=ADDRESS,
            scope_path=neighbours.paths[OLD_TOWN],
        )
    name_households(actor=officer, code=made.code, household_codes=["H-1", "H-3"])
    assert households_of_incidents(numbers=["110-1", "110-2", "110-3"]) == {"110-2": ("H-1", "H-3")}


def test_the_page_offers_the_households_of_the_address_and_shows_those_named(neighbours: Stage, client: Client) -> None:
    client.force_login(neighbours.user("officer"))
    page = client.get("/disputes/J-1/households/").content.decode()
    assert [code in page for code in ("H-1", "H-2", "H-3")] == [True, True, True]
    client.post("/disputes/J-1/households/", {"households": ["H-1", "H-3"]})
    shown = client.get("/disputes/J-1/").content.decode()
    assert ("H-1" in shown, "H-2" in shown, "H-3" in shown) == (True, False, True)
    refused = client.post("/disputes/J-1/households/", {"households": ["H-9"]})
    assert refused.status_code == 200
    assert get_dispute(actor=neighbours.actor("officer"), code="J-1").household_codes == ("H-1", "H-3")


def test_the_page_offers_nothing_to_who_may_only_read(neighbours: Stage, client: Client) -> None:
    client.force_login(neighbours.user("dispatcher"))
    assert client.get("/disputes/J-1/households/").status_code == 403
    assert "/disputes/J-1/households/" not in client.get("/disputes/J-1/").content.decode()


def test_households_at_another_address_are_found_by_its_words(neighbours: Stage, client: Client) -> None:
    load_addresses(
        actor=SYSTEM,
        addresses=[
            dataclasses.replace(
                HOME,
                code="A-0002",
                text="枫桥示范县城关镇老城街99号",
                short_text="老城街99号",
                pinyin="laochengjie99hao",
                initials="lcj99h",
                number="99号",
            )
        ],
    )
    load_households(actor=SYSTEM, households=[NewHousehold("H-99", False, "A-0002")])
    client.force_login(neighbours.user("officer"))
    assert "H-99" not in client.get("/disputes/J-1/households/").content.decode()
    assert "H-99" in client.get("/disputes/J-1/households/", {"q": "老城街99号"}).content.decode()
    client.post("/disputes/J-1/households/?q=老城街99号", {"households": ["H-1", "H-99"]})
    assert get_dispute(actor=neighbours.actor("officer"), code="J-1").household_codes == ("H-1", "H-99")


def test_what_is_registered_and_named_is_worked_out_at_once(neighbours: Stage) -> None:
    officer = neighbours.actor("officer")
    regenerate_changed(actor=SYSTEM)
    name_households(actor=officer, code="J-1", household_codes=["H-1"])
    assert regenerate_changed(actor=SYSTEM).changes == 1
    name_households(actor=officer, code="J-1", household_codes=["H-2"])
    assert regenerate_changed(actor=SYSTEM).changes == 2
    register_dispute(
        actor=officer,
        incident_number="110-9",
        summary="噪声",
        kind="neighbour_noise",
        address_code=ADDRESS,
        scope_path=neighbours.paths[OLD_TOWN],
    )
    assert regenerate_changed(actor=SYSTEM).changes == 1


def test_a_promise_kept_or_broken_is_worked_out_at_once(neighbours: Stage) -> None:
    regenerate_changed(actor=SYSTEM)
    for code, is_kept in (("P-1", True), ("P-2", False)):
        decide_obligation(actor=neighbours.actor("officer"), code=code, is_kept=is_kept, note="看过")
        assert regenerate_changed(actor=SYSTEM).changes == 1
