"""A timeline that runs past midnight says on which day it goes on; one within a day does not repeat it."""

from __future__ import annotations

import datetime

from django.test import Client
from django.urls import reverse
from tests.stage import DAY, Stage, at, stop_clock

from fengqiao.domains.incidents.public import dispatch_units
from fengqiao.domains.incidents.tests.scene import CAR, call


def test_the_timeline_says_the_new_day_once(scene: Stage, client: Client) -> None:
    stop_clock(at(23, 50))
    incident = call(scene, "楼下有人打架")
    client.force_login(scene.user("dispatcher"))  # type: ignore[arg-type]
    address = reverse("incidents:incident", args=[incident.summary.number])
    assert "timeline-day" not in client.get(address).content.decode()
    stop_clock(at(0, 10, day=DAY + datetime.timedelta(days=1)))
    dispatch_units(actor=scene.actor("dispatcher"), incident_id=incident.summary.id, unit_codes=[CAR])
    page = client.get(address, headers={"accept-language": "en"}).content.decode()
    assert page.count("timeline-day") == 1
    assert '<span class="timeline-day">17 Sep</span>00:10' in page
