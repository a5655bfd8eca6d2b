"""Places in words: what kinds, tiers and facts are called, and how a name is masked."""

from __future__ import annotations

import datetime

from django.utils.translation import gettext, gettext_noop

from fengqiao.domains.places.contracts import PremisesKind, RentalTier, ResidentFactKind

MASK = "**"
NEAR_DAYS = 14
"""A deadline this near is shown as a warning."""
PREMISES_KINDS = {
    PremisesKind.HOTEL: gettext_noop("Hotel"),
    PremisesKind.ENTERTAINMENT: gettext_noop("Entertainment venue"),
    PremisesKind.NET_CAFE: gettext_noop("Net café"),
    PremisesKind.LOOSE_PETROL: gettext_noop("Loose petrol"),
    PremisesKind.PAWN: gettext_noop("Pawn shop"),
    PremisesKind.SCRAP: gettext_noop("Scrap trade"),
    PremisesKind.PARCEL: gettext_noop("Parcel service"),
    PremisesKind.SCHOOL: gettext_noop("School"),
    PremisesKind.KINDERGARTEN: gettext_noop("Kindergarten"),
    PremisesKind.HOSPITAL: gettext_noop("Hospital"),
    PremisesKind.PROTECTED_UNIT: gettext_noop("Protected unit"),
    PremisesKind.RESTAURANT: gettext_noop("Restaurant"),
    PremisesKind.SHOP: gettext_noop("Shop"),
    PremisesKind.MARKET: gettext_noop("Market"),
    PremisesKind.BUS_STATION: gettext_noop("Bus station"),
    PremisesKind.BANK: gettext_noop("Bank"),
    PremisesKind.RENTAL_HOUSING: gettext_noop("Rental housing"),
    PremisesKind.ENTERPRISE: gettext_noop("Enterprise"),
    PremisesKind.POLICE_STATION: gettext_noop("Police station"),
    PremisesKind.COMMITTEE: gettext_noop("Village or community committee"),
}
RENTAL_TIERS = {
    RentalTier.MONTHLY: gettext_noop("looked at monthly"),
    RentalTier.QUARTERLY: gettext_noop("looked at quarterly"),
    RentalTier.HALF_YEARLY: gettext_noop("looked at half-yearly"),
}
RESIDENT_FACTS = {
    ResidentFactKind.ELDERLY_ALONE: gettext_noop("Elderly, living alone"),
    ResidentFactKind.SEVERE_DISABILITY: gettext_noop("Severe disability"),
    ResidentFactKind.LEFT_BEHIND_CHILD: gettext_noop("Left-behind child"),
}
MATCHED = {
    "text": gettext_noop("Standard address"),
    "alias": gettext_noop("Also called"),
    "premises": gettext_noop("Premises"),
    "pinyin": gettext_noop("Pinyin"),
    "initials": gettext_noop("Initials"),
}


def premises_kind_text(kind: PremisesKind) -> str:
    """This function will name a kind of premises in the reader's language."""
    return gettext(PREMISES_KINDS[kind])


def rental_tier_text(tier: RentalTier) -> str:
    """This function will say how often a house let is looked at."""
    return gettext(RENTAL_TIERS[tier])


def resident_fact_text(kind: ResidentFactKind) -> str:
    """This function will name a fact on a resident."""
    return gettext(RESIDENT_FACTS[kind])


def matched_text(matched: str) -> str:
    """This function will say what an address was found by."""
    return gettext(MATCHED[matched])


def masked_name(name: str) -> str:
    """This function will leave the surname of a name, as it may stand on a list: 王**."""
    return name[:1] + MASK


def deadline_tone(*, deadline_date: datetime.date, today: datetime.date) -> str:
    """This function will tell how a deadline stands: danger when passed, warning when near, else idle."""
    days = (deadline_date - today).days
    if days < 0:
        return "danger"
    return "warning" if days <= NEAR_DAYS else "idle"
