"""The invented province, made inside the database by `generate_series`: nothing of it passes through Python."""

from __future__ import annotations

import datetime
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Final

from django.db import connection, transaction

from fengqiao.bench.generation import recipes
from fengqiao.bench.generation.recipes import Recipe
from fengqiao.bench.generation.sizes import Size
from fengqiao.domains.duties.public import publish_list, shipped_documents
from fengqiao.foundation.clock.clock import set_clock
from fengqiao.foundation.scoping.contracts import SYSTEM

DAY: Final = datetime.date(2026, 9, 16)
"""A Wednesday in term time: the school guards are due as well."""
MORNING: Final = datetime.datetime(2026, 9, 16, 6, 30, tzinfo=datetime.timezone(datetime.timedelta(hours=8)))
FROM_DAY: Final = datetime.date(2025, 1, 1)
PROVINCE_CODE: Final = "610000000000"
PARTS: Final[Sequence[tuple[str, Callable[[Size], Sequence[Recipe]]]]] = (
    ("stations and officers", recipes.organisation),
    ("doors, households, premises", recipes.places),
    ("what was done last", recipes.past),
    ("open events", recipes.events),
)


def build_province(*, size: Size, say: Callable[[str], None]) -> float:
    """This function will fill the fresh database and return the seconds that it took."""
    began = time.perf_counter()
    set_clock(at=MORNING, rate=0)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL work_mem = '128MB'")
        # Every link is right by construction: asking for each of ten million takes longer than making them.
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute(recipes.beats_sql(size))
        for name, part in PARTS:
            say(f"the {size.name}: {name}")
            made = part(size)
            with _without_indexes(cursor, {one.table for one in made}):
                for one in made:
                    cursor.execute(_insert(cursor, one))
        cursor.execute(
            "SELECT setval(pg_get_serial_sequence('places_address', 'id'), (SELECT max(id) FROM places_address))"
        )
    for document in shipped_documents(effective_from=FROM_DAY).values():
        publish_list(actor=SYSTEM, document=document, unit_code=PROVINCE_CODE)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    return time.perf_counter() - began


EMPTY: Final = {
    "boolean": "false",
    "integer": "0",
    "smallint": "0",
    "bigint": "0",
    "double precision": "0",
    "jsonb": "'[]'",
    "ARRAY": "'{}'",
}
"""What a column that must hold something holds when a recipe does not name it; texts are empty."""


def _insert(cursor: Any, recipe: Recipe) -> str:
    """Write the statement; columns that the recipe does not name, and that have no default, are empty."""
    cursor.execute(
        "SELECT column_name, data_type FROM information_schema.columns WHERE table_name = %s "
        "AND is_nullable = 'NO' AND column_default IS NULL AND is_identity = 'NO'",
        [recipe.table],
    )
    empty = {name: EMPTY.get(kind, "''") for name, kind in cursor.fetchall()}
    named = {**empty, **recipe.columns}
    columns, values = ", ".join(named), ", ".join(named.values())
    return f"INSERT INTO {recipe.table} ({columns}) SELECT {values} FROM {recipe.source}"


@contextmanager
def _without_indexes(cursor: Any, tables: Iterable[str]) -> Iterator[None]:
    """Indexes that no constraint needs are made after the rows: quicker, and as good as new."""
    cursor.execute(
        "SELECT indexrelid::regclass::text, pg_get_indexdef(indexrelid) FROM pg_index "
        "WHERE indrelid = ANY(%s::regclass[]) AND NOT indisunique "
        "AND NOT EXISTS (SELECT 1 FROM pg_constraint WHERE conindid = indexrelid)",
        [sorted(tables)],
    )
    found = cursor.fetchall()
    for name, _ in found:
        cursor.execute(f"DROP INDEX {name}")
    yield
    for _, definition in found:
        cursor.execute(definition)
