"""The figures at the end of the story: counted from what stands in the database, never from the script."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count

from fengqiao.domains.cameras.public import count_warnings
from fengqiao.domains.cases.public import count_reports
from fengqiao.domains.incidents.public import count_incidents
from fengqiao.domains.tasks.public import count_tasks
from fengqiao.foundation.audit.models import AuditEntry
from fengqiao.foundation.audit.verifying import verify_chain
from fengqiao.foundation.events.models import Delivery
from fengqiao.foundation.simulation.contracts import DayReading, Text

Value = int | float | bool


@dataclass(frozen=True, slots=True)
class Figure:
    name: str
    label: Text
    value: Value


def day_figures(*, day: DayReading) -> list[Figure]:
    """This function will count the day of the whole place."""
    span: dict[str, Any] = {"from_at": day.opens_at, "to_at": day.told_until_at, "under": ""}
    incidents, reports = count_incidents(**span), count_reports(**span)
    tasks, warnings = count_tasks(on=day.date, under=""), count_warnings(**span)
    chain = verify_chain()
    dead = Delivery.objects.filter(state=Delivery.State.DEAD).aggregate(count=Count("pk"))["count"]
    row: Callable[[str, str, str, Value], Figure] = lambda name, zh, en, value: Figure(name, Text(zh, en), value)  # noqa: E731
    return [
        row("incidents_received", "接警", "incidents received", incidents.received),
        row("incidents_open", "讲完时未结警情", "incidents still open as the story ends", incidents.open),
        row("incidents_transferred", "转其他部门", "handed to others", incidents.transferred),
        row("arrivals", "到场", "arrivals", incidents.arrivals),
        row("arrivals_in_time", "按时到场", "arrivals within the target", incidents.arrivals_in_time),
        row("tasks_listed", "清单任务", "tasks on the lists", tasks.listed),
        row("tasks_signed_for", "已签收", "tasks signed for", tasks.signed_for),
        row("tasks_completed", "清单已完成", "tasks on the lists completed", tasks.listed_completed),
        row("task_minutes", "计划用时（分钟）", "minutes planned", tasks.planned_minutes),
        row("officers", "有清单的民警", "officers with a list", tasks.officers),
        row("reports_taken", "登记报案", "reports registered", reports.taken),
        row("reports_kept", "本所办理", "reports kept", reports.kept),
        row("reports_transferred", "移送", "reports transferred", reports.transferred),
        row("reports_accepted", "对方受理", "transfers accepted", reports.accepted),
        row("warnings_confirmed", "确认预警", "warnings confirmed", warnings.get("confirmed", 0)),
        row("warnings_rejected", "驳回预警", "warnings rejected", warnings.get("rejected", 0)),
        row("audit_entries", "审计记录", "audit entries", AuditEntry.objects.count()),
        row("audit_chain_holds", "审计链完整", "audit chain holds", not chain.faults),
        row("events_undelivered", "未送达事件", "events that failed", dead),
    ]
