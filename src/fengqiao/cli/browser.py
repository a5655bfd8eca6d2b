"""The Chromium of the journeys that are played in a real browser: a Debian package, put in place where root may."""

from __future__ import annotations

import os
import shutil
import subprocess

import typer

NAMES = ("chromium", "chromium-browser", "google-chrome")
PACKAGES = ("chromium", "fonts-noto-cjk")
INSTALL_SECONDS = 240


def find_browser() -> str | None:
    """This function will return the path of a Chromium on this machine, None when there is none."""
    return next(filter(None, map(shutil.which, NAMES)), None)


def bring_a_browser() -> None:
    """This function will install Chromium where it may, and else say what is skipped and how to get it."""
    if find_browser() is not None:
        return
    if os.geteuid() == 0 and shutil.which("apt-get"):
        typer.echo(f"fq: installing {' and '.join(PACKAGES)} for the tests in a browser …", err=True)
        if _install():
            return
        typer.echo("fq: Debian's packages could not be installed (is this machine connected?)", err=True)
    typer.echo(
        "fq: the tests in a browser are skipped: there is no Chromium on this machine.\n"
        f"    On Debian:  apt-get install {' '.join(PACKAGES)}",
        err=True,
    )


def _install() -> bool:
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    steps = (["apt-get", "-qq", "update"], ["apt-get", "-qq", "install", "-y", "--no-install-recommends", *PACKAGES])
    try:
        for step in steps:
            done = subprocess.run(step, env=environment, check=False, capture_output=True, timeout=INSTALL_SECONDS)
            if done.returncode:
                return False
    except subprocess.TimeoutExpired:
        return False
    return find_browser() is not None
