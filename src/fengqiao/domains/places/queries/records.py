"""Rows turned into the values that others may hold."""

from __future__ import annotations

from fengqiao.domains.places.contracts import (
    AddressRecord,
    HouseholdRecord,
    PremisesKind,
    PremisesRecord,
    RentalTier,
    ResidentFactKind,
    ResidentFactRecord,
    TroubleSpotRecord,
)
from fengqiao.domains.places.models import Address, Household, Premises, ResidentFact, TroubleSpot
from fengqiao.primitives.position import Position


def address_record(row: Address) -> AddressRecord:
    """This function will turn an address row into its value."""
    return AddressRecord(
        code=row.code,
        text=row.text,
        short_text=row.short_text,
        community=row.community,
        division_code=row.division_code,
        position=Position(longitude=row.longitude, latitude=row.latitude),
        scope_path=row.scope_path,
    )


def premises_record(row: Premises) -> PremisesRecord:
    """This function will turn a premises row (with its address) into its value."""
    return PremisesRecord(
        code=row.code,
        name=row.name,
        kind=PremisesKind(row.kind),
        address=address_record(row.address),
        contact_name=row.contact_name,
        contact_phone=row.contact_phone,
        rental_tier=RentalTier(row.rental_tier) if row.rental_tier else None,
        capacity=row.capacity,
        has_car_park=row.has_car_park,
        opened_date=row.opened_date,
    )


def household_record(row: Household, *, members: int) -> HouseholdRecord:
    """This function will turn a household row (with its address) into its value."""
    return HouseholdRecord(row.code, row.is_renting, address_record(row.address), members)


def fact_record(row: ResidentFact) -> ResidentFactRecord:
    """This function will turn a fact on a resident into its value."""
    return ResidentFactRecord(ResidentFactKind(row.kind), row.basis, row.from_date, row.to_date)


def trouble_spot_record(row: TroubleSpot) -> TroubleSpotRecord:
    """This function will turn a trouble spot row (with its address) into its value."""
    return TroubleSpotRecord(
        code=row.code,
        name=row.name,
        address=address_record(row.address),
        reason=row.reason,
        listed_date=row.listed_date,
        deadline_date=row.deadline_date,
        owner_number=row.owner_number,
        measures=tuple(row.measures),
    )
