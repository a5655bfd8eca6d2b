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
    "DutyShift",
    "DutyTime",
    "Jurisdiction",
    "Leave",
    "LinkedVillage",
    "OrgUnit",
    "SeatFollowUp",
    "SeatMatter",
    "StaffMember",
    "StaffingAdvice",
    "Standard",
]
