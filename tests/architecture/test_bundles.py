"""The committed bundles belong to the committed sources, and hold what the pages ask for."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import fengqiao
from fengqiao.config.page_frame import MENU
from fengqiao.foundation.design.bundles import DIST, FRONTEND, digest_in_bundles, digest_of_sources

PACKAGE = Path(fengqiao.__file__).parent
ICON_TAG = re.compile(r"""\{% icon ["']([a-z0-9-]+)["']""")
STATIC_CLASS = re.compile(r'class="([^"{}]*)"')
WITHOUT_STYLE = {"printed"}
"""Names that only scripts and tests look for."""


def test_bundles_were_built_from_these_sources() -> None:
    assert digest_in_bundles() == digest_of_sources(), "the sources of the bundles changed: run ./fq frontend"


def test_a_changed_source_changes_the_digest(tmp_path: Path) -> None:
    for name in ("package.json", "package-lock.json", "tsconfig.json", "vite.config.ts", "icons.txt"):
        (tmp_path / name).write_text("{}")
    for folder in ("scripts", "src"):
        (tmp_path / folder).mkdir()
    (tmp_path / "src" / "main.ts").write_text("one")
    before = digest_of_sources(frontend=tmp_path)
    (tmp_path / "src" / "main.ts").write_text("two")
    assert digest_of_sources(frontend=tmp_path) != before


def test_every_icon_that_a_page_names_is_in_the_sprite() -> None:
    named = {entry.icon for entry in MENU}
    for template in PACKAGE.rglob("templates/**/*.html"):
        named |= set(ICON_TAG.findall(template.read_text()))
    drawn = set(re.findall(r'<symbol id="([a-z0-9-]+)"', (DIST / "icons.svg").read_text()))
    assert len(named) > 20
    assert not named - drawn, "add them to frontend/icons.txt and run ./fq frontend"


def test_every_class_that_a_page_uses_has_a_style() -> None:
    styles = "".join(path.read_text() for path in (FRONTEND / "src" / "styles").glob("*.css"))
    known = set(re.findall(r"\.([a-zA-Z][\w-]*)", styles)) | WITHOUT_STYLE
    used = {
        name
        for template in PACKAGE.rglob("templates/**/*.html")
        for names in STATIC_CLASS.findall(template.read_text())
        for name in names.split()
    }
    assert not used - known


@pytest.mark.parametrize(
    "young", [":has(", ":is(", ":where(", "@container", "oklch(", "aspect-ratio:", "inset:", "clamp("]
)
def test_styles_use_nothing_that_the_oldest_browser_lacks(young: str) -> None:
    for path in (FRONTEND / "src" / "styles").glob("*.css"):
        assert young not in path.read_text(), f"{path.name}: {young}"


def test_no_flex_row_relies_on_gap() -> None:
    """Chromium 78 knows gap in grids only."""
    for path in (FRONTEND / "src" / "styles").glob("*.css"):
        for rule in path.read_text().split("}"):
            assert not (re.search(r"display:\s*(inline-)?flex", rule) and re.search(r"\bgap:", rule)), (
                f"{path.name}: {rule}"
            )


def test_lock_names_no_registry() -> None:
    assert '"resolved"' not in (FRONTEND / "package-lock.json").read_text()
