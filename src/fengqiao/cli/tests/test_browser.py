from __future__ import annotations

import subprocess
from collections.abc import Sequence

import pytest

from fengqiao.cli import browser


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch) -> list[Sequence[str]]:
    """A machine without Chromium; the commands that would be run on it, each of which fails."""
    asked: list[Sequence[str]] = []

    def run(step: Sequence[str], **_: object) -> subprocess.CompletedProcess[bytes]:
        asked.append(step)
        return subprocess.CompletedProcess(step, 100)

    monkeypatch.setattr(browser.shutil, "which", lambda name: "/usr/bin/apt-get" if name == "apt-get" else None)
    monkeypatch.setattr(browser.subprocess, "run", run)
    return asked


def test_an_ordinary_user_is_told_what_is_skipped_and_how_to_get_it(
    bare: list[Sequence[str]], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(browser.os, "geteuid", lambda: 1000)
    browser.bring_a_browser()
    assert not bare
    assert "apt-get install chromium" in capsys.readouterr().err


def test_root_installs_it_and_a_machine_without_network_goes_on_with_a_word(
    bare: list[Sequence[str]], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(browser.os, "geteuid", lambda: 0)
    browser.bring_a_browser()
    assert [step[0] for step in bare] == ["apt-get"]
    assert "skipped" in capsys.readouterr().err
