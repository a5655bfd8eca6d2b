from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q

from fengqiao.domains.places.contracts import PremisesKind, RentalTier, ResidentFactKind
from fengqiao.foundation.scoping.fields import ScopePathField


class Address(models.Model):
    """One door with its standard address (GA/T 2000.32); degrees are WGS-84 / CGCS2000."""

    code = models.CharField(max_length=32, unique=True)
    text = models.CharField(max_length=160, unique=True)
    short_text = models.CharField(max_length=100)
    pinyin = models.CharField(max_length=300)
    initials = models.CharField(max_length=100)
    town = models.CharField(max_length=60)
    community = models.CharField(max_length=60)
    division_code = models.CharField(max_length=12)
    street = models.CharField(max_length=60, blank=True)
    number = models.CharField(max_length=40, blank=True)
    compound = models.CharField(max_length=60, blank=True)
    building = models.CharField(max_length=40, blank=True)
    longitude = models.FloatField()
    latitude = models.FloatField()
    scope_path = ScopePathField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(longitude__range=(-180, 180)) & Q(latitude__range=(-90, 90)), name="address_on_the_globe"
            ),
            models.CheckConstraint(condition=~Q(short_text="") & ~Q(text=""), name="address_has_a_text"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["scope_path"], name="addresses_of_place"),
            models.Index(fields=["longitude", "latitude"], name="addresses_by_position"),
            models.Index(fields=["division_code"], name="addresses_by_division"),
        ]


class AddressAlias(models.Model):
    """What people call a place (老汽车站)."""

    alias = models.CharField(max_length=60)
    pinyin = models.CharField(max_length=200)
    address = models.ForeignKey(Address, on_delete=models.CASCADE, related_name="aliases")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["alias", "address"], name="one_alias_once_each"),
            models.CheckConstraint(condition=~Q(alias=""), name="alias_has_a_text"),
        ]


class Premises(models.Model):
    """A shop, school, house let, works… standing at an address."""

    code = models.CharField(max_length=32, unique=True)
    name = models.CharField(max_length=80)
    kind = models.CharField(max_length=20, choices=[(kind.value, kind.value) for kind in PremisesKind])
    address = models.ForeignKey(Address, on_delete=models.PROTECT, related_name="premises")
    contact_name = models.CharField(max_length=40, blank=True)
    contact_phone = models.CharField(max_length=20, blank=True)
    opened_date = models.DateField()
    has_car_park = models.BooleanField(default=False)
    rental_tier = models.CharField(max_length=12, null=True, choices=[(tier.value, tier.value) for tier in RentalTier])
    capacity = models.PositiveIntegerField(default=0)
    scope_path = ScopePathField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(kind__in=list(PremisesKind)), name="premises_kind_known"),
            models.CheckConstraint(
                condition=Q(rental_tier=None)
                | (Q(kind=PremisesKind.RENTAL_HOUSING) & Q(rental_tier__in=list(RentalTier))),
                name="a_tier_is_of_a_house_let",
            ),
            models.CheckConstraint(condition=~Q(name=""), name="premises_have_a_name"),
        ]
        indexes: ClassVar = [models.Index(fields=["scope_path", "kind"], name="premises_of_place")]


class Household(models.Model):
    """People who live together at one address."""

    code = models.CharField(max_length=32, unique=True)
    is_renting = models.BooleanField()
    address = models.ForeignKey(Address, on_delete=models.PROTECT, related_name="households")
    scope_path = ScopePathField()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["scope_path", "is_renting"], include=["code"], name="households_alike")
        ]


class Resident(models.Model):
    """A personal record: opened by `read_resident` only, with a stated reason."""

    code = models.CharField(max_length=32, unique=True)
    household = models.ForeignKey(Household, on_delete=models.PROTECT, related_name="residents")
    name = models.CharField(max_length=40)
    is_female = models.BooleanField()
    birth_date = models.DateField()
    id_number = models.CharField(max_length=18, unique=True)
    phone = models.CharField(max_length=20, blank=True)
    is_head = models.BooleanField(default=False)
    scope_path = ScopePathField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(id_number__regex=r"^[0-9]{17}[0-9X]$"), name="id_number_in_shape"),
            models.CheckConstraint(condition=~Q(name=""), name="resident_has_a_name"),
            models.UniqueConstraint(fields=["household"], condition=Q(is_head=True), name="one_head_of_a_household"),
        ]
        indexes: ClassVar = [models.Index(fields=["scope_path"], name="residents_of_place")]


class ResidentFact(models.Model):
    """One of the few facts that a duty needs, with its basis and its end; no overlap of a kind (migration 0002)."""

    resident = models.ForeignKey(Resident, on_delete=models.CASCADE, related_name="facts")
    kind = models.CharField(max_length=24, choices=[(kind.value, kind.value) for kind in ResidentFactKind])
    basis = models.CharField(max_length=200)
    from_date = models.DateField()
    to_date = models.DateField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(kind__in=list(ResidentFactKind)), name="resident_fact_known"),
            models.CheckConstraint(condition=~Q(basis=""), name="resident_fact_has_a_basis"),
            models.CheckConstraint(condition=Q(to_date__gt=F("from_date")), name="resident_fact_ends"),
        ]


class TroubleSpot(models.Model):
    """A place with recurring trouble (治乱点), with owner, measures and deadline."""

    code = models.CharField(max_length=32, unique=True)
    name = models.CharField(max_length=80)
    address = models.ForeignKey(Address, on_delete=models.PROTECT, related_name="trouble_spots")
    reason = models.CharField(max_length=300)
    listed_date = models.DateField()
    deadline_date = models.DateField()
    owner_number = models.CharField(max_length=20)
    measures = ArrayField(models.CharField(max_length=200), default=list)
    scope_path = ScopePathField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(deadline_date__gte=F("listed_date")), name="trouble_spot_in_order"),
            models.CheckConstraint(condition=~Q(owner_number=""), name="trouble_spot_has_an_owner"),
        ]
        indexes: ClassVar = [models.Index(fields=["scope_path"], name="trouble_spots_of_place")]


class SearchTerm(models.Model):
    """One way to find an address: its text, an alias, a premises name, their pinyin or initials.

    Collation C makes the beginning of a term an index range; `grams` (short pieces of the term) find its middle.
    """

    kind = models.CharField(max_length=10)
    term = models.CharField(max_length=300, db_collation="C")
    grams = ArrayField(models.CharField(max_length=3), default=list)
    title = models.CharField(max_length=160)
    address = models.ForeignKey(Address, on_delete=models.CASCADE, related_name="search_terms")
    scope_path = ScopePathField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(kind__in=("text", "short", "alias", "premises", "pinyin", "initials")),
                name="search_term_kind_known",
            )
        ]
        indexes: ClassVar = [
            models.Index(fields=["term"], name="search_terms_by_beginning"),
            GinIndex(fields=["grams"], name="search_terms_by_grams", fastupdate=False),
        ]


class RoadNetworkRow(models.Model):
    """The roads of one county as columns; there is one network. A new `version` tells every process to read again."""

    only = models.BooleanField(primary_key=True, default=True)
    version = models.UUIDField()
    longitudes = ArrayField(models.FloatField())
    latitudes = ArrayField(models.FloatField())
    from_nodes = ArrayField(models.IntegerField())
    to_nodes = ArrayField(models.IntegerField())
    length_metres = ArrayField(models.FloatField())
    speeds_kmh = ArrayField(models.FloatField())
    one_way = ArrayField(models.BooleanField())
    geometries = models.JSONField(default=list)
    names = ArrayField(models.CharField(max_length=80), default=list)

    class Meta:
        constraints: ClassVar = [models.CheckConstraint(condition=Q(only=True), name="one_road_network")]


class BaseMap(models.Model):
    """The quiet base map: one GeoJSON, kept as the gzip bytes that are sent."""

    only = models.BooleanField(primary_key=True, default=True)
    sha256 = models.CharField(max_length=64)
    content = models.BinaryField()
    saved_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.CheckConstraint(condition=Q(only=True), name="one_base_map")]
