"""What import-linter cannot see."""

from __future__ import annotations

import re

from tests.architecture.source_tree import (
    DOMAINS,
    PACKAGE,
    REPOSITORY,
    calls,
    imported_modules,
    is_in_domain,
    layer_of,
    place,
    source_files,
)

WRITING_LAYERS = frozenset({"actions", "models"})
LONG_FILES: dict[str, str] = {}
"""Files over 400 lines with the reason for it."""
MOST_LINES = 400


def test_no_file_reaches_a_model_by_its_name() -> None:
    found = [
        f"{place(path)}:{line}"
        for path in source_files()
        for name, line in calls(path)
        if name in {"apps.get_model", "get_model"}
    ]
    assert not found


def test_foreign_keys_to_another_domain_leave_no_way_back() -> None:
    pattern = re.compile(r'(?:ForeignKey|OneToOneField|ManyToManyField)\(\s*"(\w+)\.\w+"(?P<rest>[^)]*)\)', re.S)
    found = [
        f"{place(path)}: {match.group(0)[:60]}"
        for path in source_files()
        for match in pattern.finditer(path.read_text())
        if match.group(1) in DOMAINS
        and f"domains/{match.group(1)}/" not in place(path)
        and 'related_name="+"' not in match.group("rest")
    ]
    assert not found


def test_only_actions_and_models_write() -> None:
    writing = re.compile(r"(\.objects\.(create|bulk_create|update_or_create|get_or_create)$|\.bulk_update$)")
    found = [
        f"{place(path)}:{line} {name}"
        for path in source_files()
        if is_in_domain(path) and layer_of(path) not in WRITING_LAYERS
        for name, line in calls(path)
        if writing.search(name) or (name.endswith(".save") and name.split(".")[0] not in {"form", "book"})
    ]
    assert not found


def test_only_actions_publish() -> None:
    found = [
        place(path)
        for path in source_files()
        if is_in_domain(path)
        and layer_of(path) != "actions"
        and any(module.startswith("fengqiao.foundation.events.publishing") for module in imported_modules(path))
    ]
    assert not found


def test_engines_and_workflows_never_look_at_the_clock() -> None:
    clock = re.compile(r"(datetime\.now|datetime\.today|date\.today|time\.time|timezone\.now|utcnow|localtime)$")
    found = [
        f"{place(path)}:{line} {name}"
        for path in source_files()
        if path.is_relative_to(PACKAGE / "engines") or path.name == "workflow.py"
        for name, line in calls(path)
        if clock.search(name)
    ]
    assert not found


def test_the_present_moment_comes_from_the_clock_row_only() -> None:
    allowed = {
        "foundation/clock/clock.py",
        "cli/watch.py",  # the camera side runs without the database
    }
    present = re.compile(r"(datetime\.now|datetime\.today|date\.today|timezone\.now|utcnow)$")
    found = [
        f"{place(path)}:{line} {name}"
        for path in source_files()
        if place(path) not in allowed and not path.is_relative_to(PACKAGE / "edge")
        for name, line in calls(path)
        if present.search(name)
    ]
    assert not found


def test_files_stay_short() -> None:
    found = {
        place(path): count
        for path in source_files(with_tests=True)
        if (count := len(path.read_text().splitlines())) > MOST_LINES and place(path) not in LONG_FILES
    }
    assert not found


def test_doors_are_named_in_the_house_style() -> None:
    forbidden = {"utils", "helpers", "common", "manager", "managers", "misc"}
    found = [place(path) for path in source_files(with_tests=True) if path.stem in forbidden]
    assert not found


def test_no_machine_path_and_no_host_of_a_registry_is_committed() -> None:
    pattern = re.compile(r"(?<![\w.])/(?:work|root|home/\w+)/|(?:pypi|registry)\.[\w.-]+\.(?:org|com|io)")
    files = [*source_files(with_tests=True), REPOSITORY / "fq", *(REPOSITORY / "requirements").iterdir()]
    found = [path.name for path in files if pattern.search(path.read_text())]
    assert not found
