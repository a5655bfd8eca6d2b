"""While the database is away every door says so, in the reader's language, and nothing of a form is lost."""

from __future__ import annotations

import os
import shutil
import signal
import time
from collections.abc import Iterator
from typing import Any

import psycopg
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError, close_old_connections, connection
from django.test import Client

from fengqiao.foundation.postgres import Cluster

DEADLINE_SECONDS = 10.0
ENGLISH = {"HTTP_ACCEPT_LANGUAGE": "en", "HTTP_ACCEPT": "text/html"}


class Visitor(Client):
    """Django's test client leaves out what the server does between two requests: dropping broken connections."""

    def request(self, **request: Any) -> Any:
        close_old_connections()
        return super().request(**request)


def kill(cluster: Cluster) -> None:
    os.kill(int((cluster.home / "data" / "postmaster.pid").read_text().split()[0]), signal.SIGKILL)
    deadline = time.monotonic() + DEADLINE_SECONDS
    while cluster.has_server() and time.monotonic() < deadline:
        time.sleep(0.02)


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    with Cluster(state=tmp_path_factory.mktemp("away"), durable=False) as made:
        yield made
    shutil.rmtree(made.home.parent)


@pytest.fixture
def pages(cluster: Cluster, django_db_blocker: Any) -> Iterator[Client]:
    """Pages whose database was killed behind an open connection, or a while ago."""
    parts, own = cluster.connection("postgres"), dict(connection.settings_dict)
    with django_db_blocker.unblock():
        connection.close()
        connection.settings_dict.update(
            NAME=parts.name, USER=parts.user, PASSWORD=parts.password, HOST=parts.host, PORT=parts.port
        )
        if cluster.has_server():
            connection.connect()
            kill(cluster)
        client = Visitor(raise_request_exception=False)
        client.cookies["fengqiao_session"] = "k" * 32  # somebody signed in: the database says who
        yield client
        connection.close()
        connection.settings_dict.clear()
        connection.settings_dict.update(own)


def test_a_page_says_that_the_database_restarts_and_tries_again_by_itself(pages: Client) -> None:
    for _ in range(2):
        answer = pages.get("/sign-in/", **ENGLISH)
        assert answer.status_code == 503
        assert answer["Retry-After"] == "5"
        assert answer["Cache-Control"] == "no-store"
        page = answer.content.decode()
        assert "The database is being restarted" in page
        assert '<meta http-equiv="refresh" content="5">' in page
        assert "<form" not in page


def test_the_page_speaks_the_language_of_the_cookie(pages: Client) -> None:
    assert 'lang="zh-Hans"' in pages.get("/sign-in/").content.decode()
    pages.cookies["django_language"] = "en"
    assert 'lang="en"' in pages.get("/sign-in/").content.decode()
    pages.cookies["django_language"] = "zh-hans"
    assert "数据库正在重新启动" in pages.get("/sign-in/", **ENGLISH).content.decode()


def test_a_form_that_was_being_sent_is_offered_again_whole(pages: Client) -> None:
    form = {"text": "有人<打架>", "unit": ["CG-1", "CG-2"], "csrfmiddlewaretoken": "x" * 64}
    answer = pages.post("/incidents/new/?from=room", form, **ENGLISH)
    assert answer.status_code == 503
    page = answer.content.decode()
    assert "http-equiv" not in page
    assert '<form method="post" action="/incidents/new/?from=room">' in page
    for name, value in (("text", "有人&lt;打架&gt;"), ("unit", "CG-1"), ("unit", "CG-2")):
        assert f'<input type="hidden" name="{name}" value="{value}">' in page
    assert "Send it again" in page


def test_a_password_and_a_file_are_not_written_into_the_page(pages: Client) -> None:
    page = pages.post("/sign-in/", {"username": "chief", "password": "seven-paper-boats"}, **ENGLISH).content.decode()
    assert "seven-paper-boats" not in page
    assert "<form" not in page
    with_file = {"note": "x", "photo": SimpleUploadedFile("a.jpg", b"x")}
    page = pages.post("/incidents/new/", with_file, **ENGLISH).content.decode()
    assert "<form" not in page
    assert "data-back" in page


def test_parts_and_programs_get_no_page(pages: Client) -> None:
    for headers in ({"HTTP_HX_REQUEST": "true"}, {"HTTP_ACCEPT": "application/json"}):
        answer = pages.get("/sign-in/", **headers)
        assert (answer.status_code, answer["Retry-After"]) == (503, "5")
        assert b"<html" not in answer.content
    answer = pages.get("/alive", HTTP_ACCEPT="*/*")
    assert answer.json() == {"code": "database_away"}
    answer = pages.get("/api/cameras/CAM-1/configuration", HTTP_AUTHORIZATION="Bearer k")
    assert (answer.status_code, answer.json()) == (503, {"code": "database_away"})


def test_pages_come_back_with_the_database(pages: Client, cluster: Cluster) -> None:
    pages.cookies.clear()
    assert pages.get("/alive").status_code == 503
    cluster.revive()
    assert pages.get("/alive").json() == {"alive": True}


def test_a_mistake_of_ours_stays_a_500(cluster: Cluster, pages: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """A table that is missing, a statement that takes too long: the database is there."""
    cluster.revive()
    assert pages.get("/sign-in/", **ENGLISH).status_code == 500
    pages.cookies.clear()
    monkeypatch.setattr("fengqiao.config.pages.LIFE", "SET statement_timeout = 1; SELECT pg_sleep(1)")
    assert pages.get("/alive").status_code == 500


def test_a_full_disk_is_named_and_the_form_is_offered_again(pages: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def find_no_room(*_: object, **__: object) -> None:
        error = OperationalError("could not extend file")
        raise error from psycopg.errors.DiskFull("could not extend file")

    monkeypatch.setattr(connection, "cursor", find_no_room)
    page = pages.post("/sign-in/", {"username": "boss"}, **ENGLISH)
    assert page.status_code == 503
    text = page.content.decode()
    assert "disk is full" in text
    assert "is being restarted" not in text
    assert 'name="username" value="boss"' in text
    assert pages.get("/api/cases/", HTTP_ACCEPT="application/json").json() == {"code": "disk_full"}
