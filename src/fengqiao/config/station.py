"""Opening a station on this machine: database, schema, and the processes that serve it."""

from __future__ import annotations

import os
import socket
import ssl
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import django
import psycopg
from django.core.management import call_command

from fengqiao.config.environment import Environment, environment
from fengqiao.foundation.postgres import Cluster, ClusterError, ConnectionParts, parse_database_url
from fengqiao.foundation.processes.supervisor import ChildProcess

STATION_DATABASE = "fengqiao"
LOOK_AT_DATABASE_SECONDS = 1.0
CONNECT_SECONDS = 8
AFTER_THE_DOOR_SECONDS = 4.0
OLDEST_POSTGRESQL = 150000


class PortTakenError(RuntimeError):
    """Another program listens on the port."""

    code = "port_taken"


class OutsideDatabaseError(RuntimeError):
    """The database that `DATABASE_URL` names cannot be used; the message says why and what to do."""

    code = "outside_database"


class CertificateError(RuntimeError):
    """The files for TLS are no certificate with its key."""

    code = "certificate"


@dataclass(frozen=True, slots=True)
class Transport:
    """Where the pages are reached; with both files of a certificate, over TLS."""

    host: str
    port: int
    certificate: Path | None = None
    key: Path | None = None

    @property
    def address(self) -> str:
        scheme = "https" if self.certificate else "http"
        return f"{scheme}://{'localhost' if self.host == '127.0.0.1' else self.host}:{self.port}"


@contextmanager
def open_database(*, name: str = STATION_DATABASE, is_migrated: bool = True) -> Iterator[Environment]:
    """This function will make `name` reachable: the outside database when `DATABASE_URL` is set, else the private one.

    Django is set up and, unless `is_migrated` is False, the schema is brought up to date.
    Raises ClusterError, NoBinariesError, SettingError, OutsideDatabaseError.
    """
    settings = environment()
    if settings.database is not None:
        _check_outside_database(settings.database)
        _set_up_django(is_migrated=False)
        if is_migrated:
            _bring_outside_schema_up_to_date(settings.database)
        yield settings
        return
    with Cluster(state=settings.state_dir) as cluster:
        os.environ["DATABASE_URL"] = cluster.ensure_database(name).as_url()
        environment.cache_clear()
        try:
            _set_up_django(is_migrated=is_migrated)
            yield environment()
        finally:
            del os.environ["DATABASE_URL"]
            environment.cache_clear()


def _check_outside_database(database: ConnectionParts) -> None:
    place = f"The database {database.name} at {database.host}, port {database.port} (DATABASE_URL)"
    try:
        with psycopg.connect(**database.as_conninfo(), connect_timeout=CONNECT_SECONDS) as connection:
            version = connection.info.server_version
    except (psycopg.OperationalError, OSError) as error:
        raise OutsideDatabaseError(
            f"{place} cannot be reached: {' '.join(str(error).split())}. Is PostgreSQL running there, and are address, "
            "user and password right? Without DATABASE_URL a private PostgreSQL is used."
        ) from error
    if version < OLDEST_POSTGRESQL:
        raise OutsideDatabaseError(f"{place} is PostgreSQL {version // 10000}; version 15 or later is needed.")


def _bring_outside_schema_up_to_date(database: ConnectionParts) -> None:
    from django.db import DatabaseError

    try:
        bring_schema_up_to_date()
    except DatabaseError as error:
        raise OutsideDatabaseError(
            f"The tables in the database {database.name} at {database.host} (DATABASE_URL) could not be brought up to "
            f"date: {' '.join(str(error).split())}. The user {database.user} must own the database."
        ) from error


@dataclass(frozen=True, slots=True)
class DatabaseEnded:
    """The private database died, and is being started again."""

    log: Path

    def __str__(self) -> str:
        return f"the database ended; starting it again (log: {self.log})"


def database_keeper(*, report: Callable[[DatabaseEnded | ClusterError], None]) -> Callable[[], None]:
    """This function will return what a supervisor calls in each turn: it starts a private database that has died again.

    An outside database is left to those who run it.
    """
    cluster = Cluster(state=environment().state_dir)
    if not cluster.serves(parse_database_url(os.environ["DATABASE_URL"])):
        return lambda: None
    looked_at = time.monotonic()

    def look() -> None:
        nonlocal looked_at
        if time.monotonic() - looked_at < LOOK_AT_DATABASE_SECONDS:
            return
        if not cluster.has_server():
            report(DatabaseEnded(cluster.home / "server.log"))
            try:
                cluster.revive()
            except ClusterError as error:
                report(error)
        looked_at = time.monotonic()

    return look


def _set_up_django(*, is_migrated: bool) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fengqiao.config.settings")
    django.setup()
    if is_migrated:
        bring_schema_up_to_date()


def bring_schema_up_to_date() -> None:
    """This function will apply the migrations that the database lacks."""
    call_command("migrate", verbosity=0, interactive=False)


def check_port(*, transport: Transport) -> None:
    """This function will raise PortTakenError when the port cannot be listened on."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((transport.host, transport.port))
        except OSError as error:
            raise PortTakenError(
                f"Port {transport.port} on {transport.host} cannot be used ({error.strerror}). "
                "Stop the other program or choose another one with --port."
            ) from error


def check_certificate(*, certificate: Path, key: Path) -> None:
    """This function will raise CertificateError unless the two files are a certificate (PEM) and its key."""
    try:
        ssl.create_default_context(ssl.Purpose.CLIENT_AUTH).load_cert_chain(certificate, key)
    except (ssl.SSLError, OSError) as error:
        raise CertificateError(
            f"{certificate} and {key} are not a certificate (PEM) and its own key without a password: {error.strerror}."
        ) from error


def serving_processes(*, transport: Transport, logs: Path) -> list[ChildProcess]:
    """This function will list the processes of a running station: pages and streams, and the worker.

    One web process opens the door; the others join it at the same port (SO_REUSEPORT) when it has started.
    """
    others = environment().web_processes - 1
    worker = [sys.executable, "-m", "fengqiao", "worker"]
    return [
        ChildProcess("web", _web(transport, processes=1), logs / "web.log"),
        *[
            ChildProcess(
                "more-web",
                _web(transport, processes=others),
                logs / "more-web.log",
                delay_seconds=AFTER_THE_DOOR_SECONDS,
            )
            for _ in range(min(others, 1))
        ],
        ChildProcess("worker", worker, logs / "worker.log"),
    ]


def _web(transport: Transport, *, processes: int) -> list[str]:
    web = [
        *(sys.executable, "-m", "granian", "--interface", "asgi", "--host", transport.host),
        *("--port", str(transport.port), "--workers", str(processes), "--no-ws"),
        "fengqiao.config.asgi:application",
    ]
    if transport.certificate and transport.key:
        web += ["--ssl-certificate", str(transport.certificate), "--ssl-keyfile", str(transport.key)]
    return web
