"""Carries a hand-over to 12345, and its answer back."""

from __future__ import annotations

import logging

from fengqiao.domains.incidents.contracts import IncidentTransferred, TransferRecord, TransferState
from fengqiao.domains.incidents.public import get_incident, get_transfer, hear_answer, list_waiting_transfers
from fengqiao.foundation.audit.recording import record
from fengqiao.foundation.clock.clock import now
from fengqiao.foundation.scoping.contracts import SYSTEM, Actor
from fengqiao.integrations.hotline.client import Hotline, connected_hotline
from fengqiao.integrations.hotline.mapping import IS_ACCEPTED, HotlineOrder, order_of

NAME = "12345"
logger = logging.getLogger(__name__)


def send_to_hotline(event: IncidentTransferred) -> None:
    """This function will send the order; delivered again, it sends the same order again.

    Without a connection, and when the answer has come in the meantime, there is nothing to send.
    """
    hotline = connected_hotline()
    transfer = get_transfer(actor=SYSTEM, number=event.number)
    if hotline is None or transfer is None or transfer.state not in (TransferState.SENT, TransferState.TIMED_OUT):
        return
    order = _order(transfer)
    hotline.send(order=order)
    record(
        actor=SYSTEM,
        action="send_transfer",
        object_kind="incident",
        object_id=event.number,
        scope_path=event.scope_path,
        details={"body": NAME, "letter": order.key, "connection": hotline.connection},
    )


def collect_hotline_answers() -> int:
    """This function will ask after every hand-over that waits; one that cannot be asked after keeps none waiting."""
    hotline = connected_hotline()
    if hotline is None:
        return 0
    return sum(_ask(hotline, transfer) for transfer in list_waiting_transfers(actor=SYSTEM))


def _ask(hotline: Hotline, transfer: TransferRecord) -> bool:
    try:
        answer = hotline.answer_to(order=_order(transfer), moment=now())
    except Exception:
        logger.exception("12345 could not be asked after %s", transfer.incident_number)
        return False
    if answer is None:
        return False
    hear_answer(
        actor=Actor(user_id=None, name=NAME, is_system=True),
        number=transfer.incident_number,
        is_accepted=IS_ACCEPTED[answer.verdict],
        handled_by=answer.handled_by,
        reason=answer.reason,
    )
    return True


def _order(transfer: TransferRecord) -> HotlineOrder:
    return order_of(incident=get_incident(actor=SYSTEM, number=transfer.incident_number), transfer=transfer)
