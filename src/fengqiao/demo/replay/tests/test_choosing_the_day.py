from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from fengqiao.demo.replay.contracts import OutsideExportError, ReplayError, ReplayWish
from fengqiao.demo.replay.preparing import prepare_replay
from fengqiao.demo.replay.tests.conftest import Export


def prepare(export: Export, folder: Path, date: datetime.date | None = None):  # type: ignore[no-untyped-def]
    return prepare_replay(wish=ReplayWish(export.path, export.mapping, date), folder=folder / "kept").replay


def test_without_a_date_it_is_the_last_whole_day(export: Export, tmp_path: Path) -> None:
    replay = prepare(export, tmp_path)
    assert replay.date == datetime.date(2024, 4, 10)
    assert len(replay.calls) == 24
    assert {call.received_at.astimezone(replay.zone).date() for call in replay.calls} == {replay.date}


@pytest.mark.parametrize(
    ("date", "words"),
    [
        (datetime.date(2024, 4, 1), "2024-03-30 to 2024-04-02 is a gap"),
        (datetime.date(2024, 4, 30), "from 2024-03-28 to 2024-04-11."),
        (datetime.date(2020, 1, 1), "from 2024-03-28 to 2024-04-11."),
    ],
)
def test_a_day_that_the_export_lacks_is_refused_with_its_span_and_gap(
    export: Export, tmp_path: Path, date: datetime.date, words: str
) -> None:
    with pytest.raises(OutsideExportError, match=r"Choose a day with --date") as refused:
        prepare(export, tmp_path, date)
    assert words in str(refused.value)


def test_an_unknown_mapping_or_file_is_named(export: Export, tmp_path: Path) -> None:
    with pytest.raises(ReplayError, match="nowhere"):
        prepare_replay(wish=ReplayWish(export.path, "nowhere", None), folder=tmp_path / "kept")
    with pytest.raises(ReplayError, match="does not exist"):
        prepare_replay(wish=ReplayWish(tmp_path / "no.csv", export.mapping, None), folder=tmp_path / "kept")


def test_the_people_are_invented_and_the_same_each_time(export: Export, tmp_path: Path) -> None:
    first, second = prepare(export, tmp_path), prepare(export, tmp_path / "again")
    assert [person.name for person in first.people] == [person.name for person in second.people]
    assert len({person.number for person in first.people}) == len(first.people)
    stations = {person.station_code for person in first.people if person.station_code}
    assert len(stations) == 2
    assert {crew.beat_code for crew in first.crews} == {code for code in first.unit_codes.values() if "-B" in code}
