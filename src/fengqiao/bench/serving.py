"""A running station for a benchmark: the same processes that serve a real one, ended with the benchmark."""

from __future__ import annotations

import multiprocessing
import os
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

from fengqiao.config.environment import environment
from fengqiao.config.station import Transport, serving_processes
from fengqiao.foundation.processes.supervisor import Supervisor

OPEN_SECONDS = 60.0
LOOK_SECONDS = 0.05


class StationSilentError(RuntimeError):
    """The station's pages did not answer; its logs say why."""

    code = "station_silent"


def free_port() -> int:
    """This function will return a port of this machine on which nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def served_station() -> Iterator[Transport]:
    """This function will serve the database that DATABASE_URL names. Raises StationSilentError."""
    transport = Transport("127.0.0.1", free_port())
    logs = environment().state_dir / "logs" / "bench"
    supervisor = multiprocessing.get_context("spawn").Process(target=_supervise, args=(transport, logs))
    supervisor.start()
    try:
        wait_until_open(address=f"{transport.address}/alive", seconds=OPEN_SECONDS)
        yield transport
    finally:
        supervisor.terminate()
        supervisor.join()


def wait_until_open(*, address: str, seconds: float) -> float:
    """This function will wait for the answer 200 and return the seconds it took. Raises StationSilentError."""
    began = time.perf_counter()
    with httpx.Client(timeout=5.0, trust_env=False) as client:
        while time.perf_counter() - began < seconds:
            try:
                if client.get(address).status_code == httpx.codes.OK:
                    return time.perf_counter() - began
            except httpx.TransportError:
                pass
            time.sleep(LOOK_SECONDS)
    raise StationSilentError(f"{address} did not answer within {seconds:g} seconds.")


def _supervise(transport: Transport, logs: Path) -> None:
    Supervisor(children=serving_processes(transport=transport, logs=logs), environment=os.environ, report=print).run(
        should_stop=lambda: os.getppid() == 1
    )
