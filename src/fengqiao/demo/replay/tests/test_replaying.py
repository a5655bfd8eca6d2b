from __future__ import annotations

import datetime
import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import resolve
from rich.console import Console

from fengqiao.demo.replay.contracts import Replay, ReplayWish
from fengqiao.demo.replay.loading import ReplayStage
from fengqiao.demo.replay.preparing import prepare_replay
from fengqiao.demo.replay.telling import load_replay, tell_replay
from fengqiao.demo.replay.tests.conftest import ZONE, Export
from fengqiao.domains.accounts.contracts import Role
from fengqiao.domains.incidents.contracts import IncidentFilter, IncidentState, IncidentSummary, Origin
from fengqiao.domains.incidents.public import list_incidents
from fengqiao.domains.organisation.public import get_unit
from fengqiao.foundation.audit.verifying import verify_chain
from fengqiao.foundation.scoping.contracts import SYSTEM
from fengqiao.foundation.simulation.models import BeatState, StoryBeat

pytestmark = pytest.mark.django_db(transaction=True)
DATE, CALLS_BEFORE = datetime.date(2024, 4, 10), 60


@dataclass
class Told:
    replay: Replay
    stage: ReplayStage
    figures: dict[str, Any]
    text: str


def tell(export: Export, tmp_path: Path) -> Told:
    wish = ReplayWish(export.path, export.mapping, DATE)
    stage = ReplayStage(prepare_replay(wish=wish, folder=tmp_path / "kept"), wish, tmp_path / "work")
    text = io.StringIO()
    console = Console(file=text, width=200)
    assert load_replay(stage=stage, console=console, language="en")
    figures = tell_replay(replay=stage.prepared.replay, language="en", console=console)
    return Told(stage.prepared.replay, stage, {figure.name: figure.value for figure in figures}, text.getvalue())


def incidents(**fields: Any) -> Sequence[IncidentSummary]:
    return list_incidents(actor=SYSTEM, query=IncidentFilter(**fields), limit=1000, after="")


def test_a_real_day_is_told_from_its_first_call_to_the_handover(export: Export, tmp_path: Path, settings: Any) -> None:
    """Told once: it is the whole house at work for a day."""
    settings.TIME_ZONE = ZONE
    told = tell(export, tmp_path)
    check_the_day(told)
    check_the_past(told)
    check_the_beats(told)
    check_the_first_page(told)


def check_the_day(told: Told) -> None:
    """Every call at its own minute, in the beat that the export names, and brought to its end."""
    opens = told.replay.moment(datetime.time(0))
    day = {one.place_text: one for one in incidents(from_at=opens)}
    assert sorted(one.received_at for one in day.values()) == [call.received_at for call in told.replay.calls]
    assert {one.state for one in day.values()} == {IncidentState.CLOSED, IncidentState.TRANSFERRED}
    assert (day["0 Pier St"].origin, day["1 Pier St"].origin) == (Origin.OFFICER, Origin.CALL_110)
    assert day["1 Pier St"].category == "criminal"
    assert day["5 Pier St"].position is None
    paths = load_paths(told)
    assert day["1 Pier St"].scope_path == paths["2"]
    assert day["2 Pier St"].scope_path == paths["3"]
    assert paths["2"].startswith(day["11 Pier St"].scope_path) or paths["3"].startswith(day["11 Pier St"].scope_path)
    assert told.figures["incidents_received"] == len(day)
    assert told.figures["incidents_open"] == 0
    assert told.figures["arrivals"] > 0
    assert told.figures["events_undelivered"] == 0
    assert not verify_chain().faults


def load_paths(told: Told) -> dict[str, str]:
    return {value: get_unit(code=code).path for value, code in told.replay.unit_codes.items()}


def check_the_past(told: Told) -> None:
    """What lies before the day is there, what lies after it is not, and a second start loads nothing."""
    assert len(incidents(to_at=told.replay.moment(datetime.time(0)))) == CALLS_BEFORE
    assert not told.stage.ensure(report=lambda title, done, total: None)
    assert len(incidents()) == CALLS_BEFORE + len(told.replay.calls)


def check_the_beats(told: Told) -> None:
    """Two beats stand on the export's figures, the others say what it lacks."""
    beats = {beat.code: beat for beat in StoryBeat.objects.all()}
    done = {code: beat for code, beat in beats.items() if beat.state == BeatState.DONE}
    assert set(done) == {"chief_figures", "handover"}
    assert all(resolve(beat.page) for beat in done.values())
    chief = next(
        person
        for person in told.replay.people
        if (person.role, person.station_code) == (Role.STATION_CHIEF, told.replay.told_station_code)
    )
    assert chief.name in done["chief_figures"].what_en
    assert done["handover"].records > 0
    missing = [beat for beat in beats.values() if beat.state == BeatState.MISSING]
    assert len(missing) == 9
    assert all("export" in beat.what_en for beat in missing)
    assert all("导出" in beat.what_zh for beat in missing)
    assert "not in the export: The export holds no cameras" in told.text
    assert "has no day of these weeks a year ago" in done["chief_figures"].what_en


def check_the_first_page(told: Told) -> None:
    """It says of a real day what is real in it, and does not promise parts that the export cannot fill."""
    chief = next(person for person in told.replay.people if person.role is Role.STATION_CHIEF)
    client = Client(headers={"accept-language": "en"})
    client.force_login(get_user_model().objects.get(username=chief.login_name))
    page = client.get("/").content.decode()
    assert "Calls, times and places are those of an export" in page
    assert "Invented county" not in page
    assert page.count("not in the export") == 9
