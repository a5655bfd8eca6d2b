from fengqiao.domains.organisation.models.rosters import DutyRoster, RosterRuleSet, RosterSwap
from fengqiao.domains.organisation.models.staffing import (
    CommitteeSeat,
    DutyTime,
    SeatFollowUp,
    SeatMatter,
    StaffingAdvice,
    Standard,
)
from fengqiao.domains.organisation.models.units import (
    Appointment,
    Division,
    DutyShift,
    Jurisdiction,
    Leave,
    LinkedVillage,
    OrgUnit,
    StaffMember,
)

__all__ = [
    "Appointment",
    "CommitteeSeat",
    "Division",
    "DutyRoster",
    "DutyShift",
    "DutyTime",
    "Jurisdiction",
    "Leave",
    "LinkedVillage",
    "OrgUnit",
    "RosterRuleSet",
    "RosterSwap",
    "SeatFollowUp",
    "SeatMatter",
    "StaffMember",
    "StaffingAdvice",
    "Standard",
]
