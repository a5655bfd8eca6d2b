"""Opening a station on this machine: database, schema, and the processes that serve it."""

from __future__ import annotations

import os
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import django
from django.core.management import call_command

from fengqiao.config.environment import Environment, environment
from fengqiao.foundation.postgres import Cluster
from fengqiao.foundation.processes.supervisor import ChildProcess

STATION_DATABASE = "fengqiao"


class PortTakenError(RuntimeError):
    """Another program listens on the port."""

    code = "port_taken"


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
    Raises ClusterError, NoBinariesError, SettingError.
    """
    settings = environment()
    if settings.database is not None:
        _set_up_django(is_migrated=is_migrated)
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


def serving_processes(*, transport: Transport, logs: Path) -> list[ChildProcess]:
    """This function will list the processes of a running station: pages and streams, and the worker."""
    web = [
        *(sys.executable, "-m", "granian", "--interface", "asgi", "--host", transport.host),
        *("--port", str(transport.port), "--workers", "1", "--no-ws", "fengqiao.config.asgi:application"),
    ]
    if transport.certificate and transport.key:
        web += ["--ssl-certificate", str(transport.certificate), "--ssl-keyfile", str(transport.key)]
    worker = [sys.executable, "-m", "fengqiao", "worker"]
    return [ChildProcess("web", web, logs / "web.log"), ChildProcess("worker", worker, logs / "worker.log")]
