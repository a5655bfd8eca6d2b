"""Plays 12345 on a simulated day: it gives each order to a body by its words, and every name says "simulated"."""

from __future__ import annotations

import datetime
from typing import Final

from fengqiao.integrations.hotline.mapping import HotlineAnswer, HotlineOrder, OrderRefusedError, Verdict

ANSWERS_AFTER: Final = datetime.timedelta(minutes=15)
SIMULATED: Final = "模拟"
BODIES: Final = (
    (("路灯", "井盖", "噪音", "占道", "摆摊", "垃圾"), "县城市管理局"),
    (("停水", "停电", "漏水", "水管"), "县供水供电服务中心"),
    (("没油", "抛锚", "救援", "拖车"), "县道路救援中心"),
    (("工资", "欠薪", "合同"), "县人力资源和社会保障局"),
    (("退货", "退款", "质量", "商家"), "县市场监督管理局"),
    (("狗", "猫", "蜂", "蛇"), "县林业和农业综合服务中心"),
)
OTHERS: Final = "县政务服务便民热线中心"


class SimulatedHotline:
    """Keeps no post: what it answers follows from the order and the moment alone, also after a restart."""

    connection = "simulator"

    def send(self, *, order: HotlineOrder) -> None:
        """This function will look at the order as the hotline would. Raises OrderRefusedError."""
        if not (order.text.strip() or order.note.strip()):
            raise OrderRefusedError(order.key)

    def answer_to(self, *, order: HotlineOrder, moment: datetime.datetime) -> HotlineAnswer | None:
        """This function will accept what has waited long enough, and name the body."""
        if moment - order.sent_at < ANSWERS_AFTER:
            return None
        said = f"{order.text} {order.note}"
        body = next((name for words, name in BODIES if any(word in said for word in words)), OTHERS)
        return HotlineAnswer(Verdict.TAKEN, f"{body}（{SIMULATED}）")
