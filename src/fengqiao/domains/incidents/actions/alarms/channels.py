"""The ways an alarm leaves the machine, registered in `config/wiring.py`. The screens need none: they read the step."""

from __future__ import annotations

import logging
from collections.abc import Callable

from fengqiao.domains.incidents.contracts.alarms import AlarmMessage

Channel = Callable[[AlarmMessage], None]
logger = logging.getLogger(__name__)
_channels: dict[str, Channel] = {}


def register_alarm_channel(*, name: str, channel: Channel) -> None:
    """This function will add a way by which alarms leave the machine. A channel may hear a message more than once."""
    _channels[name] = channel


def forget_alarm_channel(*, name: str) -> None:
    """This function will take a way away again."""
    _channels.pop(name, None)


def send_out(*, message: AlarmMessage) -> bool:
    """This function will send a message on every channel; returns whether all of them took it.

    One that fails keeps none of the others, nor the screens, from hearing it.
    """
    took_it = True
    for name, channel in list(_channels.items()):
        try:
            channel(message)
        except Exception:
            logger.exception("alarm %s did not leave by %s", message.id, name)
            took_it = False
    return took_it
