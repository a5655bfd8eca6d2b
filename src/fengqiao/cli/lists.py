"""`fq lists`: check a list's document, and publish it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from fengqiao.cli.counting import counted
from fengqiao.config.station import open_database

lists = typer.Typer(no_args_is_help=True, help="Check and publish duty lists and negative lists.")
BAD_INPUT = 2
Document = Annotated[Path, typer.Argument(help="The list as YAML (docs/how-to/duty-list.md).")]


@lists.command("check")
def check(file: Document) -> None:
    """Name every problem of a document, with its line. Exit status 2 when there is one."""
    document = _read(file)
    with open_database(is_migrated=False):
        from django.utils.translation import override

        from fengqiao.domains.duties.public import check_document

        with override("en"):
            problems = check_document(document=document)
    for problem in problems:
        typer.echo(f"{file}:{problem.line}: {problem.place or 'document'}: {problem.what} {problem.advice}", err=True)
    if problems:
        typer.echo(f"{counted(len(problems), 'problem')}; the list cannot be published.", err=True)
        raise typer.Exit(BAD_INPUT)
    typer.echo(f"{file}: no problem; ready to be published.")


@lists.command("publish")
def publish(
    file: Document,
    unit: Annotated[str, typer.Option(help="Code of the unit that the list applies to, with all below it.")],
) -> None:
    """Publish a document for a unit. The same text again changes nothing. Exit status 2 when it is refused."""
    document = _read(file)
    with open_database():
        from django.utils.translation import override

        from fengqiao.domains.duties.contracts import ListInvalidError, VersionTakenError
        from fengqiao.domains.duties.public import publish_list
        from fengqiao.domains.organisation.contracts import UnknownUnitError
        from fengqiao.foundation.scoping.contracts import SYSTEM

        try:
            with override("en"):
                record = publish_list(actor=SYSTEM, document=document, unit_code=unit)
        except ListInvalidError as error:
            for problem in error.problems:
                place = problem.place or "document"
                typer.echo(f"{file}:{problem.line}: {place}: {problem.what} {problem.advice}", err=True)
            raise typer.Exit(BAD_INPUT) from error
        except UnknownUnitError as error:
            typer.echo(f"There is no unit with the code {unit}. Nothing was published.", err=True)
            raise typer.Exit(BAD_INPUT) from error
        except VersionTakenError as error:
            typer.echo(
                "Another text is published under this version or day. Raise “version” and choose a later "
                "“effective_from”: a published list is never changed.",
                err=True,
            )
            raise typer.Exit(BAD_INPUT) from error
    typer.echo(f"published: {record.code} version {record.version}, in force from {record.effective_from}")
    typer.echo(f"sha256: {record.digest}")


def _read(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except OSError as error:
        typer.echo(f"{file} cannot be read: {error.strerror}.", err=True)
        raise typer.Exit(BAD_INPUT) from error
    except UnicodeDecodeError as error:
        typer.echo(f"{file} is not UTF-8 text. Save it again as UTF-8.", err=True)
        raise typer.Exit(BAD_INPUT) from error
