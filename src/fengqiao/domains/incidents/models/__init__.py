"""Rows of incidents: the incident and its timeline; units, their members and orders; what was recommended."""

from fengqiao.domains.incidents.models.alarm import Alarm, AlarmStep, SafetyTimer
from fengqiao.domains.incidents.models.incident import DailyNumber, Incident, IncidentEntry
from fengqiao.domains.incidents.models.merge import Merge
from fengqiao.domains.incidents.models.move import MoveAdvice
from fengqiao.domains.incidents.models.plan import ContingencyPlan, PlanRun, PlanTick
from fengqiao.domains.incidents.models.transfer import Transfer
from fengqiao.domains.incidents.models.unit import Order, RecommendationLog, Unit, UnitMember
from fengqiao.domains.incidents.models.what_if import WhatIf

__all__ = [
    "Alarm",
    "AlarmStep",
    "ContingencyPlan",
    "DailyNumber",
    "Incident",
    "IncidentEntry",
    "Merge",
    "MoveAdvice",
    "Order",
    "PlanRun",
    "PlanTick",
    "RecommendationLog",
    "SafetyTimer",
    "Transfer",
    "Unit",
    "UnitMember",
    "WhatIf",
]
