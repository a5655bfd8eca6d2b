"""No query and no page puts people in the order of a figure."""

from __future__ import annotations

import ast
import inspect
import random
import re
from dataclasses import fields
from pathlib import Path

import pytest
from tests.stage import COUNTY, DAY, EAST_GATE, OLD_TOWN, STATION, at

from fengqiao.domains import tasks
from fengqiao.domains.accounts.contracts import Role
from fengqiao.domains.organisation.contracts import NewStaff
from fengqiao.domains.organisation.public import add_staff, list_staff_by_number
from fengqiao.domains.tasks.contracts import NewCompletion
from fengqiao.domains.tasks.contracts.days import OfficerLoad
from fengqiao.domains.tasks.contracts.evaluation import MonthLoad, OwnMonth, Share
from fengqiao.domains.tasks.contracts.verifying import VerificationRecord, VisitQuestionRecord
from fengqiao.domains.tasks.public import (
    burden_sheet,
    count_month,
    evaluation_sheet,
    load_completions,
    month_loads,
    own_month,
)
from fengqiao.domains.tasks.tests.morning_stage import Town
from fengqiao.foundation.scoping.contracts import SYSTEM, NotAllowedError, NotVisibleError

MONTH = DAY.replace(day=1)
ROOM = Path(tasks.__file__).parent
PEOPLE = ("100005", "100006", "100001")
ABOUT_PEOPLE = (OfficerLoad, MonthLoad, OwnMonth, VerificationRecord, VisitQuestionRecord)
FIGURES = {
    "tasks", "minutes", "minutes_asked", "minutes_spent", "completed", "planned", "done", "on_time", "due", "count",
    "declined", "nobody_there", "repeated", "entered_late", "impossible", "confirmed", "work_minutes",
    "travel_minutes", "fraction", "share", "rate", "asked", "spent", "low", "high", "calls",
}  # fmt: skip
PERSONAL = {"staff", "staff_id", "staff_name", "doer", "doer_id", "doer_name", "officer", "verifier", "verifier_id"}


def _load(town: Town, counts: dict[str, int]) -> None:
    beats = {"100005": OLD_TOWN, "100006": EAST_GATE, "100001": STATION}
    load_completions(
        actor=SYSTEM,
        completions=[
            NewCompletion("community_duty_list", 1, "household", f"{number}-{turn}", beats[number], number, at(9), 20)
            for number, count in counts.items()
            for turn in range(count)
        ],
    )


@pytest.mark.parametrize("seed", range(4))
def test_loads_stand_in_the_order_of_the_beats_whatever_the_figures_are(town: Town, seed: int) -> None:
    dice = random.Random(seed)
    _load(town, {number: dice.randint(1, 30) for number in PEOPLE})
    staff = list_staff_by_number(numbers=PEOPLE)
    found = month_loads(actor=town.stage.actor("chief"), station_path=town.stage.paths[STATION], month=MONTH)
    assert [one.staff_id for one in found] == [staff[number].id for number in PEOPLE]


def test_a_load_carries_no_share_of_a_person(town: Town) -> None:
    for contract in (MonthLoad, OfficerLoad):
        for field in fields(contract):
            assert field.type != "Share"
            assert field.name not in {"on_time", "rate", "share", "verified", "impossible", "resolved", "coverage"}
    assert Share.__lt__ is object.__lt__


def test_own_figures_cannot_be_asked_for_about_somebody_else(town: Town) -> None:
    assert set(inspect.signature(own_month).parameters) == {"actor", "month"}
    _load(town, {"100005": 3, "100006": 5})
    assert own_month(actor=town.stage.actor("officer"), month=MONTH).completed == 3
    assert own_month(actor=town.stage.actor("other_officer"), month=MONTH).completed == 5


def test_loads_are_for_the_stations_leaders_only(town: Town) -> None:
    path = town.stage.paths[STATION]
    for name in ("county_staff", "officer", "dispatcher", "other_chief", "auditor"):
        with pytest.raises((NotAllowedError, NotVisibleError)):
            month_loads(actor=town.stage.actor(name), station_path=path, month=MONTH)


def test_the_shares_of_a_beat_with_one_officer_are_told_to_nobody(town: Town) -> None:
    _load(town, {"100005": 3, "100006": 5})
    count_month(actor=SYSTEM, month=MONTH)
    chief, paths = town.stage.actor("chief"), town.stage.paths
    before = evaluation_sheet(actor=chief, path=paths[STATION], month=MONTH)
    assert [(one.path, one.completed, one.pairs) for one in before.units] == [
        (paths[OLD_TOWN], 3, ()),
        (paths[EAST_GATE], 5, ()),
    ]
    with pytest.raises(NotVisibleError):
        evaluation_sheet(actor=chief, path=paths[OLD_TOWN], month=MONTH)
    assert [one.minutes_spent for one in burden_sheet(actor=chief, path=paths[STATION], month=MONTH).units] == [60, 100]
    _add_officer()
    one_left = evaluation_sheet(actor=chief, path=paths[STATION], month=MONTH)
    assert [bool(one.pairs) for one in one_left.units] == [False, False], "the other one is found by subtracting"
    _add_officer(number="100021", unit_code=EAST_GATE)
    after = evaluation_sheet(actor=chief, path=paths[STATION], month=MONTH)
    assert [bool(one.pairs) for one in after.units] == [True, True]
    assert evaluation_sheet(actor=chief, path=paths[OLD_TOWN], month=MONTH).pairs


def _add_officer(*, number: str = "100020", unit_code: str = OLD_TOWN) -> None:
    post, role = DAY.replace(month=1), Role.COMMUNITY_OFFICER
    add_staff(
        actor=SYSTEM,
        staff=NewStaff(number=number, name="何清", role=role, unit_code=unit_code, appointed_date=post),
    )


def test_above_the_station_figures_stop_at_stations(town: Town) -> None:
    _load(town, {"100005": 3, "100006": 5})
    count_month(actor=SYSTEM, month=MONTH)
    _add_officer()
    county, paths = town.stage.actor("county_staff"), town.stage.paths
    for sheet in (evaluation_sheet, burden_sheet):
        assert [one.path for one in sheet(actor=county, path=paths[COUNTY], month=MONTH).units] == [paths[STATION]]
        assert sheet(actor=county, path=paths[STATION], month=MONTH).units == ()
        with pytest.raises(NotVisibleError):
            sheet(actor=county, path=paths[OLD_TOWN], month=MONTH)


def orderings(tree: ast.AST) -> list[tuple[int, set[str]]]:
    """The names that each sorting in a file looks at: order_by(…), sorted(… key=…), .sort(key=…), ORDER BY."""
    found = []
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        if name == "order_by":
            keys = {str(one.value).lstrip("-") for one in node.args if isinstance(one, ast.Constant)}
            found.append((node.lineno, {part for key in keys for part in (key, *key.split("__"))}))
        elif name in {"sorted", "sort", "max", "min", "nlargest", "nsmallest"}:
            keys = [one.value for one in node.keywords if one.arg == "key"]
            found.append(
                (node.lineno, {one.attr for key in keys for one in ast.walk(key) if isinstance(one, ast.Attribute)})
            )
    return found


def functions_about_people(tree: ast.AST) -> list[ast.FunctionDef]:
    """Functions that read or make something of a person."""
    return [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef)
        and any(
            (isinstance(one, ast.keyword) and one.arg in PERSONAL)
            or (isinstance(one, ast.Attribute) and one.attr in PERSONAL)
            or (isinstance(one, ast.Constant) and isinstance(one.value, str) and one.value in PERSONAL)
            for one in ast.walk(node)
        )
    ]


def test_no_sorting_in_the_room_puts_people_in_the_order_of_a_figure() -> None:
    found = [
        f"{path.relative_to(ROOM)}:{line} {sorted(names & FIGURES)}"
        for layer in ("queries", "pages", "workflow/evaluation")
        for path in sorted((ROOM / layer).rglob("*.py"))
        for function in functions_about_people(ast.parse(path.read_text()))
        for line, names in orderings(function)
        if names & FIGURES
    ]
    assert not found


def test_the_check_above_finds_a_ranking() -> None:
    bad = ast.parse("def league(rows):\n    return sorted(rows, key=lambda one: (-one.on_time, one.staff_name))\n")
    [function] = functions_about_people(bad)
    assert [names & FIGURES for _, names in orderings(function)] == [{"on_time"}]
    query = ast.parse("def league(rows):\n    return rows.values('staff_id').order_by('-completed')\n")
    [function] = functions_about_people(query)
    assert [names & FIGURES for _, names in orderings(function)] == [{"completed"}]


def figures_sorted_by(statement: str) -> set[str]:
    """The figures that the ORDER BY clauses of a text name."""
    clauses = re.findall(r"ORDER BY([^)\n]*)", statement)
    return {word for clause in clauses for word in re.findall(r"\w+", clause)} & FIGURES


def test_no_statement_of_the_room_sorts_by_a_figure() -> None:
    assert figures_sorted_by("SELECT staff_id FROM x GROUP BY 1 ORDER BY count DESC, staff_id") == {"count"}
    texts = {path: path.read_text() for path in ROOM.rglob("*.py") if "tests" not in path.parts}
    assert not {path.name: found for path, text in texts.items() if (found := figures_sorted_by(text))}
