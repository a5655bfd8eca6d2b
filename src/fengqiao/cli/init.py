"""`fq init`: the first steps of a real station."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from fengqiao.cli.counting import counted, examples_left_out
from fengqiao.config.station import open_database

BAD_INPUT = 2


def init(
    *,
    templates: Annotated[Path | None, typer.Option(help="Only write the two Excel templates into this folder.")] = None,
    admin: Annotated[str, typer.Option(help="User name of the first administrator.")] = "",
    password: Annotated[
        str, typer.Option(envvar="FENGQIAO_ADMIN_PASSWORD", help="Initial password; asked for when left out.")
    ] = "",
    organisation: Annotated[Path | None, typer.Option(help="The filled template of units.")] = None,
    staff: Annotated[Path | None, typer.Option(help="The filled template of staff.")] = None,
    lists: Annotated[
        bool, typer.Option(help="Publish the shipped responsibility lists where there is none of that name yet.")
    ] = True,
) -> None:
    """Set up a real station: templates, first administrator, units, staff, lists. May be called again for more rows."""
    if templates is not None:
        _write_templates(templates)
        return
    with open_database():
        if admin:
            _add_administrator(admin, password or typer.prompt("Password", hide_input=True, confirmation_prompt=True))
        failed = 0
        if organisation is not None:
            failed += _load_units(organisation)
        if staff is not None:
            failed += _load_staff(staff)
        if lists:
            _publish_lists()
    if not (admin or organisation or staff):
        typer.echo("Next:  ./fq init --templates FOLDER   then   ./fq init --admin NAME --organisation … --staff …")
    if failed:
        raise typer.Exit(BAD_INPUT)


def _write_templates(folder: Path) -> None:
    from fengqiao.domains.organisation.schemas import write_templates

    folder.mkdir(parents=True, exist_ok=True)
    for path in write_templates(folder=folder):
        typer.echo(f"written: {path}")


def _add_administrator(username: str, password: str) -> None:
    from fengqiao.domains.accounts.contracts import AccountError, Role
    from fengqiao.domains.accounts.public import create_account, grant_role
    from fengqiao.foundation.scoping.contracts import SYSTEM

    try:
        user_id = create_account(actor=SYSTEM, username=username, display_name=username, password=password)
        grant_role(actor=SYSTEM, user_id=user_id, role=Role.SYSTEM_ADMIN, scope_path="")
    except AccountError as error:
        typer.echo(f"The administrator was not made ({error.code}): {error}", err=True)
        raise typer.Exit(BAD_INPUT) from error
    typer.echo(f"administrator: {username} (asked for a new password at the first sign-in)")


def _load_units(path: Path) -> int:
    from fengqiao.domains.organisation.contracts import OrganisationError
    from fengqiao.domains.organisation.public import load_units
    from fengqiao.domains.organisation.schemas import NotATableError, read_units
    from fengqiao.foundation.scoping.contracts import SYSTEM

    try:
        table = read_units(path=path)
    except NotATableError as error:
        typer.echo(str(error), err=True)
        return 1
    problems = [f"line {row.line}, {row.column}: {row.code} {row.value}" for row in table.errors]
    in_place = 0
    for line, unit in table.values:
        try:
            load_units(actor=SYSTEM, units=[unit])
            in_place += 1
        except OrganisationError as error:
            problems.append(f"line {line}: {error.code} ({error})")
    return _report("units", in_place, problems, table.examples)


def _load_staff(path: Path) -> int:
    from fengqiao.domains.accounts.contracts import AccountError
    from fengqiao.domains.organisation.contracts import OrganisationError
    from fengqiao.domains.organisation.public import add_staff, list_staff_by_number
    from fengqiao.domains.organisation.schemas import NotATableError, read_staff
    from fengqiao.foundation.scoping.contracts import SYSTEM

    try:
        table = read_staff(path=path)
    except NotATableError as error:
        typer.echo(str(error), err=True)
        return 1
    problems = [f"line {row.line}, {row.column}: {row.code} {row.value}" for row in table.errors]
    known = list_staff_by_number(numbers=[row.number for _, row in table.values])
    in_place = 0
    for line, row in table.values:
        if row.number in known:
            in_place += 1
            continue
        try:
            add_staff(actor=SYSTEM, staff=row)
            in_place += 1
        except (OrganisationError, AccountError) as error:
            problems.append(f"line {line}: {error.code} ({error})")
    return _report("staff", in_place, problems, table.examples)


def _publish_lists() -> None:
    from fengqiao.cli.shipped_lists import publish_shipped_lists

    for done in publish_shipped_lists():
        typer.echo(f"list in force from today: {done.code}, for {done.unit_name} and all below it")
        typer.echo("    your own text takes its place: ./fq lists publish FILE --unit " + done.unit_code)


def _report(what: str, in_place: int, problems: Sequence[str], examples: Sequence[int]) -> int:
    typer.echo(f"{what}: {counted(in_place, 'row')} in place, {len(problems)} with errors")
    if examples:
        typer.echo(examples_left_out(examples), err=True)
    for problem in problems:
        typer.echo(f"  {problem}", err=True)
    return len(problems)
