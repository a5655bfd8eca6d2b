from __future__ import annotations

import errno
from collections.abc import Callable
from types import SimpleNamespace
from typing import NoReturn

import pytest
from django.db import OperationalError

from fengqiao import cli
from fengqiao.cli import disk


def raising(error: Exception) -> Callable[[], Callable[..., NoReturn]]:
    def command(**_: object) -> NoReturn:
        raise error

    return lambda: command


def run(monkeypatch: pytest.MonkeyPatch, *, error: Exception, free: int) -> int:
    """The exit status of a command that ends with the error, on a disk with so many bytes free."""
    monkeypatch.setattr(cli, "_table", raising(error))
    monkeypatch.setattr(disk.shutil, "disk_usage", lambda folder: SimpleNamespace(free=free))
    with pytest.raises(SystemExit) as ended:
        cli.main()
    return int(ended.value.code or 0)


def test_a_full_disk_behind_the_database_is_told_in_one_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    error = OperationalError("the database system is in recovery mode")
    assert run(monkeypatch, error=error, free=14 * 2**20) == 2
    told = capsys.readouterr().err
    assert "is full (14 MB free)" in told
    assert "FENGQIAO_STATE_DIR" in told


def test_a_full_disk_elsewhere_is_called_by_its_own_place(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    error = OSError(errno.ENOSPC, "No space left on device", "/stick/backup.tar")
    assert run(monkeypatch, error=error, free=2**40) == 2
    assert "/stick/backup.tar is full" in capsys.readouterr().err


def test_other_troubles_of_the_database_are_not_called_a_full_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cli, "_table", raising(OperationalError("too many clients")))
    monkeypatch.setattr(disk.shutil, "disk_usage", lambda folder: SimpleNamespace(free=2**40))
    with pytest.raises(OperationalError):
        cli.main()
