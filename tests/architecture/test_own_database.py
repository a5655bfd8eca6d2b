"""Each test process works on the cluster that it started: another's long transaction must not hold up its streams."""

from __future__ import annotations

import os

from django.db import connection

from fengqiao.foundation.postgres import parse_database_url


def test_django_uses_the_database_that_this_process_was_given() -> None:
    assert connection.settings_dict["HOST"] == parse_database_url(os.environ["DATABASE_URL"]).host
