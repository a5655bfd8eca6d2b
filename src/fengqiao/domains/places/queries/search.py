"""The address search: Chinese, pinyin, initials, aliases and premises; beginnings by index, middles by their pieces."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.db.models.functions import Length

from fengqiao.domains.places.contracts import AddressMatch
from fengqiao.domains.places.models import Address, SearchTerm
from fengqiao.domains.places.queries.records import address_record
from fengqiao.domains.places.queries.spelling import grams, has_chinese, has_latin, normalised, spell_initials
from fengqiao.foundation.scoping.contracts import Actor
from fengqiao.foundation.scoping.permissions import require_somewhere, scoped

CANDIDATES = 40
WEIGHTS = {"alias": 1.0, "short": 0.99, "text": 0.98, "premises": 0.98, "pinyin": 0.95, "initials": 0.93}
BEGINS, CONTAINS, ENDS = 0.9, 0.6, 0.5
OTHER_NUMBER = 0.15
"""What a hit loses where the query's number goes on: 12 is rather 12号 than 120号."""
SHORTEST_END = 3
NUMBER_SIGN = "号"
"""What people leave out after a house number."""


@dataclass(frozen=True, slots=True)
class _Hit:
    address_id: int
    title: str
    kind: str
    score: float


def search_addresses(*, actor: Actor, text: str, limit: int = 8) -> Sequence[AddressMatch]:
    """This function will find addresses by what somebody types or hears, the likeliest first.

    Raises NotAllowedError for somebody who may see no places.
    """
    paths = require_somewhere(actor, "places.view")
    query = normalised(text)
    if not query:
        return []
    terms = scoped(SearchTerm.objects.all(), paths)
    hits = _beginning_with(terms, query)
    if has_chinese(query) and has_latin(query):
        hits += _beginning_with(terms.filter(kind="initials"), spell_initials(query))
    if len({(hit.address_id, hit.title) for hit in hits}) < limit:
        hits += _containing(terms, query)
    if not hits and has_chinese(query):
        hits += _ending_in(terms, query)
    return _matches(_best(hits, limit))


def door_named(*, text: str, matches: Sequence[AddressMatch]) -> str:
    """This function will return the code of the one door that a text names: a number said and one match, else ""."""
    query = normalised(text)
    if not any(sign.isdigit() for sign in query):
        return ""
    doors = {match.address.code for match in matches if _is_named(match, query)}
    if not doors and len({match.address.code for match in matches}) == 1:
        doors = {match.address.code for match in matches if _is_named(match, query + NUMBER_SIGN)}
    return doors.pop() if len(doors) == 1 else ""


def _is_named(match: AddressMatch, query: str) -> bool:
    """The short text or an alias as a whole, with or without what stands before it in the full text."""
    short, full = normalised(match.address.short_text), normalised(match.address.text)
    is_alias = match.matched == "alias" and query == normalised(match.title)
    return is_alias or query in (short, full) or (full.endswith(query) and query.endswith(short))


def _beginning_with(terms: QuerySet[SearchTerm], query: str) -> list[_Hit]:
    return [_hit(row, query, BEGINS) for row in _candidates(terms.filter(term__startswith=query))]


def _containing(terms: QuerySet[SearchTerm], query: str) -> list[_Hit]:
    pieces = grams(query)
    if not pieces:
        return []
    rows = terms.filter(grams__contains=pieces, term__contains=query)
    return [_hit(row, query, CONTAINS) for row in _candidates(rows)]


def _ending_in(terms: QuerySet[SearchTerm], query: str) -> list[_Hit]:
    """Return doors that an end of the query begins: 城关镇人民西路12号, said without its community."""
    ends = [query[cut:] for cut in range(1, len(query) - SHORTEST_END + 1)]
    wanted = Q(pk__in=[])
    for end in ends:
        wanted |= Q(term__startswith=end)
    rows = terms.filter(wanted, kind__in=("short", "alias", "premises"))
    hits = []
    for row in _candidates(rows):
        end = next(end for end in ends if row.term.startswith(end))
        hits.append(_hit(row, end, ENDS * len(end) / len(query)))
    return hits


def _candidates(rows: QuerySet[SearchTerm]) -> Iterable[SearchTerm]:
    return rows.annotate(length=Length("term")).order_by("length", "term")[:CANDIDATES]


def _hit(row: SearchTerm, query: str, base: float) -> _Hit:
    at = row.term.find(query)
    after = row.term[at + len(query) :] if at >= 0 else row.term
    score = 1.0 if row.term == query and base == BEGINS else base - 0.002 * min(len(after), 50)
    if at >= 0 and query[-1].isdigit() and after[:1].isdigit():
        score -= OTHER_NUMBER
    if row.kind == "text" and row.term.endswith(query):
        score += 0.1
    return _Hit(row.address_id, row.title, row.kind, score * WEIGHTS[row.kind])


def _best(hits: Iterable[_Hit], limit: int) -> list[_Hit]:
    best: dict[tuple[int, str], _Hit] = {}
    for hit in hits:
        known = best.get((hit.address_id, hit.title))
        if known is None or hit.score > known.score:
            best[hit.address_id, hit.title] = hit
    return sorted(best.values(), key=lambda hit: (-hit.score, len(hit.title), hit.title, hit.address_id))[:limit]


def _matches(hits: Sequence[_Hit]) -> list[AddressMatch]:
    rows = Address.objects.in_bulk([hit.address_id for hit in hits])
    return [
        AddressMatch(
            address=address_record(rows[hit.address_id]),
            title=hit.title,
            matched="text" if hit.kind == "short" else hit.kind,
            score=round(hit.score, 4),
        )
        for hit in hits
    ]
