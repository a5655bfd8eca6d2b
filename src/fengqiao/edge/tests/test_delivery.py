from pathlib import Path

import pytest

from fengqiao.edge import courier as courier_module
from fengqiao.edge.configuration import fetch_configuration
from fengqiao.edge.courier import Courier, Delivery
from fengqiao.edge.errors import (
    CameraUnknownError,
    KeyRefusedError,
    ServerAnswerError,
    ServerAwayError,
    WarningRefusedError,
)
from fengqiao.edge.ingest import IngestClient
from fengqiao.edge.spool import Spool
from fengqiao.edge.tests.fakes import KEY, FakeIngestServer, running_server, warning_event

NOWHERE = "http://127.0.0.1:9"


def filled_spool(folder: Path, *, count: int = 3) -> Spool:
    spool = Spool(folder=folder / "spool", limit_bytes=10_000_000)
    spool.prepare()
    for number in range(1, count + 1):
        spool.put(event=warning_event(number=number), clip=b"clip")
    return spool


def courier_to(server: str, *, spool: Spool, reports: list[Delivery], key: str = KEY) -> Courier:
    return Courier(spool=spool, client=IngestClient(server=server, key=key), report=reports.append)


def test_delivered_warnings_leave_the_spool_only_with_a_receipt(tmp_path: Path) -> None:
    spool, reports = filled_spool(tmp_path), []
    with running_server() as server:
        assert courier_to(server.address, spool=spool, reports=reports).deliver_pending()
        event, clip = server.taken[warning_event().id]
    assert clip == b"clip"
    assert event["zone"] == "yard"
    assert event["started_at"] == "2026-05-01T21:30:00.000+08:00"
    assert [report.kind for report in reports] == ["delivered"] * 3
    assert spool.count() == 0


def test_sending_twice_is_recognised_by_the_id(tmp_path: Path) -> None:
    spool = filled_spool(tmp_path, count=1)
    with running_server() as server:
        client = IngestClient(server=server.address, key=KEY)
        first, again = (client.send(warning=spool.pending()[0]) for _ in range(2))
        assert first == again
        assert len(server.taken) == 1


def test_everything_waits_while_the_server_is_away_and_goes_when_it_is_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(courier_module, "FIRST_PAUSE_SECONDS", 0.01)
    monkeypatch.setattr(courier_module, "LONGEST_PAUSE_SECONDS", 0.02)
    spool, reports = filled_spool(tmp_path), []
    assert not courier_to(NOWHERE, spool=spool, reports=reports).deliver_pending()
    assert spool.count() == 3
    with running_server() as server:
        server.answers = [503, 500, 429]
        assert courier_to(server.address, spool=spool, reports=reports).deliver_until_empty(should_stop=lambda: False)
        assert len(server.taken) == 3
    assert [report.kind for report in reports] == ["waiting"] * 4 + ["delivered"] * 3


def test_the_background_delivers_what_is_put_meanwhile(tmp_path: Path) -> None:
    spool, reports = filled_spool(tmp_path, count=0), []
    with running_server() as server:
        courier = courier_to(server.address, spool=spool, reports=reports)
        courier.start()
        spool.put(event=warning_event(), clip=b"clip")
        courier.wake()
        courier.finish()
        courier.deliver_pending()
        assert list(server.taken) == [warning_event().id]


@pytest.mark.parametrize("status", [400, 403, 409, 413, 422])
def test_what_the_server_refuses_for_ever_is_put_aside_and_the_rest_goes_on(tmp_path: Path, status: int) -> None:
    spool, reports = filled_spool(tmp_path), []
    with running_server() as server:
        server.answers = [status]
        assert courier_to(server.address, spool=spool, reports=reports).deliver_pending()
        assert len(server.taken) == 2
    assert [report.kind for report in reports] == ["refused", "delivered", "delivered"]
    assert spool.count_refused() == 1
    assert isinstance(reports[0].problem, WarningRefusedError)
    assert "because" in reports[0].problem.what


def test_a_wrong_key_stops_and_keeps_everything(tmp_path: Path) -> None:
    spool = filled_spool(tmp_path)
    with running_server() as server, pytest.raises(KeyRefusedError, match="--key"):
        courier_to(server.address, spool=spool, reports=[], key="wrong").deliver_pending()
    assert spool.count() == 3


def test_an_unknown_camera_stops_and_keeps_the_warning(tmp_path: Path) -> None:
    spool = filled_spool(tmp_path, count=0)
    spool.put(event=warning_event(camera="OTHER"), clip=b"clip")
    with running_server() as server, pytest.raises(CameraUnknownError, match="OTHER"):
        courier_to(server.address, spool=spool, reports=[]).deliver_pending()
    assert spool.count() == 1


def test_a_success_without_a_proper_receipt_is_no_success(tmp_path: Path) -> None:
    spool = filled_spool(tmp_path, count=1)
    with running_server() as server:
        server.answers = [200]
        with pytest.raises(ServerAnswerError):
            courier_to(server.address, spool=spool, reports=[]).deliver_pending()
    assert spool.count() == 1


def test_the_last_configuration_serves_while_the_server_is_away(tmp_path: Path) -> None:
    with running_server() as server:
        client = IngestClient(server=server.address, key=KEY)
        fresh = fetch_configuration(client=client, camera="CAM-1", cache_folder=tmp_path)
    away = IngestClient(server=NOWHERE, key=KEY)
    assert fresh == (fetch_configuration(client=away, camera="CAM-1", cache_folder=tmp_path)[0], True)
    with pytest.raises(ServerAwayError):
        fetch_configuration(client=away, camera="CAM-2", cache_folder=tmp_path)


def test_the_fake_server_refuses_other_bytes_under_a_known_id(tmp_path: Path) -> None:
    spool = filled_spool(tmp_path, count=1)
    with running_server() as server:
        server.taken[warning_event().id] = ({}, b"other")
        assert isinstance(server, FakeIngestServer)
        courier_to(server.address, spool=spool, reports=[]).deliver_pending()
    assert spool.count_refused() == 1
