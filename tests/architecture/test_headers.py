"""What every answer says to the browser, and what no answer gives away."""

from __future__ import annotations

import subprocess
import sys

import pytest
from django.contrib.auth.forms import AuthenticationForm
from django.forms import PasswordInput
from django.test import Client
from django.urls import reverse

from fengqiao.config import pages
from fengqiao.domains.accounts.forms import NewPasswordForm
from fengqiao.foundation.design.database_away import SECRET_FIELDS
from tests.stage import Stage

PAGES = ("/sign-in/", "/", "/incidents/command-room/", "/places/residents/unknown/", "/nowhere/")


@pytest.mark.parametrize("address", PAGES)
def test_every_page_keeps_scripts_frames_types_and_referrers_to_ourselves(
    stage: Stage, client: Client, address: str
) -> None:
    client.force_login(stage.user("chief"))
    headers = client.get(address).headers
    policy = dict(part.strip().split(" ", 1) for part in headers["Content-Security-Policy"].split(";") if part.strip())
    assert policy["default-src"] == policy["script-src"] == policy["base-uri"] == policy["form-action"] == "'self'"
    assert policy["object-src"] == policy["frame-ancestors"] == "'none'"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"


def test_nothing_that_somebody_read_stays_in_a_shared_browser(stage: Stage, client: Client) -> None:
    client.force_login(stage.user("chief"))
    for name in ("first_page", "incidents:list", "places:premises", "tasks:station"):
        assert client.get(reverse(name))["Cache-Control"] == "private, no-store"


def test_an_error_shows_a_page_and_no_traceback(stage: Stage, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(**_: object) -> None:
        raise RuntimeError("the password is swordfish")

    monkeypatch.setattr(pages, "glance", fail)
    client.raise_request_exception = False
    client.force_login(stage.user("chief"))
    answer = client.get(reverse("first_page"))
    assert answer.status_code == 500
    text = answer.content.decode()
    assert "<html" in text
    assert not any(word in text for word in ("swordfish", "Traceback", "RuntimeError", "settings"))


def test_no_password_is_written_into_the_page_of_a_database_that_is_away() -> None:
    """Every field of every form that hides what is typed."""
    secret = {
        name
        for form in (NewPasswordForm, AuthenticationForm)
        for name, field in form.base_fields.items()
        if isinstance(field.widget, PasswordInput)
    }
    assert secret
    assert secret <= SECRET_FIELDS


def test_over_tls_the_browser_is_told_to_stay_there_and_cookies_never_leave_it() -> None:
    script = (
        "import os; os.environ['FENGQIAO_BEHIND_TLS'] = 'yes'\n"
        "from fengqiao.config import settings as s\n"
        "assert s.SECURE_HSTS_SECONDS >= 15_000_000\n"
        "assert s.SESSION_COOKIE_SECURE and s.CSRF_COOKIE_SECURE and s.SESSION_COOKIE_HTTPONLY\n"
        "assert s.DEBUG is False\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
