"""Which households somebody may name as the sides of a dispute."""

from __future__ import annotations

from collections.abc import Sequence

from fengqiao.domains.disputes.models import Dispute
from fengqiao.domains.disputes.queries.access import HANDLE, VIEW
from fengqiao.domains.disputes.queries.reading import DisputePage
from fengqiao.domains.places.contracts import HouseholdLine
from fengqiao.domains.places.public import list_household_lines, search_addresses
from fengqiao.foundation.scoping.contracts import Actor
from fengqiao.foundation.scoping.permissions import require

MOST_OFFERED = 60
"""A large block; whoever looks for more names the door."""


def offered_households(*, actor: Actor, page: DisputePage, text: str) -> Sequence[HouseholdLine]:
    """This function will list the households named already, those at the dispute's address, and at addresses found.

    Raises NotAllowedError for who does not handle disputes there.
    """
    require(actor, HANDLE, page.dispute.scope_path, view=VIEW)
    code = Dispute.objects.values_list("address_code", flat=True).get(code=page.dispute.code)
    found = [match.address.code for match in search_addresses(actor=actor, text=text)] if text.strip() else []
    at_doors = list_household_lines(address_codes=[one for one in (code, *found) if one], limit=MOST_OFFERED)
    lines = {line.code: line for line in (*page.households, *at_doors)}
    return list(lines.values())
