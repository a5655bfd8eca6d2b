from __future__ import annotations

import datetime

import pytest
from django.conf import LazySettings
from django.test import Client
from django.urls import reverse
from tests.stage import COUNTY, DAY, FERRY, OLD_TOWN, STATION, Stage

from fengqiao.domains.organisation.contracts import BodyKind, MatterKind, NewDutyTime, NewMatter, NewSeat, TimeKind
from fengqiao.domains.organisation.models import CommitteeSeat, DutyTime, SeatMatter, StaffingAdvice, Standard
from fengqiao.domains.organisation.public import give_seat, load_duty_times, note_matter
from fengqiao.domains.organisation.tests.county import COMMUNITY, Works, lay_out_divisions
from fengqiao.foundation.scoping.contracts import SYSTEM


@pytest.fixture(autouse=True)
def _english(client: Client, settings: LazySettings) -> None:
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"


def see(client: Client, stage: Stage, who: str, name: str, *args: object, **query: str) -> str:
    """This function will open a page as somebody and return its text."""
    client.force_login(stage.user(who))  # type: ignore[arg-type]
    answer = client.get(reverse(f"organisation:{name}", args=args), query)
    assert answer.status_code == 200, answer.status_code
    return str(answer.content.decode())


def test_every_page_stands_when_nothing_is_there(client: Client, stage: Stage, works: Works) -> None:
    for name in ("staffing", "time", "beats", "posts", "seats", "advice_list", "standard"):
        assert "<h1" in see(client, stage, "chief", name)
    assert "No seat yet" in see(client, stage, "chief", "seats")
    assert "No duty time is written down yet" in see(client, stage, "chief", "time")
    assert "Nothing worked out yet" in see(client, stage, "chief", "advice_list")
    assert "<h1" in see(client, stage, "officer", "own_time")


def test_the_administrator_comes_to_the_posts(client: Client, stage: Stage) -> None:
    client.force_login(stage.user("system_admin"))  # type: ignore[arg-type]
    answer = client.get(reverse("organisation:staffing"))
    assert answer["Location"] == reverse("organisation:posts")


def test_a_county_goes_down_to_a_station_and_a_station_not_across(client: Client, stage: Stage) -> None:
    page = see(client, stage, "county_staff", "staffing")
    assert "渡口派出所" in page
    below = see(client, stage, "county_staff", "staffing", unit=STATION)
    assert "老城警务区" in below
    assert f"?unit={COUNTY}" in below
    client.force_login(stage.user("other_chief"))  # type: ignore[arg-type]
    assert client.get(reverse("organisation:staffing"), {"unit": STATION}).status_code == 404
    assert client.get(reverse("organisation:staffing"), {"unit": "nowhere"}).status_code == 404


def test_a_day_is_written_down_with_one_choice(client: Client, stage: Stage, works: Works) -> None:
    works.did("officer", 120, beat=OLD_TOWN)
    client.force_login(stage.user("officer"))  # type: ignore[arg-type]
    address = reverse("organisation:own_time")
    assert "Choose one." in client.post(address, {"date": DAY.isoformat()}).content.decode()
    answer = client.post(address, {"date": DAY.isoformat(), "rest": "meeting"})
    assert answer.status_code == 302
    parts = {(row.kind, row.origin): row.minutes for row in DutyTime.objects.all()}
    assert parts == {("in_community", "derived"): 120, ("meeting", "entered"): 480}


def test_a_day_is_written_down_in_parts(client: Client, stage: Stage, works: Works) -> None:
    client.force_login(stage.user("officer"))  # type: ignore[arg-type]
    data = {"date": DAY.isoformat(), "rest": "in_community", "minutes_training": "90", "minutes_meeting": "30"}
    client.post(reverse("organisation:own_time"), data)
    parts = {row.kind: row.minutes for row in DutyTime.objects.all()}
    assert parts == {"training": 90, "meeting": 30, "in_community": 480}


def test_no_page_of_time_names_an_officer(client: Client, stage: Stage) -> None:
    load_duty_times(
        actor=SYSTEM,
        days=[
            NewDutyTime("100005", DAY - datetime.timedelta(days=7), {TimeKind.IN_COMMUNITY: 300, TimeKind.MEETING: 60})
        ],
    )
    for unit in (OLD_TOWN, ""):
        page = see(client, stage, "chief", "time", unit=unit)
        assert "林小满" not in page
        assert "100005" not in page
    assert "Meetings" in page


def test_a_seat_is_given_kept_and_ended_through_its_pages(client: Client, stage: Stage) -> None:
    lay_out_divisions()
    client.force_login(stage.user("chief"))  # type: ignore[arg-type]
    data = {
        "number": "100005",
        "body_kind": "community_committee",
        "division": COMMUNITY,
        "from_date": "2026-09-01",
    }
    assert client.post(reverse("organisation:new_seat"), data).status_code == 302
    seat = CommitteeSeat.objects.get()
    client.force_login(stage.user("officer"))  # type: ignore[arg-type]
    matter = {"kind": "taken_home", "text": "路灯坏了三盏", "on_date": "2026-09-10", "due_date": "2026-09-12"}
    assert client.post(reverse("organisation:matters", args=[seat.pk]), matter).status_code == 302
    assert "answer was due" in see(client, stage, "officer", "seat", seat.pk)
    stored = SeatMatter.objects.get()
    client.post(reverse("organisation:follow_up", args=[stored.pk]), {"text": "修好了", "is_answer": "on"})
    assert "answer to the committee" in see(client, stage, "officer", "seat", seat.pk)
    client.force_login(stage.user("chief"))  # type: ignore[arg-type]
    client.post(reverse("organisation:end_seat", args=[seat.pk]), {"to_date": DAY.isoformat()})
    seat.refresh_from_db()
    assert seat.to_date == DAY


def test_a_matter_of_another_officer_is_not_there(client: Client, stage: Stage) -> None:
    lay_out_divisions()
    seat_id = give_seat(actor=SYSTEM, seat=NewSeat("100005", BodyKind.COMMUNITY_COMMITTEE, COMMUNITY, DAY))
    matter_id = note_matter(actor=SYSTEM, seat_id=seat_id, matter=NewMatter(MatterKind.BROUGHT, "x", DAY))
    client.force_login(stage.user("other_officer"))  # type: ignore[arg-type]
    for name, number in (("follow_up", matter_id), ("matters", seat_id)):
        data = {"text": "x", "kind": "brought", "on_date": DAY.isoformat()}
        assert client.post(reverse(f"organisation:{name}", args=[number]), data).status_code == 404


def test_advice_is_asked_for_read_replayed_and_decided(client: Client, stage: Stage, works: Works) -> None:
    works.ask(OLD_TOWN, task_minutes=8 * 4_000)
    client.force_login(stage.user("county_staff"))  # type: ignore[arg-type]
    data = {"unit": COUNTY, "movement": "to_stations", "officers": "5"}
    answer = client.post(reverse("organisation:advice_list"), data)
    row = StaffingAdvice.objects.get()
    assert answer["Location"] == reverse("organisation:advice", args=[row.pk])
    page = see(client, stage, "county_staff", "advice", row.pk)
    assert "码头警务区" in page
    assert "Nobody is there now." in page
    assert client.get(reverse("organisation:advice_points", args=[row.pk])).json()["features"]
    client.post(reverse("organisation:replay_advice", args=[row.pk]))
    assert "no difference" in see(client, stage, "county_staff", "advice", row.pk)
    changed = {"decision": "changed", "reason": "码头先补一人", f"officers-{FERRY}": "1", f"officers-{OLD_TOWN}": "x"}
    client.post(reverse("organisation:decide_advice", args=[row.pk]), changed)
    row.refresh_from_db()
    assert (row.decision, row.decided_units) == ("changed", {FERRY: 1})
    assert "码头先补一人" in see(client, stage, "county_staff", "advice_print", row.pk)


@pytest.mark.parametrize("officers", ["0", "99999", "", "x"])
def test_a_number_that_is_none_is_said_at_its_field(client: Client, stage: Stage, works: Works, officers: str) -> None:
    client.force_login(stage.user("county_staff"))  # type: ignore[arg-type]
    data = {"unit": COUNTY, "movement": "to_stations", "officers": officers}
    answer = client.post(reverse("organisation:advice_list"), data)
    assert 'class="error"' in answer.content.decode()
    assert not StaffingAdvice.objects.exists()


def test_a_post_is_given_and_ended_through_its_pages(client: Client, stage: Stage) -> None:
    client.force_login(stage.user("system_admin"))  # type: ignore[arg-type]
    data = {"number": "100004", "role": "community_officer", "unit": FERRY, "from_date": DAY.isoformat()}
    assert client.post(reverse("organisation:new_post"), data).status_code == 302
    page = see(client, stage, "system_admin", "posts", unit=FERRY)
    assert "李建军" in page
    assert "not known" in client.post(reverse("organisation:new_post"), {**data, "number": "9"}).content.decode()


def test_a_standard_is_written_by_those_above(client: Client, stage: Stage) -> None:
    page = see(client, stage, "county_staff", "standard")
    assert 'name="community_hours_per_week"' in page
    assert 'name="community_hours_per_week"' not in see(client, stage, "chief", "standard")
    data = {
        "community_hours_per_week": "24",
        "community_share_percent": "45",
        "new_officer_years": "2",
        "station_minimum": "6",
        "officer_hours_per_week": "28",
        "minutes_per_call": "40",
        "near_metres": "2500",
        "from_date": DAY.isoformat(),
        "basis": "县局 9 号文",
    }
    client.force_login(stage.user("county_staff"))  # type: ignore[arg-type]
    assert client.post(f"{reverse('organisation:standard')}?unit={COUNTY}", data).status_code == 302
    assert Standard.objects.get().basis == "县局 9 号文"
    client.force_login(stage.user("chief"))  # type: ignore[arg-type]
    assert client.post(f"{reverse('organisation:standard')}?unit={STATION}", data).status_code == 403
