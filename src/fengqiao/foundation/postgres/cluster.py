"""One private cluster: made once, shared by every process that holds its lock, stopped by the last."""

from __future__ import annotations

import fcntl
import os
import pwd
import secrets
import shutil
import subprocess
import tempfile
import time
import zlib
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import IO, Any

import psycopg
from psycopg import sql

from fengqiao.foundation.postgres.binaries import find_binaries, home_for, service_user
from fengqiao.foundation.postgres.connection import ConnectionParts

SUPERUSER = "fengqiao"
MAX_SOCKET_PATH = 90
"""A Unix socket path is limited to 107 bytes; the file name takes 16."""
START_TIMEOUT_SECONDS = 60
RETRY_SECONDS = 0.3
"""After a kill -9 old children linger for about a second and hold the shared memory: starting is tried again."""

DURABLE = {
    "shared_buffers": "256MB",
    "work_mem": "16MB",
    "maintenance_work_mem": "128MB",
    "max_wal_size": "2GB",
    "checkpoint_completion_target": "0.9",
    "max_connections": "120",
    "random_page_cost": "1.1",
}
THROWAWAY = DURABLE | {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


FULL_BELOW = 64 * 2**20
"""Bytes free. PostgreSQL writes its log in files of 16 MB and stops when the next one finds no room."""


class ClusterError(RuntimeError):
    code = "postgresql_failed"


class Cluster:
    """A PostgreSQL of our own under `state`, reachable only through a socket folder of mode 0700.

    Use it as a context manager: the server runs as long as any process is inside one.
    """

    def __init__(self, *, state: Path, name: str = "postgres", durable: bool = True) -> None:
        self._home = home_for(state.resolve()) / name
        self._data = self._home / "data"
        self._log = self._home / "server.log"
        self._durable = durable
        self._users: IO[str] | None = None

    @property
    def home(self) -> Path:
        return self._home

    @property
    def binaries(self) -> Path:
        return find_binaries(self._data)

    def __enter__(self) -> Cluster:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.leave()

    def start(self) -> None:
        """This function will make the cluster when there is none, start it when it is down, and hold it."""
        self._prepare_home()
        with self._exclusive("start.lock"):
            if not (self._data / "PG_VERSION").exists():
                self._initialise()
            self._hold()
            if not self.is_running():
                self._launch()

    def serves(self, database: ConnectionParts) -> bool:
        """This function will tell whether the address is one of this cluster's."""
        return database.host == str(self._socket_folder())

    def has_server(self) -> bool:
        """This function will tell, without connecting, whether the server's process lives, be it still starting."""
        try:
            pid = (self._data / "postmaster.pid").read_text().split(maxsplit=1)[0]
            # A process number is given again, and a zombie has no command line.
            return os.fsencode(self._data) in Path(f"/proc/{pid}/cmdline").read_bytes()
        except (OSError, IndexError):
            return False

    def revive(self) -> None:
        """This function will start a server that died while it was held; what was committed is recovered.

        Raises ClusterError.
        """
        with self._exclusive("start.lock"):
            if not self.is_running():
                self._launch()

    def leave(self) -> None:
        """This function will let go of the cluster; the last holder stops the server."""
        if self._users is None:
            return
        with self._exclusive("start.lock"):
            try:
                fcntl.flock(self._users, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                pass
            else:
                self.stop()
            self._users.close()
            self._users = None

    def stop(self) -> None:
        """This function will stop the server at once but cleanly (open transactions are rolled back)."""
        if self.is_running():
            self._run("pg_ctl", "-D", self._data, "-m", "fast", "-w", "stop")

    def is_running(self) -> bool:
        """This function will tell whether the server accepts connections."""
        if not (self._data / "PG_VERSION").exists():
            return False
        try:
            psycopg.connect(**self.connection("postgres").as_conninfo(), connect_timeout=5).close()
        except (psycopg.OperationalError, FileNotFoundError):
            return False
        return True

    def connection(self, database: str) -> ConnectionParts:
        """This function will return the address of one database in this cluster."""
        return ConnectionParts(database, SUPERUSER, self._password(), str(self._socket_folder()))

    def ensure_database(self, name: str) -> ConnectionParts:
        """This function will create the database unless it exists."""
        with psycopg.connect(**self.connection("postgres").as_conninfo(), autocommit=True) as connection:
            if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
                connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        return self.connection(name)

    def list_databases(self) -> list[str]:
        """This function will name the databases of this cluster."""
        with psycopg.connect(**self.connection("postgres").as_conninfo(), autocommit=True) as connection:
            return [row[0] for row in connection.execute("SELECT datname FROM pg_database ORDER BY datname")]

    def copy_database(self, source: str, target: str) -> None:
        """This function will make `target` a copy of `source`, to which nobody may be connected."""
        with psycopg.connect(**self.connection("postgres").as_conninfo(), autocommit=True) as connection:
            connection.execute(
                sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(sql.Identifier(target), sql.Identifier(source))
            )

    def drop_database(self, name: str) -> None:
        """This function will drop the database, ending its sessions."""
        with psycopg.connect(**self.connection("postgres").as_conninfo(), autocommit=True) as connection:
            connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))

    def _prepare_home(self) -> None:
        try:
            self._home.parent.mkdir(mode=0o755, parents=True, exist_ok=True)
            self._home.mkdir(mode=0o700, exist_ok=True)
            self._socket_folder().mkdir(mode=0o700, exist_ok=True)
        except OSError as error:
            raise ClusterError(
                f"The folder {self._home} cannot be made: {error.strerror}. Set FENGQIAO_STATE_DIR."
            ) from error
        for folder in (self._home, self._socket_folder()):
            self._give_to_service_user(folder)

    def _socket_folder(self) -> Path:
        folder = self._home / "socket"
        if len(str(folder)) <= MAX_SOCKET_PATH:
            return folder
        return Path(tempfile.gettempdir()) / f"fq-{os.geteuid()}-{zlib.crc32(str(folder).encode()):08x}"

    def _password(self) -> str:
        return (self._home / "password").read_text().strip()

    def _initialise(self) -> None:
        if self._data.exists():
            shutil.rmtree(self._data)
        password_file = self._home / "password"
        password_file.touch(mode=0o600)
        password_file.write_text(secrets.token_urlsafe(24))
        self._give_to_service_user(password_file)
        staging = self._home / "data.new"
        shutil.rmtree(staging, ignore_errors=True)
        self._run(
            *("initdb", "-D", staging, "-U", SUPERUSER, "--auth=scram-sha-256", f"--pwfile={password_file}"),
            *(
                "--encoding=UTF8",
                "--locale=C.UTF-8",
                "--no-instructions",
                *([] if self._durable else ["--no-sync"]),
            ),
        )
        staging.rename(self._data)

    def _launch(self) -> None:
        settings = DURABLE if self._durable else THROWAWAY
        options = "-c listen_addresses= -c unix_socket_permissions=0700"
        options += f" -c unix_socket_directories='{self._socket_folder()}'"
        options += "".join(f" -c {key}={value}" for key, value in settings.items())
        deadline = time.monotonic() + START_TIMEOUT_SECONDS
        while True:
            try:
                self._run("pg_ctl", "-D", self._data, "-l", self._log, "-w", "-s", "-o", options, "start")
                return
            except ClusterError:
                if time.monotonic() > deadline or self._disk_is_full():
                    raise
                time.sleep(RETRY_SECONDS)

    def _disk_is_full(self) -> bool:
        return shutil.disk_usage(self._home).free < FULL_BELOW

    def _run(self, program: str, *arguments: str | Path) -> None:
        user = service_user()
        identity: dict[str, Any] = (
            {} if user is None else {"user": user, "group": pwd.getpwnam(user).pw_gid, "extra_groups": []}
        )
        command = [str(self.binaries / program), *map(str, arguments)]
        # pg_ctl leaves a server behind that would keep a pipe open: its output goes to the log file instead.
        quiet = subprocess.DEVNULL if program == "pg_ctl" else subprocess.PIPE
        result = subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            stdout=quiet,
            stderr=quiet,
            text=True,
            cwd="/",
            check=False,
            start_new_session=True,
            **identity,
        )
        if result.returncode:
            raise ClusterError(f"PostgreSQL's {program} failed: {self._reason(result.stderr or '')}")

    def _reason(self, output: str) -> str:
        if self._disk_is_full():
            return f"the disk that holds {self._home} is full. Make room and run the command again; nothing was lost."
        log = ""
        with suppress(OSError):
            log = "\n".join(self._log.read_text(errors="replace").splitlines()[-5:])
        return (output.strip() or log or "no reason given") + f" (log: {self._log})"

    def _give_to_service_user(self, path: Path) -> None:
        user = service_user()
        if user is not None:
            shutil.chown(path, user)

    def _exclusive(self, name: str) -> _Lock:
        return _Lock(self._home / name)

    def _hold(self) -> None:
        if self._users is None:
            self._users = (self._home / "users.lock").open("a")
            fcntl.flock(self._users, fcntl.LOCK_SH)


class _Lock:
    """A lock between processes that the system releases when its holder dies."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file: IO[str] | None = None

    def __enter__(self) -> None:
        self._file = self._path.open("a")
        fcntl.flock(self._file, fcntl.LOCK_EX)

    def __exit__(self, *_: object) -> None:
        if self._file is not None:
            self._file.close()
