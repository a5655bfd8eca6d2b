"""Loading rows that may be wrong one by one: the good ones land, the others are told with their line."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from django.db import DatabaseError, transaction

from fengqiao.domains.incidents.contracts import IncidentsError
from fengqiao.domains.organisation.contracts import OrganisationError
from fengqiao.domains.places.contracts import PlacesError
from fengqiao.foundation.tables import ReadTable, RowError

ADVICE = "Make one with: ./fq import templates FOLDER"
Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Loaded:
    """Rows that landed now, rows that were there already, rows with errors, lines that hold the template's examples."""

    added: int
    known: int
    errors: tuple[RowError, ...]
    examples: tuple[int, ...] = ()


def load_rows(*, table: ReadTable[Value], load: Callable[[list[Value]], int]) -> Loaded:
    """This function will load the rows, all at once where possible, and name those that are refused.

    `load` returns how many of its rows were new; a refusal undoes its call and parts the rows in two.
    """
    added, refused = _load(table.values, load)
    errors = sorted((*table.errors, *refused), key=lambda error: error.line)
    return Loaded(added, len(table.values) - added - len(refused), tuple(errors), table.examples)


def _load(rows: Sequence[tuple[int, Value]], load: Callable[[list[Value]], int]) -> tuple[int, list[RowError]]:
    if not rows:
        return 0, []
    try:
        with transaction.atomic():
            return load([value for _, value in rows]), []
    except (IncidentsError, OrganisationError, PlacesError, DatabaseError) as error:
        if len(rows) == 1:
            return 0, [_told(rows[0][0], error)]
    middle = len(rows) // 2
    first, second = _load(rows[:middle], load), _load(rows[middle:], load)
    return first[0] + second[0], [*first[1], *second[1]]


def _told(line: int, error: Exception) -> RowError:
    code = getattr(error, "code", "refused_by_the_database")
    return RowError(line, "", code, " ".join(str(error).split("DETAIL:")[0].split()))
