"""The tests' own PostgreSQL (a throw-away cluster), started before Django reads its settings."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import django
import pytest

os.environ.setdefault("FENGQIAO_STATE_DIR", str(Path(__file__).parent / ".fq"))
os.environ["DJANGO_SETTINGS_MODULE"] = "fengqiao.config.settings_test"

from fengqiao.foundation.postgres import Cluster

# A cluster for each test process: one process' long transaction would hold back the other's streams and sealer.
_process = os.environ.get("PYTEST_XDIST_WORKER", "")
_cluster = Cluster(
    state=Path(os.environ["FENGQIAO_STATE_DIR"]), name=f"postgres-test{'-' * bool(_process)}{_process}", durable=False
)
if not os.environ.get("FENGQIAO_TEST_DATABASE_URL"):
    _cluster.start()
    os.environ["DATABASE_URL"] = _cluster.connection("postgres").as_url()
else:
    os.environ["DATABASE_URL"] = os.environ["FENGQIAO_TEST_DATABASE_URL"]

django.setup()


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_setupnodes() -> None:
    """The processes that run the tests set themselves up: what they inherit would win over their own cluster."""
    _cluster.leave()
    for name in ("DJANGO_SETTINGS_MODULE", "DATABASE_URL"):
        os.environ.pop(name, None)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    from tests.scheduling import ByLength

    return ByLength(config, log)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """In a process among several: the others take their work in the same order."""
    if _process:
        from tests.scheduling import longest_first

        items[:] = longest_first(items)


def pytest_unconfigure() -> None:
    _cluster.leave()


@pytest.fixture(scope="session")
def data_dir() -> Path:
    """The test-data folder; the test is skipped with the reason where it is absent."""
    from django.conf import settings

    folder = Path(settings.TEST_DATA_DIR)
    if not folder.is_dir():
        pytest.skip(f"the test-data folder {folder} is absent (FENGQIAO_DATA_DIR)")
    return folder


@pytest.fixture(autouse=True)
def _nothing_remembered() -> Iterator[None]:
    from django.core.cache import cache
    from django.utils.translation import deactivate

    from fengqiao.foundation.clock.clock import forget_reading

    forget_reading()
    cache.clear()
    deactivate()
    yield
    forget_reading()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> None:
    """The test database, and an empty copy of it for who tells a day in one of his own.

    It lets tests empty the audit table; the audit's own tests put the guard back.
    """
    from django.db import connection
    from tests.emptying import empty_quickly_after_committing_tests
    from tests.own_database import keep_empty_copy

    if not connection.settings_dict["NAME"].startswith("test_"):
        return  # No test of this run asks for the test database, so it was not made.
    with django_db_blocker.unblock():
        keep_empty_copy()
        with connection.cursor() as cursor:
            cursor.execute("ALTER TABLE foundation_audit_auditentry DISABLE TRIGGER audit_no_truncate")
        empty_quickly_after_committing_tests()


@pytest.fixture
def stage(db: None) -> Any:
    """A small station to act in: see tests/stage.py."""
    from tests.stage import build_stage

    return build_stage()
